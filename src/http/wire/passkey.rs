//! A passkey on the wire: what a browser answers when one is used.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::accounts::Purpose;
use crate::domain::passkeys::{Assertion, CredentialId, PasskeyLogin, RelyingParty};
use crate::domain::security_events::Occasion;
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::http::app::App;

/// What `navigator.credentials.get` answers, each value as base64url without padding.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PasskeyAnswer {
    #[schema(required = true, nullable = false)]
    id: Option<String>,
    #[schema(required = true, nullable = false)]
    client_data_json: Option<String>,
    #[schema(required = true, nullable = false)]
    authenticator_data: Option<String>,
    #[schema(required = true, nullable = false)]
    signature: Option<String>,
    #[schema(nullable = false)]
    user_handle: Option<String>,
}

impl PasskeyAnswer {
    fn read(self, site: &RelyingParty) -> Option<Assertion> {
        let user_handle = match self.user_handle {
            Some(handle) => Some(bytes(Some(handle))?),
            None => None,
        };
        Assertion::read(
            site,
            CredentialId::parse(bytes(self.id)?)?,
            &bytes(self.client_data_json)?,
            bytes(self.authenticator_data)?,
            bytes(self.signature)?,
            user_handle,
        )
    }

    /// Whom it lets in. Whatever is wrong with it is refused alike.
    pub async fn check(self, app: &App, purpose: Purpose, occasion: Occasion) -> Result<PasskeyLogin> {
        let site = site(app)?;
        let assertion = self.read(&site).ok_or(Error::PasskeyRefused)?;
        if app.challenges.take(&assertion.challenge, app.clock.now()) != Some(purpose) {
            return Err(Error::PasskeyRefused);
        }
        let found = app.store.find_passkey(assertion.credential_id.clone()).await?;
        let found = found.ok_or(Error::PasskeyRefused)?;
        if let Purpose::Confirm(owner) = purpose
            && owner != found.owner
        {
            return Err(Error::PasskeyRefused);
        }
        let signed = assertion.verify(&found.key, found.owner);
        app.store.use_passkey(found.owner, found.id, signed, occasion).await?.ok_or(Error::PasskeyRefused)
    }

    /// Checks that it is one of the account's own.
    pub async fn check_own(self, app: &App, owner: UserId, occasion: Occasion) -> Result<()> {
        self.check(app, Purpose::Confirm(owner), occasion).await.map(drop).map_err(|error| match error {
            // The session goes on, so it is no 401.
            Error::PasskeyRefused => Error::invalid("passkey", error.to_string()),
            other => other,
        })
    }
}

/// The site that passkeys are for, if the server is reached at one.
pub fn site(app: &App) -> Result<RelyingParty> {
    app.config.relying_party().ok_or(Error::Forbidden(
        "Passkeys need an address with a name and https. Start the server with --public-url, such as https://tracker.example.",
    ))
}

pub fn bytes(text: Option<String>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text?).ok()
}

pub fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
