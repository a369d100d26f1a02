//! Where [`tower_http`] reads a site's files from: the disk, the compressed files that are kept, the pages of a preview.

use std::fs::Metadata;
use std::io::{self, Cursor, ErrorKind, SeekFrom};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use hyper::body::Bytes;
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, DefaultServeDirFallback, File, Metadata as AboutFile};

use super::compressed::{self, Compressed};
use super::folder::{self, Found};
use super::preview::{State, page};
use crate::hosting::types;

/// A site's files, as one request is given them.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The site's folder.
    pub root: Arc<Path>,
    /// Where a file is wanted that may be compressed on the way: those that are.
    pub compressed: Option<Arc<Compressed>>,
    /// In a preview: what its pages are told.
    pub preview: Option<Arc<State>>,
}

/// A site's folder, as [`tower_http`] serves it.
pub type Directory = ServeDir<DefaultServeDirFallback, Contents>;

/// What is sent of a file.
#[derive(Debug)]
pub struct Content {
    source: Source,
    about: About,
}

#[derive(Debug)]
enum Source {
    Disk(tokio::fs::File),
    Memory(Cursor<Bytes>),
}

/// What is known of a content; its entity tag is made of length and time.
#[derive(Clone, Copy, Debug)]
pub struct About {
    is_folder: bool,
    length: u64,
    modified: Option<SystemTime>,
}

impl Contents {
    /// What a path leads to: a content, or a folder, which has none.
    async fn look(self, path: PathBuf, opens: bool) -> io::Result<(Option<Source>, About)> {
        let (root, wanted) = (self.root.clone(), path.clone());
        let preview = self.preview.filter(|_| path.to_str().is_some_and(types::is_page));
        let on_disk = blocking(move || on_disk(&root, &wanted, opens, preview.as_deref())).await;
        match (on_disk, self.compressed, compressed::source(&path)) {
            (Err(error), Some(compressed), Some((source, way))) if error.kind() == ErrorKind::NotFound => {
                let root = self.root;
                let found = blocking(move || folder::find(&root, &source)).await?;
                if !found.metadata.is_file() || found.metadata.len() > compressed::LARGEST {
                    return Err(error);
                }
                let content = compressed.of(&found, way).await?;
                // Told apart from the file itself, and from the other way, even where the length is the same.
                let apart = Duration::from_nanos(1 + way as u64);
                let modified = found.metadata.modified().ok().map(|time| time + apart);
                Ok(in_memory(content, modified))
            }
            (on_disk, ..) => on_disk,
        }
    }
}

fn on_disk(
    root: &Path,
    path: &Path,
    opens: bool,
    preview: Option<&State>,
) -> io::Result<(Option<Source>, About)> {
    let found = folder::find(root, path)?;
    if found.metadata.is_dir() {
        return Ok((None, About { is_folder: true, length: 0, modified: None }));
    }
    if let Some(state) = preview {
        return previewed(&found, state);
    }
    if !opens {
        return Ok((None, About::of(&found.metadata)));
    }
    let (file, metadata) = folder::open(&found)?;
    Ok((Some(Source::Disk(tokio::fs::File::from_std(file))), About::of(&metadata)))
}

/// A page of a preview: as it lies on the disk, and a script beside it.
fn previewed(found: &Found, state: &State) -> io::Result<(Option<Source>, About)> {
    let (mut file, metadata) = folder::open(found)?;
    let mut html = Vec::new();
    io::Read::read_to_end(&mut file, &mut html)?;
    let modified = metadata.modified().ok().map(|time| time.max(state.built));
    Ok(in_memory(page::with_script(&html, &state.base, state).into(), modified))
}

fn in_memory(content: Bytes, modified: Option<SystemTime>) -> (Option<Source>, About) {
    let about = About { is_folder: false, length: content.len() as u64, modified };
    (Some(Source::Memory(Cursor::new(content))), about)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

impl About {
    fn of(metadata: &Metadata) -> Self {
        Self { is_folder: false, length: metadata.len(), modified: metadata.modified().ok() }
    }
}

type Answer<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl Backend for Contents {
    type File = Content;
    type Metadata = About;
    type OpenFuture = Answer<Content>;
    type MetadataFuture = Answer<About>;

    fn open(&self, path: PathBuf) -> Answer<Content> {
        let contents = self.clone();
        Box::pin(async move {
            let (source, about) = contents.look(path, true).await?;
            let source = source.ok_or(ErrorKind::IsADirectory)?;
            Ok(Content { source, about })
        })
    }

    fn metadata(&self, path: PathBuf) -> Answer<About> {
        let contents = self.clone();
        Box::pin(async move { Ok(contents.look(path, false).await?.1) })
    }
}

impl File for Content {
    type Metadata = About;
    type MetadataFuture<'a> = std::future::Ready<io::Result<About>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        std::future::ready(Ok(self.about))
    }
}

impl AboutFile for About {
    fn is_dir(&self) -> bool {
        self.is_folder
    }

    fn modified(&self) -> io::Result<SystemTime> {
        self.modified.ok_or_else(|| ErrorKind::Unsupported.into())
    }

    fn len(&self) -> u64 {
        self.length
    }
}

impl AsyncRead for Content {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match &mut self.source {
            Source::Disk(file) => Pin::new(file).poll_read(context, buffer),
            Source::Memory(content) => Pin::new(content).poll_read(context, buffer),
        }
    }
}

impl AsyncSeek for Content {
    fn start_seek(mut self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        match &mut self.source {
            Source::Disk(file) => Pin::new(file).start_seek(position),
            Source::Memory(content) => Pin::new(content).start_seek(position),
        }
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        match &mut self.source {
            Source::Disk(file) => Pin::new(file).poll_complete(context),
            Source::Memory(content) => Pin::new(content).poll_complete(context),
        }
    }
}
