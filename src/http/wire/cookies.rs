//! Cookies besides the session's.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, ORIGIN};

use crate::accounts::{Accounts, Device};
use crate::domain::users::{Credentials, Username};
use crate::error::Result;
use crate::http::app::App;

/// How many accounts one browser is recognized by.
const ACCOUNTS: usize = 4;
/// The longest that browsers keep a cookie (RFC 6265bis, section 5.5), in seconds.
const LONGEST: u32 = 400 * 24 * 3600;

/// The value of a cookie.
pub fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// The device of a browser that has logged in to an account before.
pub async fn find_device(app: &App, headers: &HeaderMap, username: &Username) -> Result<Option<Device>> {
    let tokens: Vec<_> = device_tokens(app, headers).collect();
    app.accounts.recognize_device(username, &tokens).await
}

/// A cookie by which the browser is recognized when it logs in to this account again, and to the last few others. Other
/// clients get the session's cookie alone: not all of them keep several apart.
pub fn device_cookie(app: &App, headers: &HeaderMap, credentials: &Credentials) -> Option<String> {
    if !headers.contains_key(ORIGIN) && !headers.contains_key("sec-fetch-site") {
        return None;
    }
    let others = device_tokens(app, headers).filter(|token| !Accounts::is_device_of(token, credentials));
    let token = Accounts::device_token(credentials);
    let tokens: Vec<_> = std::iter::once(token).chain(others.map(str::to_owned)).take(ACCOUNTS).collect();
    let secure = if app.config.is_https() { "; Secure" } else { "" };
    let (name, value) = (device_name(app), tokens.join("."));
    Some(format!("{name}={value}; HttpOnly; SameSite=Strict; Path=/; Max-Age={LONGEST}{secure}"))
}

fn device_name(app: &App) -> &'static str {
    if app.config.is_https() { "__Host-tracker_device" } else { "tracker_device" }
}

fn device_tokens<'a>(app: &App, headers: &'a HeaderMap) -> impl Iterator<Item = &'a str> + use<'a> {
    let value = find(headers, device_name(app)).unwrap_or_default();
    value.split('.').filter(|token| !token.is_empty()).take(ACCOUNTS)
}
