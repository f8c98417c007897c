//! The answers of a server.

use std::fmt::Write;

use anyhow::{anyhow, bail};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use ureq::http::StatusCode;

use super::style::printable;
use crate::cli::output;
use crate::domain::text::{is_unprintable, shortened};

/// Any answer, success or not.
pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    /// The group in the log, if anything has changed.
    pub group: Option<i64>,
    /// The target of a redirect.
    pub location: Option<String>,
    /// The cookie of a new session.
    pub cookie: Option<String>,
}

/// The shown parts of a problem (RFC 9457).
#[derive(Deserialize)]
struct Problem {
    errors: Vec<String>,
    #[serde(default, rename = "type")]
    kind: String,
}

impl Answer {
    /// The answer if it is a success, otherwise the server's error.
    pub fn accepted(self, url: &str) -> anyhow::Result<Self> {
        if self.status.is_success() {
            return Ok(self);
        }
        if let Ok(Problem { errors, .. }) = serde_json::from_str(&self.body) {
            bail!("{}", printable(&errors.join(" ")));
        }
        if let Some(location) = self.location.filter(|_| self.status.is_redirection()) {
            bail!("{url} sends on to {}. Run `tracker login` with the URL of the server there.", shortened(&location));
        }
        bail!("{url} answers {}, as no tracker does. Check the URL.", self.status)
    }

    /// Whether a code of the second factor is missing or wrong.
    pub fn wants_code(&self) -> bool {
        let problem: Option<Problem> = serde_json::from_str(&self.body).ok();
        problem.is_some_and(|problem| problem.kind == "urn:problem-type:tracker:code-required")
    }

    /// An answer combined from several.
    pub fn of(document: &Value) -> Self {
        Self { status: StatusCode::OK, body: document.to_string(), group: None, location: None, cookie: None }
    }

    /// Deserialises the answer.
    pub fn read<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        let sentence = "The server answers what this program does not know. Check the URL, and that both have the \
                        same version.";
        // The cause would repeat parts of the answer.
        serde_json::from_str(&self.body).map_err(|_| anyhow!(sentence))
    }

    /// Prints the answer as received.
    pub fn print(&self) -> anyhow::Result<()> {
        self.read::<IgnoredAny>()?;
        Ok(output::line(harmless(&self.body))?)
    }
}

/// The same JSON without characters that control a terminal. Outside of strings, JSON can only have whitespace of that
/// kind.
fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.trim_end().chars() {
        match c {
            '\n' | '\r' | '\t' => text.push(' '),
            c if is_unprintable(c) => {
                // They are all in the Basic Multilingual Plane. Writing to a string can't fail.
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_without_steering_the_terminal() {
        let json = serde_json::json!({"title": "a\u{1b}[2Jb\u{9b}c\u{202e}d\u{2028}e\u{feff}\tf 👩\u{200d}🚀"});
        for text in [json.to_string(), format!("{json:#}\r\n")] {
            let shown = harmless(&text);
            assert!(!shown.chars().any(is_unprintable), "{shown:?}");
            assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), json);
        }
    }
}
