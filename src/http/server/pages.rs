//! The embedded React client: one page and its assets.

use std::io::{self, Read};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use flate2::read::GzDecoder;
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::http::server::packing::accepts;

/// The output of the client's build. What is worth it is packed as `.br` and `.gz`, and isn't here in plain.
#[derive(RustEmbed)]
#[folder = "$OUT_DIR/client"]
struct ClientAssets;

/// The page's one inline script is allowed by its hash (CSP Level 3, section 8.4).
static CONTENT_POLICY: LazyLock<String> = LazyLock::new(|| {
    let page = variant("index.html", &HeaderMap::new()).and_then(|page| page.plain().ok());
    let script = page.as_deref().and_then(inline_script_hash).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'{script}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
});

fn inline_script_hash(page: &[u8]) -> Option<String> {
    let page = str::from_utf8(page).ok()?;
    let (_, script) = page.split_once("<script data-")?;
    let (_, script) = script.split_once('>')?;
    let (script, _) = script.split_once("</script>")?;
    Some(format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
}

/// The same page for every path; the client's router does the rest.
pub async fn page(headers: HeaderMap) -> Response {
    let mut response = answer("index.html", &headers, "no-cache");
    if let Ok(policy) = HeaderValue::from_str(&CONTENT_POLICY) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// An asset. Its name changes with its content, so it can be cached forever.
pub async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let mut response = answer(&format!("assets/{path}"), &headers, "public, max-age=31536000, immutable");
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, ASSET_POLICY);
    response
}

/// A worker has the policy of its own script, and the one of ours asks the server.
const ASSET_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'");

fn answer(path: &str, request: &HeaderMap, cache_control: &'static str) -> Response {
    let Some(kind) = content_type(path) else { return StatusCode::NOT_FOUND.into_response() };
    let Some(Variant { file, encoding, unpack }) = variant(path, request) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = etag(&file, unpack);
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(value) = HeaderValue::try_from(&etag) {
        headers.insert(ETAG, value);
    }
    if is_known(request, &etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if unpack {
        return match unpacked(&file.data) {
            Ok(plain) => (headers, plain).into_response(),
            Err(error) => Error::internal(error).into_response(),
        };
    }
    (headers, file.data).into_response()
}

struct Variant {
    file: EmbeddedFile,
    encoding: Option<&'static str>,
    /// The browser doesn't accept how the file is packed.
    unpack: bool,
}

impl Variant {
    fn plain(self) -> io::Result<Vec<u8>> {
        if self.unpack { unpacked(&self.file.data) } else { Ok(self.file.data.into_owned()) }
    }
}

/// The smallest variant of a file that the browser accepts.
fn variant(path: &str, request: &HeaderMap) -> Option<Variant> {
    let packed = |suffix| ClientAssets::get(&format!("{path}{suffix}"));
    [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(request, encoding))
        .find_map(|(encoding, suffix)| Some((packed(suffix)?, Some(encoding), false)))
        .or_else(|| Some((ClientAssets::get(path)?, None, false)))
        .or_else(|| Some((packed(".gz")?, None, true)))
        .map(|(file, encoding, unpack)| Variant { file, encoding, unpack })
}

fn unpacked(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut plain)?;
    Ok(plain)
}

/// Derived from the content, so two builds never share one, and neither do two encodings (RFC 9110, section 8.8.3.3).
fn etag(file: &EmbeddedFile, is_unpacked: bool) -> String {
    let form = if is_unpacked { "-plain" } else { "" };
    format!("\"{}{form}\"", URL_SAFE_NO_PAD.encode(file.metadata.sha256_hash()))
}

fn is_known(request: &HeaderMap, etag: &str) -> bool {
    request
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*")
}

/// Only the client's own kinds of files are served; the compressed siblings are not served directly.
fn content_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/manifest+json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => return None,
    })
}
