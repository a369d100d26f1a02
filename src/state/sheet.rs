//! Sheets.

/// A sheet that lies over the place where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// 标题导航: every headline of the edition.
    Headlines,
    /// 更多: other publications, editions, home.
    More,
}
