//! The pages of the edition as a list: thumbnail, id, section and name. Beside the text on wide screens, in the
//! sheets on phones.

use yew::{Html, html};

use super::long_words::page_title;
use super::picture::{Room, picture};
use crate::desk::Desk;
use crate::queries::Issue;

/// All pages, the current one marked.
pub fn pages_rail(desk: &Desk, issue: &Issue, current: Option<usize>) -> Html {
    html! {
        <nav class="mh-rail" aria-label={desk.words().pages}>
            <ol>
                for (index, page) in issue.opened.edition.pages.iter().enumerate() {
                    <li>
                        <a
                            href={desk.page_href(issue, index)}
                            aria-current={(current == Some(index)).then_some("page")}
                        >
                            if let Some(image) = &page.image {
                                { picture(desk, issue, image, String::new(), Room::Small) }
                            } else {
                                <span class="mh-no-image" aria-hidden="true"></span>
                            }
                            <span>
                                <b class="mh-page-id">{ page.id.as_str() }</b>{ " " }
                                <span>{ page_title(page) }</span>
                            </span>
                        </a>
                    </li>
                }
            </ol>
        </nav>
    }
}
