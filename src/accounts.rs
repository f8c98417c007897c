//! Signing up, logging in and changing passwords, which need both password hashing and the store.

mod challenges;
mod devices;
mod hasher;
mod issuer;
mod pending_logins;
mod throttle;
mod turns;

use std::sync::Arc;

pub use self::challenges::{Challenges, OneTime, Purpose};
pub use self::devices::Device;
pub use self::hasher::{DEFAULT_COST, Hasher, MAX_COST, MIN_COST};
pub use self::issuer::{Begun, Callback, Issuer, IssuerError, IssuerSettings, SignOnPurpose, trusted_authorities};
pub use self::pending_logins::{PENDING, PendingLogin, PendingLogins};
pub use self::throttle::{ClientNetwork, Throttle};
pub use self::turns::Priority;

use crate::domain::Timestamp;
use crate::domain::demo::{Demo, demo_projects, demo_tasks};
use crate::domain::links;
use crate::domain::log::idempotency::Repeatable;
use crate::domain::security_events::Occasion;
use crate::domain::sessions::TokenHash;
use crate::domain::transfer::flask::{FlaskData, FlaskReport};
use crate::domain::users::password::Password;
use crate::domain::users::{Credentials, NewAccount, User, UserId, Username};
use crate::error::{Error, Result};
use crate::store::Store;

#[derive(Debug, Clone)]
pub struct Accounts {
    store: Store,
    hasher: Arc<Hasher>,
}

impl Accounts {
    pub fn new(store: Store, hasher: Hasher) -> Self {
        Self { store, hasher: Arc::new(hasher) }
    }

    /// How many passwords wait to be hashed.
    pub fn waiting(&self) -> usize {
        self.hasher.waiting()
    }

    /// Makes every refused login take as long as the most expensive stored hash, so timing reveals no user.
    pub async fn level_costs(&self) -> Result<()> {
        self.hasher.level_with(self.store.highest_password_cost(hasher::MAX_COST).await?.unwrap_or_default());
        Ok(())
    }

    /// Creates an account. Repeated under the same key and with the same password, it returns the account created
    /// before.
    pub async fn sign_up(
        &self,
        username: Username,
        password: Password,
        admin: bool,
        invite: Option<TokenHash>,
        repeatable: Option<Repeatable>,
        now: Timestamp,
    ) -> Result<Credentials> {
        // Before a hash is made for it. A repeated request has used its invite up.
        if let (Some(invite), None) = (invite, &repeatable)
            && !self.store.holds_invite(invite, now).await?
        {
            return Err(links::REFUSED);
        }
        let password_hash = self.hasher.hash(password.clone(), Priority::Stranger).await?;
        let new = NewAccount { username: username.clone(), password_hash, admin };
        match (self.store.create_user(new, invite, repeatable.clone(), now).await, repeatable) {
            (Err(refusal @ (Error::Conflict(_) | Error::Forbidden(_))), Some(repeatable)) => {
                let made = self.store.find_credentials_made_under(&username, repeatable).await?;
                let made = made.ok_or(refusal)?;
                // The key's digest excludes the password; its hash tells whether it is the same.
                let is_same =
                    self.hasher.verify(password, Some(made.password_hash.clone()), Priority::Stranger).await?;
                if is_same { Ok(made) } else { Err(Repeatable::reused_for_another()) }
            }
            (made, _) => made,
        }
    }

    /// Checks a name and password. An unknown name, a wrong password and a disabled account get the same answer in the
    /// same time.
    ///
    /// The log of the account notes a refusal.
    pub async fn log_in(
        &self,
        username: &Username,
        password: Password,
        priority: Priority,
        occasion: Occasion,
    ) -> Result<Credentials> {
        let found = self.store.find_credentials(username).await?;
        let stored = found.as_ref().map(|credentials| credentials.password_hash.clone());
        let matches = self.hasher.verify(password.clone(), stored, priority).await?;
        let Some(mut credentials) = found else { return Err(Error::WrongCredentials) };
        if matches && let Some(server) = credentials.moved_to {
            return Err(Error::Moved(server));
        }
        if !matches || credentials.disabled {
            self.store.note_refused_login(credentials.user.id, occasion);
            return Err(Error::WrongCredentials);
        }
        if self.hasher.is_outdated(&credentials.password_hash) {
            let renewed = self.hasher.hash(password, Priority::Known).await?;
            let owner = credentials.user.id;
            let former = std::mem::replace(&mut credentials.password_hash, renewed.clone());
            self.store.renew_password_hash(owner, former, renewed).await?;
        }
        Ok(credentials)
    }

