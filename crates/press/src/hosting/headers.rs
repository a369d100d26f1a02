//! The headers of a site's files: how long a cache keeps them, who may read them, what a page may do.

/// What a page of the site may do: its own scripts, styles and files, nothing written into it as HTML, nothing else.
pub const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; \
    trusted-types masthead";

/// A year: the file's name changes whenever its content does.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Pages and data change when an edition is corrected; a cache asks again after a minute, and may answer meanwhile.
const FRESH: &str = "public, max-age=60, stale-while-revalidate=86400";
/// Pictures and PDFs hardly change; a corrected one is seen within the hour.
const HOUR: &str = "public, max-age=3600, stale-while-revalidate=86400";

/// The headers of a file, by its path under the site's root; the media type is apart ([`super::types`]).
pub fn of(path: &str) -> Vec<(&'static str, &'static str)> {
    let (media_type, _) = super::types::of(path);
    let mut headers = vec![("cache-control", cache(path, media_type)), ("x-content-type-options", "nosniff")];
    if super::types::is_page(path) {
        headers.push(("content-security-policy", CSP));
        headers.push(("referrer-policy", "strict-origin-when-cross-origin"));
        headers.push(("permissions-policy", "camera=(), microphone=(), geolocation=()"));
    } else {
        // The reader may stand in anybody's page and loads these from here.
        headers.push(("access-control-allow-origin", "*"));
        headers.push(("cross-origin-resource-policy", "cross-origin"));
    }
    headers
}

fn cache(path: &str, media_type: &str) -> &'static str {
    if (path.starts_with("assets/") || path.starts_with("archive/")) && has_hash(path) {
        FOREVER
    } else if media_type.starts_with("image/") || media_type == "application/pdf" {
        HOUR
    } else {
        FRESH
    }
}

/// `3f9a2b6c01d4e5f7/reader.wasm`: an address that changes with the content.
fn has_hash(path: &str) -> bool {
    const DIGITS: usize = 16;
    let folder = path.split('/').nth(1).unwrap_or_default();
    folder.len() == DIGITS && folder.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(path: &str, name: &str) -> Option<&'static str> {
        of(path).into_iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    #[test]
    fn what_is_named_by_its_content_is_kept_and_pages_are_asked_for_again() {
        assert_eq!(header("assets/3f9a2b6c01d4e5f7/reader.wasm", "cache-control"), Some(FOREVER));
        assert_eq!(header("assets/reader.wasm", "cache-control"), Some(FRESH));
        assert_eq!(header("zzwb/2022-09-16/index.html", "cache-control"), Some(FRESH));
        assert_eq!(header("zzwb/2022-09-16/X04.webp", "cache-control"), Some(HOUR));
    }

    #[test]
    fn pages_have_a_policy_and_everything_else_may_be_read_from_elsewhere() {
        assert_eq!(header("index.html", "content-security-policy"), Some(CSP));
        assert_eq!(header("index.html", "access-control-allow-origin"), None);
        assert_eq!(header("paper.json", "access-control-allow-origin"), Some("*"));
    }
}
