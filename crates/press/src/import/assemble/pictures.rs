//! Pictures and PDFs: which are on disk, under which name they go into the edition, and how large they are; and the
//! areas of a page's picture as fractions of it.

use masthead_edition::model::{Article, Block, Content, Image, Region, Text};

use super::pages::DraftPage;
use super::{Workshop, scale};
use crate::import::address::resolve_file;
use crate::import::note::whole;
use crate::import::piece::Look;
use crate::import::region::{self, Shape};
use crate::paper::picture;

/// A page's picture and PDF, and the size its areas are measured in.
pub fn of_page(
    workshop: &mut Workshop<'_>,
    page: &DraftPage,
) -> (Option<Image>, Option<String>, Option<(f64, f64)>) {
    let path = page.file.path.clone();
    let mapped = page.file.image.clone();
    let small = mapped.as_ref().and_then(|image| find(workshop, &image.path));
    let small_size = small.as_ref().and_then(|file| size(workshop, file));
    let large = page.file.large_image.as_ref().and_then(|image| find(workshop, image));
    // The larger picture is the better page, if it is the same page.
    let chosen = [large, small.clone()].into_iter().flatten().find_map(|file| {
        let size = size(workshop, &file)?;
        let fits = small_size.is_none_or(|small| same_shape(size, small));
        fits.then_some((file, size))
    });
    let image = chosen.map(|(file, (width, height))| Image {
        src: name_for(workshop, &file, page.id.as_str()),
        width,
        height,
        ..Image::default()
    });
    if let (None, Some(mapped)) = (&image, &mapped) {
        workshop
            .notes(&path)
            .missing("page-image", format!("the page's picture is not there: {}", mapped.path));
    }
    let natural = small_size.map(|(width, height)| (f64::from(width), f64::from(height)));
    let scale = scale::of_page(workshop, page, natural);
    (image, pdf(workshop, page), scale)
}

/// An article's areas as fractions of the page, none twice.
pub fn regions(areas: &[Shape], scale: Option<(f64, f64)>) -> Vec<Region> {
    let Some((width, height)) = scale else { return Vec::new() };
    let mut regions: Vec<Region> = Vec::new();
    for area in areas {
        let region = region::scale(area, width, height);
        if region.len() >= 3 && !regions.iter().any(|other| region::same(other, &region)) {
            regions.push(region);
        }
    }
    regions
}

fn same_shape(a: (u32, u32), b: (u32, u32)) -> bool {
    let ratio = |size: (u32, u32)| f64::from(size.0) / f64::from(size.1.max(1));
    (ratio(a) / ratio(b) - 1.0).abs() < 0.03
}

/// The page's PDF: the one beside its picture, since a page lists those of all others too.
fn pdf(workshop: &mut Workshop<'_>, page: &DraftPage) -> Option<String> {
    let folder =
        |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_lowercase()).unwrap_or_default();
    let image = page.file.image.as_ref().map(|image| folder(&image.path));
    let beside = page.file.pdfs.iter().find(|pdf| Some(folder(pdf)) == image);
    let wanted = beside.or(page.file.pdfs.first())?.clone();
    let Some(file) = find(workshop, &wanted) else {
        workshop.notes(&page.file.path).missing("page-pdf", format!("the page's PDF is not there: {wanted}"));
        return None;
    };
    Some(name_for(workshop, &file, page.id.as_str()))
}

/// The figures of an article: those on disk get name and size, the others leave their caption as a note.
/// `base` is what the article's links are relative to.
pub fn of_article(workshop: &mut Workshop<'_>, path: &str, base: &str, article: &mut Article) {
    let blocks = std::mem::take(&mut article.body);
    article.body = blocks.into_iter().filter_map(|block| figure(workshop, path, base, block)).collect();
}

/// What is known of the file that a picture's link in an article leads to. `base` is what the link is relative to.
pub fn look(workshop: &Workshop<'_>, base: &str, href: &str) -> Look {
    let Some(target) = resolve_file(base, href) else { return Look::Absent };
    if workshop.job.rules.pictures.ignore.iter().any(|pattern| pattern.0.is_match(&target)) {
        return Look::Template;
    }
    let file = find(workshop, &target).and_then(|file| Some((size(workshop, &file)?, file)));
    file.map_or(Look::Absent, |((width, height), file)| Look::File(file, width, height))
}

