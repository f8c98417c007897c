//! `tracker user link` and `tracker user unlink`

use anyhow::{Context, bail};
use clap::Args;

use super::Name;
use crate::cli::{find_user, output, with_store};
use crate::clock;
use crate::domain::identities::{Identity, LinkedIdentity};
use crate::domain::security_events::Occasion;
use crate::domain::users::Username;

#[derive(Debug, Args)]
pub struct NamedIdentity {
    #[command(flatten)]
    name: Name,

    /// What the proxy's header says for the user, for a server with --trusted-header
    #[arg(long, env = "TRACKER_LINK_HEADER", value_name = "VALUE", conflicts_with = "oidc")]
    header: Option<String>,

    /// What the issuer calls the user for ever, its subject, for a server with --oidc-issuer
    #[arg(long, env = "TRACKER_LINK_OIDC", value_name = "SUBJECT", requires = "issuer")]
    oidc: Option<String>,

    /// The issuer, exactly as it calls itself
    #[arg(long, env = "TRACKER_OIDC_ISSUER", value_name = "URL")]
    issuer: Option<String>,
}

impl NamedIdentity {
    fn identity(&self) -> anyhow::Result<Identity> {
        match (&self.header, &self.oidc, &self.issuer) {
            (Some(value), None, _) => Ok(Identity::header(value)?),
            (None, Some(subject), Some(issuer)) => Ok(Identity::oidc(issuer, subject)?),
            _ => bail!("Say what to link: --header VALUE, or --oidc SUBJECT --issuer URL."),
        }
    }

    pub async fn link(self) -> anyhow::Result<()> {
        let (username, identity) = (Username::parse(&self.name.name)?, self.identity()?);
        let subject = identity.subject().to_owned();
        with_store(&self.name.database.path()?, async |store| {
            let owner = find_user(store, &username).await?;
            Ok(store.link_identity(owner, identity, None, Occasion::command(clock::now())).await?)
        })
        .await?;
        output::line(format!("Linked {subject} to {username}."))?;
        Ok(())
    }

    pub async fn unlink(self) -> anyhow::Result<()> {
        let (username, identity) = (Username::parse(&self.name.name)?, self.identity()?);
        let is_it = |linked: &&LinkedIdentity| {
            linked.issuer.as_deref().unwrap_or_default() == identity.stored_issuer()
                && linked.subject == identity.subject()
        };
        with_store(&self.name.database.path()?, async |store| {
            let owner = find_user(store, &username).await?;
            let linked = store.list_identities(owner).await?;
            let linked = linked.iter().find(is_it);
            let linked =
                linked.with_context(|| format!("{username} has no such link. `tracker user list` shows them."))?;
            Ok(store.unlink_identity(owner, linked.id, Occasion::command(clock::now())).await?)
        })
        .await?;
        output::line(format!("Unlinked {} from {username}.", identity.subject()))?;
        Ok(())
    }
}
