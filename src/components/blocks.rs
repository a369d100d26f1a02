//! The body of an article, block by block.

use masthead_edition::fields::unknown_block_text;
use masthead_edition::model::{Block, Content, Figure, Text};
use serde_json::Value;
use yew::{AttrValue, Html, html};

use super::ink::Ink;
use super::long_words::set;
use super::picture::{Room, picture};
use crate::desk::Desk;
use crate::queries::Issue;

/// Sets blocks in their order. Paragraphs without an id of their own are `p1`, `p2` …, so that each has an address.
pub fn blocks(desk: &Desk, issue: &Issue, body: &[Block], ink: &Ink) -> Html {
    Setter { desk, issue, ink, paragraphs: 0 }.blocks(body)
}

struct Setter<'a> {
    desk: &'a Desk,
    issue: &'a Issue,
    ink: &'a Ink,
    paragraphs: usize,
}

impl Setter<'_> {
    fn blocks(&mut self, body: &[Block]) -> Html {
        body.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Html {
        let own_id = block.id.as_ref().map(|id| AttrValue::from(id.to_string()));
        match &block.content {
            Content::Paragraph(text) => {
                self.paragraphs += 1;
                let id = own_id.unwrap_or_else(|| AttrValue::from(format!("p{}", self.paragraphs)));
                html! { <p {id}>{ self.ink.text(text) }</p> }
            }
            Content::Subhead(text) => {
                html! { <h2 id={own_id} class="mh-subhead">{ self.ink.text(text) }</h2> }
            }
            Content::Figure(figure) => self.figure(own_id, figure),
            Content::Gallery { figures, caption } => self.gallery(own_id, figures, caption.as_ref()),
            Content::Quote { text, by } => html! {
                <blockquote id={own_id} class="mh-quote">
                    <p>{ self.ink.text(text) }</p>
                    if let Some(by) = by {
                        <footer>{ set(format!("—— {by}")) }</footer>
                    }
                </blockquote>
            },
            Content::List { ordered, items } => self.list(own_id, *ordered, items),
            Content::Table { caption, header, rows } => self.table(own_id, caption.as_ref(), header, rows),
            Content::FactBox { title, body } => html! {
                <aside id={own_id} class="mh-fact-box">
                    if let Some(title) = title {
                        <h2>{ self.ink.text(title) }</h2>
                    }
                    { self.blocks(body) }
                </aside>
            },
            Content::Note(text) => html! { <p id={own_id} class="mh-note">{ self.ink.text(text) }</p> },
            Content::Unknown { kind, value } => self.unknown(own_id, kind, value),
        }
    }

    fn figure(&self, id: Option<AttrValue>, figure: &Figure) -> Html {
        html! {
            <figure {id} class="mh-figure" data-is={is_portrait(figure).then_some("portrait")}>
                { self.picture(figure) }
                { self.caption(figure.caption.as_ref(), figure.credit.as_deref()) }
            </figure>
        }
    }

    fn gallery(&self, id: Option<AttrValue>, figures: &[Figure], caption: Option<&Text>) -> Html {
        html! {
            <figure {id} class="mh-gallery">
                <div class="mh-gallery-figures">
                    for figure in figures {
                        <figure>
                            { self.picture(figure) }
                            { self.caption(figure.caption.as_ref(), figure.credit.as_deref()) }
                        </figure>
                    }
                </div>
                { self.caption(caption, None) }
            </figure>
        }
    }

    fn picture(&self, figure: &Figure) -> Html {
        if figure.image.src.is_empty() {
            return Html::default();
        }
        let alt =
            figure.alt.clone().or_else(|| figure.caption.as_ref().map(Text::joined)).unwrap_or_default();
        picture(self.desk, self.issue, &figure.image, alt, Room::Column)
    }

    fn caption(&self, caption: Option<&Text>, credit: Option<&str>) -> Html {
        if caption.is_none() && credit.is_none() {
            return Html::default();
        }
        html! {
            <figcaption>
                if let Some(caption) = caption {
                    { self.ink.text(caption) }
                }
                if let Some(credit) = credit {
                    { " " }<span class="mh-credit">{ set(credit) }</span>
                }
            </figcaption>
        }
    }

    fn list(&self, id: Option<AttrValue>, ordered: bool, items: &[Text]) -> Html {
        let items = items.iter().map(|item| html! { <li>{ self.ink.text(item) }</li> }).collect::<Html>();
        if ordered {
            html! { <ol {id}>{ items }</ol> }
        } else {
            html! { <ul {id}>{ items }</ul> }
        }
    }

    /// The table scrolls sideways on its own where it is wider than the column, by keyboard too.
    fn table(
        &self,
        id: Option<AttrValue>,
        caption: Option<&Text>,
        header: &[Text],
        rows: &[Vec<Text>],
    ) -> Html {
        let label = caption.map(Text::joined);
        html! {
            <div {id} class="mh-table" tabindex="0" role="group" aria-label={label}>
                <table>
                    if let Some(caption) = caption {
                        <caption>{ self.ink.text(caption) }</caption>
                    }
                    if !header.is_empty() {
                        <thead>
                            <tr>for cell in header { <th scope="col">{ self.ink.text(cell) }</th> }</tr>
                        </thead>
                    }
                    <tbody>
                        for row in rows {
                            <tr>for cell in row { <td>{ self.ink.text(cell) }</td> }</tr>
                        }
                    </tbody>
                </table>
            </div>
        }
    }

    /// A block of a later version: what text it has is shown, and that there is more to it.
    fn unknown(&self, id: Option<AttrValue>, kind: &str, value: &Value) -> Html {
        html! {
            <div {id} class="mh-unknown">
                if let Some(text) = unknown_block_text(value) {
                    <p>{ self.ink.plain(text) }</p>
                }
                <p class="mh-unknown-message">{ set(format!("{} ({kind})", self.desk.words().unknown_block)) }</p>
            </div>
        }
    }
}

fn is_portrait(figure: &Figure) -> bool {
    figure.image.height > figure.image.width
}
