//! The issuer of OpenID Connect that people can log in with: authorization code with PKCE, state and nonce.

mod outbound;
mod words;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

pub use self::outbound::trusted_authorities;
use self::outbound::{Outbound, is_allowed};
pub use self::words::{Begun, Callback, IssuerError, IssuerSettings, SignOnPurpose};
use super::{ClientNetwork, OneTime};
use crate::domain::identities::Vouched;
use crate::domain::identities::id_token::{Expected, IdToken};
use crate::domain::identities::keys::IssuerKeys;
use crate::domain::sessions::TokenHash;
use crate::domain::token::Token;

/// A login that has begun at the issuer.
#[derive(Debug)]
struct Pending {
    purpose: SignOnPurpose,
    /// The cookie of the browser that began.
    browser: TokenHash,
    nonce: String,
    verifier: String,
    redirect_uri: String,
}

/// What the issuer says about itself (OpenID Connect Discovery).
#[derive(Debug, Clone, Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: String,
    access_token: Option<String>,
}

/// How long what the issuer says about itself is believed.
const METADATA_AGE: Duration = Duration::from_hours(1);
/// How long a failure is, before the issuer is asked again.
const FAILURE_AGE: Duration = Duration::from_secs(5);
/// How often the keys are fetched at most, because of a key that isn't among them.
const KEYS_AGE: Duration = Duration::from_mins(1);
/// How many requests run at once.
const REQUESTS: usize = 4;
/// How lately the issuer must have asked who it is, to confirm a session.
const CONFIRMATION: SignedDuration = SignedDuration::from_mins(10);

#[derive(Debug)]
pub struct Issuer {
    settings: IssuerSettings,
    outbound: Outbound,
    requests: Arc<Semaphore>,
    metadata: Mutex<Option<(Instant, Result<Metadata, IssuerError>)>>,
    keys: Mutex<Option<(Instant, IssuerKeys)>>,
    pending: OneTime<Pending>,
}

impl Issuer {
    pub fn new(settings: IssuerSettings) -> Self {
        Self {
            outbound: Outbound::new(settings.url.starts_with("http:")),
            settings,
            requests: Arc::new(Semaphore::new(REQUESTS)),
            metadata: Mutex::default(),
            keys: Mutex::default(),
            pending: OneTime::default(),
        }
    }

