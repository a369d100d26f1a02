//! Previous and next, at the end of what was read: the next one large, the previous one small.

use yew::{AttrValue, Html, html};

use super::long_words::set;

/// One direction.
pub struct PagerLink {
    /// 下一篇.
    pub word: &'static str,
    /// What is there.
    pub label: String,
    /// Its address.
    pub href: AttrValue,
}

/// The way on and the way back; a direction that leads nowhere is absent.
pub fn pager(label: &'static str, previous: Option<PagerLink>, next: Option<PagerLink>) -> Html {
    if previous.is_none() && next.is_none() {
        return Html::default();
    }
    let link = |link: PagerLink, rel: &'static str| {
        html! {
            <a href={link.href} {rel}>
                <b>{ link.word }</b>{ " " }<span>{ set(link.label) }</span>
            </a>
        }
    };
    html! {
        <nav class="mh-pager" part="pager" aria-label={label}>
            { next.map(|next| link(next, "next")).unwrap_or_default() }
            { previous.map(|previous| link(previous, "prev")).unwrap_or_default() }
        </nav>
    }
}
