//! The publisher's lines at the foot: rights, ICP and public security filings, home.

use yew::{Html, html};

use super::long_words::set;
use crate::desk::Desk;
use crate::queries::Issue;

/// The foot of every view.
pub fn footer(desk: &Desk, issue: Option<&Issue>) -> Html {
    let Some(paper) = desk.state.paper() else { return Html::default() };
    let rights = issue.and_then(|issue| issue.opened.edition.rights.as_ref()).or(paper.rights.as_ref());
    html! {
        <footer class="mh-footer" part="footer">
            if let Some(notice) = &paper.notice {
                <p>{ set(notice) }</p>
            }
            if let Some(rights) = rights {
                <p>{ set(rights) }</p>
            }
            if paper.icp.is_some() || paper.police.is_some() {
                <p>
                    for line in [&paper.icp, &paper.police].into_iter().flatten() {
                        <span>{ set(line) }</span>{ " " }
                    }
                </p>
            }
            if let Some(home) = &paper.home {
                <p><a href={home.href.clone()} target="_self">{ desk.home_label() }</a></p>
            }
        </footer>
    }
}

impl Desk {
    /// What the home link is called: the publisher's word, else the reader's.
    pub fn home_label(&self) -> Html {
        let label = self.state.paper().and_then(|paper| paper.home.as_ref()?.label.as_deref());
        set(label.unwrap_or(self.words().home))
    }
}