    /// The device of a browser that has logged in to an account before, by the tokens that it sends.
    pub async fn recognize_device(&self, username: &Username, tokens: &[&str]) -> Result<Option<Device>> {
        if tokens.is_empty() {
            return Ok(None);
        }
        let found = self.store.find_credentials(username).await?;
        // An unknown name takes as long.
        let hash = found.map(|credentials| credentials.password_hash).unwrap_or_default();
        Ok(tokens.iter().find_map(|token| devices::recognize(token, &hash)))
    }

    /// Whether a token is one of an account with these credentials.
    pub fn is_device_of(token: &str, credentials: &Credentials) -> bool {
        devices::recognize(token, &credentials.password_hash).is_some()
    }

    /// A token by which a browser is recognized at its next login.
    pub fn device_token(credentials: &Credentials) -> String {
        devices::issue(&credentials.password_hash)
    }

    /// Whether this is the user's password.
    pub async fn is_password_of(&self, user: &User, password: Password) -> Result<bool> {
        let username = Username::from_store(user.username.clone());
        let credentials = self.store.find_credentials(&username).await?.ok_or(Error::Unauthenticated)?;
        self.hasher.verify(password, Some(credentials.password_hash), Priority::Known).await
    }

    /// Whether the account has a password. One that was made at an issuer has none at first.
    pub async fn has_password(&self, owner: UserId) -> Result<bool> {
        self.store.has_password(owner).await
    }

    pub async fn has_second_factor(&self, owner: UserId) -> Result<bool> {
        Ok(self.store.find_second_factor(owner).await?.turned_on_at.is_some())
    }

    /// Sets a new password, given the current one, and ends every session.
    ///
    /// Returns the epoch for new sessions.
    pub async fn change_password(
        &self,
        user: &User,
        current: Password,
        new: Password,
        occasion: Occasion,
    ) -> Result<i64> {
        let username = Username::from_store(user.username.clone());
        let credentials = self.store.find_credentials(&username).await?.ok_or(Error::Unauthenticated)?;
        if !self.hasher.verify(current, Some(credentials.password_hash), Priority::Known).await? {
            return Err(Error::invalid("current_password", "The current password is wrong."));
        }
        let password_hash = self.hasher.hash(new, Priority::Known).await?;
        self.store.set_password(user.id, Some(credentials.session_epoch), password_hash, occasion).await
    }

    /// Sets a new password in a session that was begun with a link, and ends every session.
    ///
    /// Returns the epoch for new sessions.
    pub async fn set_password_by_link(
        &self,
        owner: UserId,
        session_epoch: i64,
        new: Password,
        occasion: Occasion,
    ) -> Result<i64> {
        let password_hash = self.hasher.hash(new, Priority::Known).await?;
        self.store.set_password(owner, Some(session_epoch), password_hash, occasion).await
    }

    /// Sets a new password without the current one, and ends every session.
    pub async fn reset_password(&self, owner: UserId, new: Password, occasion: Occasion) -> Result<i64> {
        let password_hash = self.hasher.hash(new, Priority::Known).await?;
        self.store.set_password(owner, None, password_hash, occasion).await
    }

    /// Creates or recreates the demo account, and changes its tasks this many times. `progress` is called for each
    /// step.
    pub async fn seed(
        &self,
        username: Username,
        password: Password,
        (tasks, changes): (u32, u64),
        now: Timestamp,
        progress: impl Fn() + Send + Sync + Clone + 'static,
    ) -> Result<()> {
        let password_hash = self.hasher.hash(password, Priority::Known).await?;
        let account = NewAccount { username, password_hash, admin: false };
        let made = {
            let progress = progress.clone();
            Demo { projects: demo_projects(tasks), tasks: demo_tasks(tasks, now).inspect(move |_| progress()) }
        };
        let owner = self.store.renew_demo_user(account, made, now).await?;
        self.store.add_demo_changes(owner, changes, now, progress).await?;
        self.store.index_words(owner).await
    }

    /// Imports users and tasks of the earlier backend. Their passwords keep working.
    pub async fn import_flask(
        &self,
        mut data: FlaskData,
        dry_run: bool,
        now: Timestamp,
        progress: impl Fn() + Send + 'static,
    ) -> Result<FlaskReport> {
        for user in &mut data.users {
            user.password_hash = user.password_hash.take().and_then(|hash| hasher::taken_over(&hash));
        }
        self.store.import_flask(data, dry_run, now, progress).await
    }
}