fn figure(workshop: &mut Workshop<'_>, path: &str, base: &str, mut block: Block) -> Option<Block> {
    let Content::Figure(figure) = &mut block.content else { return Some(block) };
    let href = figure.image.src.clone();
    let Look::File(file, width, height) = look(workshop, base, &href) else {
        let kept = [figure.caption.as_ref().map(Text::joined), figure.credit.clone()];
        let kept: Vec<String> = kept.into_iter().flatten().collect();
        let also = if kept.is_empty() { "" } else { "; its caption was kept as a note" };
        workshop
            .notes(path)
            .missing("picture", format!("this picture is not there, or is none: {}{also}", whole(&href)));
        block.content = Content::Note(Text::plain(kept.join(" ")));
        return (!kept.is_empty()).then_some(block);
    };
    let stem = file.rsplit('/').next().unwrap_or(&file).to_owned();
    let stem = stem.split('.').next().unwrap_or(&stem).to_owned();
    figure.image = Image { src: name_for(workshop, &file, &stem), width, height, ..Image::default() };
    Some(block)
}

/// A file that a link leads to, if it is on disk: at the path itself, or below the tree's root where the tree was
/// taken out of a larger one, or without the path's first folders where the source begins deeper.
fn find(workshop: &Workshop<'_>, path: &str) -> Option<String> {
    let tree = workshop.job.tree;
    if let Some(found) = tree.other(path) {
        return Some(found.to_owned());
    }
    let root = workshop.job.day.root.split('/').next().unwrap_or_default();
    if let Some(found) = tree.other(&format!("{root}/{path}")) {
        return Some(found.to_owned());
    }
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('/') {
        // A bare file name would match anything.
        if after.contains('/')
            && let Some(found) = tree.other(after)
        {
            return Some(found.to_owned());
        }
        rest = after;
    }
    None
}

fn size(workshop: &Workshop<'_>, file: &str) -> Option<(u32, u32)> {
    picture::size(&workshop.job.tree.path.join(file))
}

/// The name a file gets in the edition's folder; the same file always the same, no two files one.
fn name_for(workshop: &mut Workshop<'_>, file: &str, stem: &str) -> String {
    let stem: String = stem
        .chars()
        .map(|letter| if letter.is_alphanumeric() || matches!(letter, '-' | '_') { letter } else { '-' })
        .collect();
    let stem = if stem.is_empty() { "picture".to_owned() } else { stem };
    let ending = ending(workshop, file);
    for count in 1_usize.. {
        let name = if count == 1 { format!("{stem}.{ending}") } else { format!("{stem}-{count}.{ending}") };
        match workshop.names.get(&name.to_lowercase()) {
            Some(other) if other == file => return name,
            Some(_) => {}
            None => {
                workshop.names.insert(name.to_lowercase(), file.to_owned());
                workshop.copies.push((file.to_owned(), name.clone()));
                return name;
            }
        }
    }
    String::new()
}

/// The ending that the content has: trees write `….jpg.2`.
fn ending(workshop: &Workshop<'_>, file: &str) -> &'static str {
    use imagesize::ImageType;
    let lower = file.to_lowercase();
    if let Some(known) = ["pdf", "svg"].into_iter().find(|known| lower.ends_with(&format!(".{known}"))) {
        return known;
    }
    let mut head = [0_u8; 64];
    let path = workshop.job.tree.path.join(file);
    let read = std::fs::File::open(path).and_then(|mut file| std::io::Read::read(&mut file, &mut head));
    match read.ok().and_then(|length| imagesize::image_type(&head[..length]).ok()) {
        Some(ImageType::Png) => "png",
        Some(ImageType::Gif) => "gif",
        Some(ImageType::Webp) => "webp",
        Some(ImageType::Bmp) => "bmp",
        Some(ImageType::Heif(_)) => "avif",
        _ => "jpg",
    }
}
