//! Ways to log in besides the password.

use std::fs;
use std::str::FromStr;

use clap::Args;
use clap::builder::FalseyValueParser;

use super::{PublicUrl, ServeConfig};
use crate::accounts::IssuerSettings;
use crate::domain::passkeys::RelyingParty;

/// Ways to log in besides the password.
#[derive(Debug, Clone, Args)]
pub struct SignOnArgs {
    /// The issuer of OpenID Connect that people can log in with, exactly as it calls itself
    #[arg(long, env = "TRACKER_OIDC_ISSUER", value_name = "URL", requires = "oidc_client_id")]
    pub oidc_issuer: Option<IssuerUrl>,

    /// What the issuer calls this server
    #[arg(long, env = "TRACKER_OIDC_CLIENT_ID", value_name = "ID", requires = "oidc_issuer")]
    pub oidc_client_id: Option<String>,

    /// A file with the secret that the issuer gave this server; without, it is a public client
    #[arg(long, env = "TRACKER_OIDC_CLIENT_SECRET_FILE", value_name = "FILE", requires = "oidc_issuer")]
    pub oidc_client_secret_file: Option<SecretFile>,

    /// What the login page calls the issuer
    #[arg(long, env = "TRACKER_OIDC_NAME", value_name = "NAME", default_value = "single sign-on")]
    pub oidc_name: String,

    /// Make an account for whoever the issuer lets in and none is linked to
    #[arg(long, env = "TRACKER_OIDC_SIGNUP", requires = "oidc_issuer", value_parser = FalseyValueParser::new())]
    pub oidc_signup: bool,

    /// The header in which a --trusted-proxy names its user, who logs in to the account that is linked to that name
    #[arg(long, env = "TRACKER_TRUSTED_HEADER", value_name = "NAME", value_parser = parse_header)]
    pub trusted_header: Option<String>,
}

impl SignOnArgs {
    pub fn issuer(&self) -> Option<IssuerSettings> {
        let (IssuerUrl(url), client_id) = self.oidc_issuer.clone().zip(self.oidc_client_id.clone())?;
        let client_secret = self.oidc_client_secret_file.clone().map(|SecretFile(secret)| secret);
        Some(IssuerSettings { url, client_id, client_secret })
    }
}

/// The name of a header, in lower case.
fn parse_header(text: &str) -> Result<String, String> {
    let wrong = |_| "expected the name of a header, such as Remote-User".to_owned();
    ::http::HeaderName::from_bytes(text.as_bytes()).map(|name| name.to_string()).map_err(wrong)
}

impl ServeConfig {
    /// The site that passkeys are for. Without a public URL, it is the machine itself.
    pub fn relying_party(&self) -> Option<RelyingParty> {
        match &self.public_url {
            Some(url) => RelyingParty::at(url.host(), url.https, PublicUrl::origin(url)),
            None => Some(RelyingParty::localhost()),
        }
    }
}

/// The URL of an issuer, as it was given: a slash at its end counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerUrl(String);

impl FromStr for IssuerUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "expected an https URL, such as https://id.example (http only for this machine)".to_owned();
        let uri: ::http::Uri = text.parse().map_err(|_| wrong())?;
        let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        let is_loopback = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let is_right = match uri.scheme_str() {
            Some("https") => !host.is_empty(),
            Some("http") => is_loopback,
            _ => false,
        };
        let is_bare = uri.query().is_none() && !text.contains(['#', '@']);
        if is_right && is_bare { Ok(Self(text.to_owned())) } else { Err(wrong()) }
    }
}

/// What is in a file, which is read at the start.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretFile(String);

impl std::fmt::Debug for SecretFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretFile(…)")
    }
}

impl FromStr for SecretFile {
    type Err = String;

    fn from_str(path: &str) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("can't read it: {error}"))?;
        let secret = text.trim_end_matches(['\n', '\r']);
        if secret.is_empty() { Err("it is empty".to_owned()) } else { Ok(Self(secret.to_owned())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_reached_by_https_or_on_this_machine() {
        for url in ["https://id.example", "https://id.example/realms/home/", "http://127.0.0.1:9000", "http://[::1]:1"]
        {
            assert_eq!(url.parse::<IssuerUrl>().unwrap().0, url);
        }
        for url in ["http://id.example", "id.example", "https://", "https://id.example?x", "https://a@b", "ftp://a"] {
            assert!(url.parse::<IssuerUrl>().is_err(), "{url}");
        }
    }

    #[test]
    fn a_secret_is_the_line_in_its_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "s3cret\n").unwrap();
        let path = file.path().to_str().unwrap();
        let secret = path.parse::<SecretFile>().unwrap();
        assert_eq!((secret.0.as_str(), format!("{secret:?}").as_str()), ("s3cret", "SecretFile(…)"));
        fs::write(file.path(), "\n").unwrap();
        assert!(path.parse::<SecretFile>().is_err());
    }
}
