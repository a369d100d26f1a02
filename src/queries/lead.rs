//! What a front page shows first, and the small pictures beside its headlines.

use masthead_edition::model::{Article, Block, Content, Edition, Figure, Kind, Status};

/// The lead of an edition: the first article of the first page that has one, passing over advertisements and
/// what was withdrawn. Editors put the lead first; nothing here judges their choice.
pub fn lead(edition: &Edition) -> Option<(usize, usize)> {
    let fit = |article: &Article| {
        !matches!(article.kind, Kind::Advertisement | Kind::Notice)
            && !matches!(article.status, Status::Withdrawn(_))
            && !article.headline.is_empty()
    };
    edition
        .pages
        .iter()
        .enumerate()
        .find_map(|(page, content)| Some((page, content.articles.iter().position(fit)?)))
}

/// The first paragraph, to open a lead with.
pub fn opening(article: &Article) -> Option<String> {
    match &opening_block(article)?.content {
        Content::Paragraph(text) => Some(text.joined()),
        _ => None,
    }
}

/// The block of the first paragraph that says anything.
pub fn opening_block(article: &Article) -> Option<&Block> {
    article
        .body
        .iter()
        .find(|block| matches!(&block.content, Content::Paragraph(text) if !text.joined().is_empty()))
}

/// The first picture of an article.
pub fn thumbnail(article: &Article) -> Option<&Figure> {
    article.body.iter().find_map(first_figure)
}

fn first_figure(block: &Block) -> Option<&Figure> {
    let found = match &block.content {
        Content::Figure(figure) => Some(figure),
        Content::Gallery { figures, .. } => figures.first(),
        Content::FactBox { body, .. } => body.iter().find_map(first_figure),
        _ => None,
    };
    found.filter(|figure| !figure.image.src.is_empty())
}
