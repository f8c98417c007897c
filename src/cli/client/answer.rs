//! What a server answers.

use std::fmt::Write;

use anyhow::{anyhow, bail};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use ureq::http::StatusCode;

use super::style::printable;
use crate::cli::output;
use crate::domain::text::{is_unprintable, shortened};

/// An answer, whatever it says.
pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    /// The group in the log, if something has changed.
    pub group: Option<i64>,
    /// Where it sends on to.
    pub location: Option<String>,
    /// The session that it begins.
    pub cookie: Option<String>,
}

/// What went wrong (RFC 9457), as far as it is shown.
#[derive(Deserialize)]
struct Problem {
    errors: Vec<String>,
}

impl Answer {
    /// The answer, of a server that did as it was told; else what it says against it.
    pub fn accepted(self, url: &str) -> anyhow::Result<Self> {
        if self.status.is_success() {
            return Ok(self);
        }
        if let Ok(Problem { errors }) = serde_json::from_str(&self.body) {
            bail!("{}", printable(&errors.join(" ")));
        }
        if let Some(location) = self.location.filter(|_| self.status.is_redirection()) {
            bail!("{url} sends on to {}. Run `tracker login` with the URL of the server there.", shortened(&location));
        }
        bail!("{url} answers {}, as no tracker does. Check the URL.", self.status)
    }

    /// An answer that was put together from several.
    pub fn of(document: &Value) -> Self {
        Self { status: StatusCode::OK, body: document.to_string(), group: None, location: None, cookie: None }
    }

    /// What the answer says.
    pub fn read<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        let sentence = "The server answers what this program does not know. Check the URL, and that both have the \
                        same version.";
        // The cause would repeat some of the answer.
        serde_json::from_str(&self.body).map_err(|_| anyhow!(sentence))
    }

    /// Prints the answer as it came.
    pub fn print(&self) -> anyhow::Result<()> {
        self.read::<IgnoredAny>()?;
        Ok(output::line(harmless(&self.body))?)
    }
}

/// The same JSON without a character that steers a terminal. Outside of its strings it can only have blanks of them.
fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.trim_end().chars() {
        match c {
            '\n' | '\r' | '\t' => text.push(' '),
            c if is_unprintable(c) => {
                // All of them are in the basic plane. Writing to a text does not fail.
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