    /// Begins a login at the issuer.
    pub async fn begin(
        &self,
        purpose: SignOnPurpose,
        redirect_uri: String,
        client: ClientNetwork,
        now: Timestamp,
    ) -> Result<Begun, IssuerError> {
        let metadata = self.metadata().await?;
        let (cookie, nonce, verifier) = (Token::random(), Token::random().to_string(), Token::random().to_string());
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        let asks_again = matches!(purpose, SignOnPurpose::Confirm(..));
        let pending = Pending {
            purpose,
            browser: cookie.hash(),
            nonce: nonce.clone(),
            verifier,
            redirect_uri: redirect_uri.clone(),
        };
        let state = self.pending.begin(pending, client, now).to_string();
        let mut parameters = vec![
            ("response_type", "code"),
            ("scope", "openid profile"),
            ("client_id", &self.settings.client_id),
            ("redirect_uri", &redirect_uri),
            ("state", &state),
            ("nonce", &nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        if asks_again {
            parameters.extend([("prompt", "login"), ("max_age", "0")]);
        }
        let endpoint = &metadata.authorization_endpoint;
        let separator = if endpoint.contains('?') { '&' } else { '?' };
        Ok(Begun { url: format!("{endpoint}{separator}{}", form(&parameters)), cookie })
    }

    /// Completes a login, with what the issuer sent the browser back with. Whatever comes, its state is used up.
    pub async fn complete(
        &self,
        callback: Callback,
        cookie: Option<&str>,
        now: Timestamp,
    ) -> Result<(SignOnPurpose, Vouched), IssuerError> {
        let state = callback.state.as_deref().and_then(Token::parse).ok_or(IssuerError::Expired)?;
        let browser = cookie.and_then(Token::parse).map(|cookie| cookie.hash());
        let pending = self.pending.take(&state, now).ok_or(IssuerError::Expired)?;
        if browser != Some(pending.browser) {
            return Err(IssuerError::Expired);
        }
        let metadata = self.metadata().await?;
        let is_named = callback.issuer.is_some() || metadata.authorization_response_iss_parameter_supported;
        if is_named && callback.issuer.as_ref() != Some(&self.settings.url) {
            return Err(untrusted("the answer is by another issuer"));
        }
        let code = callback.code.filter(|_| !callback.is_error).ok_or(IssuerError::Declined)?;
        let answer = self.exchange(&metadata, &code, &pending).await?;
        let token = IdToken::read(&answer.id_token).ok_or_else(|| untrusted("the ID token can't be read"))?;
        let keys = self.keys_for(&metadata, &token).await?;
        let expected = Expected {
            issuer: &self.settings.url,
            client_id: &self.settings.client_id,
            nonce: &pending.nonce,
            access_token: answer.access_token.as_deref(),
            now,
        };
        let vouched = token.verify(&keys, expected).map_err(untrusted)?;
        if matches!(pending.purpose, SignOnPurpose::Confirm(..)) {
            let age = vouched.checked_at.map(|at| now.duration_since(at));
            if age.is_none_or(|age| age > CONFIRMATION) {
                return Err(untrusted("it was asked to log the user in again, but doesn't say that it did"));
            }
        }
        Ok((pending.purpose, vouched))
    }

    async fn metadata(&self) -> Result<Metadata, IssuerError> {
        if let Some((since, known)) = &*self.metadata.lock().unwrap_or_else(PoisonError::into_inner) {
            let lifetime = if known.is_ok() { METADATA_AGE } else { FAILURE_AGE };
            if since.elapsed() < lifetime {
                return known.clone();
            }
        }
        let fetched = self.fetch_metadata().await;
        *self.metadata.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), fetched.clone()));
        fetched
    }

    async fn fetch_metadata(&self) -> Result<Metadata, IssuerError> {
        let url = format!("{}/.well-known/openid-configuration", self.settings.url.trim_end_matches('/'));
        let body = self.get(url).await?;
        let metadata: Metadata =
            serde_json::from_slice(&body).map_err(|_| untrusted("it doesn't describe itself as an issuer does"))?;
        if metadata.issuer != self.settings.url {
            tracing::warn!(
                configured = self.settings.url,
                named = metadata.issuer,
                "the issuer calls itself otherwise: --oidc-issuer takes exactly its own name"
            );
            return Err(IssuerError::Untrusted);
        }
        let endpoints = [&metadata.authorization_endpoint, &metadata.token_endpoint, &metadata.jwks_uri];
        if !endpoints.iter().all(|url| is_allowed(url, self.outbound.allows_loopback)) {
            return Err(untrusted("one of its addresses is not https"));
        }
        Ok(metadata)
    }

    async fn exchange(&self, metadata: &Metadata, code: &str, pending: &Pending) -> Result<TokenAnswer, IssuerError> {
        let IssuerSettings { client_id, client_secret, .. } = &self.settings;
        let methods = &metadata.token_endpoint_auth_methods_supported;
        let knows = |method: &str| methods.iter().any(|known| known == method);
        // Basic is what there is without a word about it.
        let is_basic = methods.is_empty() || knows("client_secret_basic");
        let mut parameters = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &pending.redirect_uri),
            ("code_verifier", &pending.verifier),
        ];
        let mut authorization = None;
        match client_secret {
            Some(secret) if is_basic => {
                let pair = format!("{}:{}", encode(client_id), encode(secret));
                let pair = base64::engine::general_purpose::STANDARD.encode(pair);
                authorization = Some(format!("Basic {pair}"));
            }
            Some(secret) => parameters.extend([("client_id", client_id.as_str()), ("client_secret", secret)]),
            None => parameters.push(("client_id", client_id)),
        }
        let body = form(&parameters);
        let url = metadata.token_endpoint.clone();
        let answer = self.request(move |outbound| outbound.post(&url, &body, authorization.as_deref())).await?;
        serde_json::from_slice(&answer).map_err(|_| untrusted("its answer to a code has no ID token"))
    }

    /// The keys that a token may be signed with: those that are known, or newer ones if it is signed with another.
    async fn keys_for(&self, metadata: &Metadata, token: &IdToken) -> Result<IssuerKeys, IssuerError> {
        let known = self.keys.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((since, keys)) = known
            && (keys.has(token.algorithm, token.key_id.as_deref()) || since.elapsed() < KEYS_AGE)
        {
            return Ok(keys);
        }
        let body = self.get(metadata.jwks_uri.clone()).await?;
        let keys = IssuerKeys::read(&body).ok_or_else(|| untrusted("its keys can't be read"))?;
        *self.keys.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), keys.clone()));
        Ok(keys)
    }

    async fn get(&self, url: String) -> Result<Vec<u8>, IssuerError> {
        self.request(move |outbound| outbound.get(&url)).await
    }

    /// Runs a request off the async threads.
    async fn request(
        &self,
        request: impl FnOnce(&Outbound) -> Result<Vec<u8>, IssuerError> + Send + 'static,
    ) -> Result<Vec<u8>, IssuerError> {
        let permit = Arc::clone(&self.requests).acquire_owned().await.map_err(|_| IssuerError::Unreachable)?;
        let outbound = self.outbound.clone();
        let run = move || {
            let _permit = permit;
            request(&outbound)
        };
        tokio::task::spawn_blocking(run).await.map_err(|_| IssuerError::Unreachable)?
    }
}

fn untrusted(reason: &'static str) -> IssuerError {
    tracing::warn!(reason, "the issuer can't be believed");
    IssuerError::Untrusted
}

fn form(parameters: &[(&str, &str)]) -> String {
    let pairs = parameters.iter().map(|(name, value)| format!("{name}={}", encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
