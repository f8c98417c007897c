//! What proves who sends a request: a password, and a code of the second factor.

use std::time::Instant;

use crate::accounts::{ClientNetwork, Device};
use crate::domain::second_factor::{Code, WRONG};
use crate::domain::security_events::Occasion;
use crate::domain::sessions::ActiveSession;
use crate::domain::users::password::Password;
use crate::domain::users::{UserId, Username};
use crate::error::{Error, FieldErrors, Result};
use crate::http::app::App;

/// A password and a code, both right in form.
#[derive(Debug)]
pub struct PasswordAndCode {
    password: Password,
    code: Code,
}

impl PasswordAndCode {
    pub fn parse(password: Option<String>, code: Option<&str>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let password = errors.check(Password::parse("password", password))?;
        let code = errors.check(Code::parse_needed(code))?;
        let (password, code) = errors.finish_with(password.zip(code))?;
        Ok(Self { password, code })
    }

    /// Checks both, and uses the code up.
    pub async fn check(
        self,
        app: &App,
        session: &ActiveSession,
        client: ClientNetwork,
        occasion: Occasion,
    ) -> Result<()> {
        check_password(app, session, self.password, client).await?;
        check_code(app, session.user.id, self.code, occasion).await
    }
}

/// A password, a code, or both, right in form.
#[derive(Debug)]
pub struct PasswordOrCode {
    password: Option<Password>,
    code: Option<Code>,
}

impl PasswordOrCode {
    pub fn parse(password: Option<String>, code: Option<&str>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let code = errors.check(Code::parse(code))?.flatten();
        let password = if password.is_some() || code.is_none() {
            errors.check(Password::parse("password", password))?
        } else {
            None
        };
        errors.finish()?;
        Ok(Self { password, code })
    }

    /// Checks what was given, and uses the code up.
    pub async fn check(
        self,
        app: &App,
        session: &ActiveSession,
        client: ClientNetwork,
        occasion: Occasion,
    ) -> Result<()> {
        if let Some(password) = self.password {
            check_password(app, session, password, client).await?;
        }
        match self.code {
            Some(code) => check_code(app, session.user.id, code, occasion).await,
            None => Ok(()),
        }
    }
}

/// Checks the password of whoever is logged in. It is throttled like a login.
async fn check_password(app: &App, session: &ActiveSession, password: Password, client: ClientNetwork) -> Result<()> {
    let user = &session.user;
    let key = Username::from_store(user.username.clone()).key();
    let device = Some(Device::Session(session.id));
    app.throttle.begin_login(&key, client, device, Instant::now())?;
    if !app.accounts.is_password_of(user, password).await? {
        return Err(Error::invalid("password", "The password is wrong."));
    }
    app.throttle.end_login(&key, client, device);
    Ok(())
}

/// Checks a code and uses it up; a wrong one is the fault of the field.
async fn check_code(app: &App, owner: UserId, code: Code, occasion: Occasion) -> Result<()> {
    if use_code(app, owner, code, occasion).await? { Ok(()) } else { Err(Error::invalid("code", WRONG)) }
}

/// Uses a code up, if it is right. Wrong ones are counted by account: only a right one ends the count, and no password
/// does.
pub async fn use_code(app: &App, owner: UserId, code: Code, occasion: Occasion) -> Result<bool> {
    app.throttle.begin_code(owner, Instant::now())?;
    let is_right = app.store.use_code(owner, code, occasion).await?;
    if is_right {
        app.throttle.end_code(owner);
    }
    Ok(is_right)
}
