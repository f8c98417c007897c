//! The embedded client.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::support::Server;

fn asset_in(page: &str) -> &str {
    let start = page.find("/assets/").expect("the page loads an asset");
    page[start..].split('"').next().unwrap()
}

#[tokio::test]
async fn every_page_is_the_client_with_a_strict_policy() {
    let server = Server::start();
    let mut browser = server.browser();
    let page = browser.get("/").await.expect(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-cache");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    for path in ["/app", "/app/", "/app/login", "/app/settings/x"] {
        assert_eq!(browser.get(path).await.expect(200).body, page.body, "{path}");
    }
}

#[tokio::test]
async fn the_policy_allows_the_one_script_in_the_page_and_no_other() {
    let server = Server::start();
    let mut browser = server.browser();
    let page = browser.get("/").await.expect(200);
    let policy = page.header("content-security-policy").to_owned();
    let hashes: Vec<&str> = policy.split(['\'', ' ', ';']).filter(|part| part.starts_with("sha256-")).collect();
    let page = String::from_utf8(page.body).unwrap();
    let inline: Vec<String> = page
        .split("<script")
        .skip(1)
        .filter_map(|script| script.split_once("</script>")?.0.split_once('>'))
        .filter(|(attributes, _)| !attributes.contains("src="))
        .map(|(_, code)| format!("sha256-{}", STANDARD.encode(Sha256::digest(code))))
        .collect();
    assert_eq!(inline.len(), 1);
    assert_eq!(hashes, inline);
}

#[tokio::test]
async fn a_page_that_is_known_is_not_sent_again() {
    let server = Server::start();
    let mut browser = server.browser();
    let page = browser.get("/").await.expect(200);
    let etag = page.header("etag").to_owned();
    let known = browser.send_with("GET", "/", &[("if-none-match", &etag)], Vec::new()).await.expect(304);
    assert!(known.body.is_empty());
    assert_eq!(known.header("etag"), etag);
    browser.send_with("GET", "/", &[("if-none-match", "\"other\"")], Vec::new()).await.expect(200);
}

#[tokio::test]
async fn an_asset_may_be_kept_for_ever_and_comes_compressed() {
    let server = Server::start();
    let mut browser = server.browser();
    let page = browser.get("/").await.expect(200);
    let page = String::from_utf8(page.body).unwrap();
    let start = page.find("/assets/base-").expect("the page has a module");
    let path = asset_in(&page[start..]);
    let plain = browser.get(path).await.expect(200);
    assert_eq!(plain.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(plain.header("content-encoding"), "");
    assert!(String::from_utf8(plain.body.clone()).unwrap().contains("export"), "it is unpacked");
    for (accept, encoding) in
        [("gzip", "gzip"), ("gzip, deflate, br", "br"), ("br;q=0, gzip", "gzip"), ("identity", "")]
    {
        let answer = browser.send_with("GET", path, &[("accept-encoding", accept)], Vec::new()).await.expect(200);
        assert_eq!(answer.header("content-encoding"), encoding, "{accept}");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert_eq!(answer.body.len() < plain.body.len(), !encoding.is_empty());
        assert_eq!(answer.header("etag") == plain.header("etag"), encoding.is_empty());
    }
}

#[tokio::test]
async fn the_font_is_small_may_be_kept_for_ever_and_is_not_compressed_again() {
    let server = Server::start();
    let mut browser = server.browser();
    let page = browser.get("/").await.expect(200);
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("font-src 'self';"), "{policy}");
    let page = String::from_utf8(page.body).unwrap();
    let start = page.find("data-font=").expect("the page names its font");
    let path = asset_in(&page[start..]);
    let font = browser.send_with("GET", path, &[("accept-encoding", "gzip, br")], Vec::new()).await.expect(200);
    assert_eq!(font.header("content-type"), "font/woff2");
    assert_eq!(font.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(font.header("content-encoding"), "");
    assert!(font.body.starts_with(b"wOF2"));
    assert!(font.body.len() < 40_000, "{} bytes", font.body.len());
}

#[tokio::test]
async fn a_missing_asset_is_a_404_and_not_the_page() {
    let server = Server::start();
    let mut browser = server.browser();
    for path in ["/assets/none.js", "/assets/", "/assets/../index.html", "/assets/%2e%2e/index.html", "/index.html"] {
        let answer = browser.get(path).await.expect(404);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    }
}
