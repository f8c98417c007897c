//! Ways to log in besides the password.

use super::{PublicUrl, ServeConfig};
use crate::domain::passkeys::RelyingParty;

impl ServeConfig {
    /// The site that passkeys are for. Without a public URL, it is the machine itself.
    pub fn relying_party(&self) -> Option<RelyingParty> {
        match &self.public_url {
            Some(url) => RelyingParty::at(url.host(), url.https, PublicUrl::origin(url)),
            None => Some(RelyingParty::localhost()),
        }
    }
}
