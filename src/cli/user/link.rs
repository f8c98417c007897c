//! `tracker user login-link` and `tracker user invite`

use std::path::Path;

use clap::Args;
use serde_json::json;

use super::Name;
use crate::cli::{create_if_missing, find_user, output, with_store};
use crate::clock;
use crate::config::{DatabaseArgs, OutputArgs, PublicUrl};
use crate::domain::links::{Link, LinkLifetime, LinkPurpose};
use crate::domain::security_events::Occasion;
use crate::domain::token::Token;
use crate::domain::users::Username;
use crate::store::ServeLock;

#[derive(Debug, Args)]
pub struct LoginLink {
    #[command(flatten)]
    name: Name,
    #[command(flatten)]
    place: Place,

    /// How long the link can be used, such as 15m or 2h
    #[arg(long, env = "TRACKER_LOGIN_LINK_TTL", value_name = "TIME", default_value = "15m")]
    ttl: LinkLifetime,
}

#[derive(Debug, Args)]
pub struct Invite {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    place: Place,

    /// How long the link can be used, such as 12h or 7d
    #[arg(long, env = "TRACKER_INVITE_TTL", value_name = "TIME", default_value = "7d")]
    ttl: LinkLifetime,
}

/// Where the link leads, and how it is printed.
#[derive(Debug, Args)]
pub struct Place {
    /// The URL under which people reach the server; by default that of the server that runs on the database
    #[arg(long, env = "TRACKER_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,
    #[command(flatten)]
    output: OutputArgs,
}

impl LoginLink {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name.name)?;
        let path = self.name.database.path()?;
        let token = Token::random();
        let now = clock::now();
        let expires_at = self.ttl.expires_at(now);
        with_store(&path, async |store| {
            let owner = find_user(store, &username).await?;
            Ok(store.create_login_link(owner, token.hash(), expires_at, Occasion::command(now)).await?)
        })
        .await?;
        self.place.print(&path, &Link::new(LinkPurpose::LogIn, &token, expires_at))
    }
}

impl Invite {
    pub async fn run(self) -> anyhow::Result<()> {
        let path = create_if_missing(&self.database)?;
        let token = Token::random();
        let now = clock::now();
        let expires_at = self.ttl.expires_at(now);
        with_store(&path, async |store| Ok(store.create_invite(token.hash(), now, expires_at).await?)).await?;
        self.place.print(&path, &Link::new(LinkPurpose::SignUp, &token, expires_at))
    }
}

impl Place {
    fn print(&self, database: &Path, link: &Link) -> anyhow::Result<()> {
        let origin = self.public_url.as_ref().map(PublicUrl::origin).or_else(|| ServeLock::address_of(database));
        let url = origin.as_ref().map(|origin| format!("{origin}{}", link.path));
        if self.output.json {
            return Ok(output::line(json!({ "url": url, "path": link.path, "expires_at": link.expires_at }))?);
        }
        if url.is_none() {
            eprintln!(
                "No server runs on this database. Put its address before the path, such as https://tracker.example, \
                 or name it with --public-url."
            );
        }
        Ok(output::line(url.as_ref().unwrap_or(&link.path))?)
    }
}
