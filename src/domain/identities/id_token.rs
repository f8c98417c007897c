//! ID tokens, checked as OpenID Connect Core says (section 3.1.3.7).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use sha2::{Digest, Sha256, Sha512};

use super::keys::{Algorithm, IssuerKeys};
use super::{Identity, Vouched};
use crate::domain::signatures::EcdsaForm;

/// How far the clocks of the issuer and the server may be apart.
const SKEW: SignedDuration = SignedDuration::from_secs(60);
/// How old a token can be that was just asked for.
const OLDEST: SignedDuration = SignedDuration::from_mins(10);

/// What a token has to say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub nonce: &'a str,
    /// The access token that came with it.
    pub access_token: Option<&'a str>,
    pub now: Timestamp,
}

/// A token that has been read, and nothing else.
#[derive(Debug, Clone)]
pub struct IdToken {
    pub algorithm: Algorithm,
    pub key_id: Option<String>,
    signed: String,
    claims: Vec<u8>,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: Algorithm,
    kid: Option<String>,
    /// What has to be understood. Nothing is.
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: Seconds,
    iat: Seconds,
    nbf: Option<Seconds>,
    nonce: String,
    at_hash: Option<String>,
    auth_time: Option<Seconds>,
    #[serde(default)]
    amr: Vec<String>,
    preferred_username: Option<String>,
    name: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(transparent)]
struct Seconds(f64);

impl Seconds {
    #[expect(clippy::cast_possible_truncation, reason = "a float becomes the nearest integer there is")]
    fn instant(self) -> Option<Timestamp> {
        Timestamp::from_second(self.0 as i64).ok()
    }
}

impl IdToken {
    /// Reads a compact JWS (RFC 7515). The algorithm is one of ours, whatever the token would like.
    pub fn read(text: &str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        let header: Header = serde_json::from_slice(&bytes(header)?).ok()?;
        header.crit.is_none().then_some(())?;
        Some(Self {
            algorithm: header.alg,
            key_id: header.kid,
            signed: signed.to_owned(),
            claims: bytes(claims)?,
            signature: bytes(signature)?,
        })
    }

    /// Whom the token is about, or what is wrong with it.
    pub fn verify(&self, keys: &IssuerKeys, expected: Expected<'_>) -> Result<Vouched, &'static str> {
        let mut fitting = keys.find(self.algorithm, self.key_id.as_deref());
        if !fitting.any(|key| key.verifies(self.signed.as_bytes(), &self.signature, EcdsaForm::Fixed)) {
            return Err("its signature is by none of the issuer's keys");
        }
        let claims: Claims = serde_json::from_slice(&self.claims).map_err(|_| "it lacks a claim")?;
        if claims.iss != expected.issuer {
            return Err("it is by another issuer");
        }
        let is_for_us = match &claims.aud {
            Audience::One(one) => one == expected.client_id,
            Audience::Several(all) => {
                all.iter().any(|one| one == expected.client_id) && (all.len() == 1 || claims.azp.is_some())
            }
        };
        if !is_for_us || claims.azp.as_ref().is_some_and(|party| party != expected.client_id) {
            return Err("it is for another client");
        }
        check_times(&claims, expected.now)?;
        if claims.nonce != expected.nonce {
            return Err("it is for another login");
        }
        if let (Some(hash), Some(token)) = (&claims.at_hash, expected.access_token)
            && *hash != self.half_hash(token)
        {
            return Err("its access token is another one");
        }
        let identity = Identity::oidc(&claims.iss, &claims.sub).map_err(|_| "its subject can't be read")?;
        Ok(Vouched {
            identity,
            name: claims.preferred_username.or(claims.email).or(claims.name),
            has_checked_factors: claims.amr.iter().any(|method| method == "mfa"),
            checked_at: claims.auth_time.and_then(Seconds::instant),
        })
    }

    /// The left half of a hash, as `at_hash` has it.
    fn half_hash(&self, token: &str) -> String {
        let digest = match self.algorithm {
            Algorithm::EdDsa => Sha512::digest(token).to_vec(),
            Algorithm::Rs256 | Algorithm::Es256 => Sha256::digest(token).to_vec(),
        };
        URL_SAFE_NO_PAD.encode(digest.get(..digest.len() / 2).unwrap_or_default())
    }
}

fn check_times(claims: &Claims, now: Timestamp) -> Result<(), &'static str> {
    let age = |seconds: Seconds| seconds.instant().map(|instant| now.duration_since(instant));
    let expired_for = age(claims.exp).ok_or("its end is no time")?;
    let issued_for = age(claims.iat).ok_or("its beginning is no time")?;
    if expired_for >= SKEW {
        return Err("it has expired");
    }
    if issued_for < -SKEW || claims.nbf.and_then(age).is_some_and(|age| age < -SKEW) {
        return Err("it is from the future: compare the clocks of the issuer and of this machine");
    }
    if issued_for > OLDEST + SKEW {
        return Err("it is old: compare the clocks of the issuer and of this machine");
    }
    Ok(())
}
