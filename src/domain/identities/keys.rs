//! The public keys of an issuer (RFC 7517).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::domain::signatures::PublicKey;

/// An algorithm that ID tokens may be signed with. There is neither `none` nor one with a shared secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Algorithm {
    #[serde(rename = "RS256")]
    Rs256,
    #[serde(rename = "ES256")]
    Es256,
    #[serde(rename = "EdDSA")]
    EdDsa,
}

/// A key, as an issuer publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerKey {
    id: Option<String>,
    pub algorithm: Algorithm,
    pub key: PublicKey,
}

/// The keys of an issuer. Those of other kinds are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IssuerKeys(Vec<IssuerKey>);

/// The most keys that are read.
const MOST: usize = 100;

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl IssuerKeys {
    pub fn read(json: &[u8]) -> Option<Self> {
        let set: KeySet = serde_json::from_slice(json).ok()?;
        let keys = set.keys.into_iter().take(MOST).filter_map(|key| read(serde_json::from_value(key).ok()?));
        Some(Self(keys.collect()))
    }

    /// The keys that may have signed a token with this header. Without an id, each of the algorithm may.
    pub fn find(&self, algorithm: Algorithm, id: Option<&str>) -> impl Iterator<Item = &PublicKey> {
        let fits = move |key: &&IssuerKey| key.algorithm == algorithm && (id.is_none() || key.id.as_deref() == id);
        self.0.iter().filter(fits).map(|key| &key.key)
    }

    pub fn has(&self, algorithm: Algorithm, id: Option<&str>) -> bool {
        self.find(algorithm, id).next().is_some()
    }
}

fn read(key: Key) -> Option<IssuerKey> {
    if key.purpose.is_some_and(|purpose| purpose != "sig") {
        return None;
    }
    let bytes = |text: Option<String>| URL_SAFE_NO_PAD.decode(text?).ok();
    let (algorithm, name, public) = match (key.kty.as_str(), key.crv.as_deref()) {
        ("RSA", None) => (Algorithm::Rs256, "RS256", PublicKey::rs256(&bytes(key.n)?, &bytes(key.e)?)),
        ("EC", Some("P-256")) => (Algorithm::Es256, "ES256", PublicKey::es256(&bytes(key.x)?, &bytes(key.y)?)?),
        ("OKP", Some("Ed25519")) => (Algorithm::EdDsa, "EdDSA", PublicKey::ed_dsa(&bytes(key.x)?)?),
        _ => return None,
    };
    let is_right = key.alg.is_none_or(|alg| alg == name);
    is_right.then_some(IssuerKey { id: key.kid, algorithm, key: public })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_for_the_algorithm_of_its_kind_alone() {
        let x = URL_SAFE_NO_PAD.encode([1; 32]);
        let json = serde_json::json!({"keys": [
            {"kty": "EC", "crv": "P-256", "kid": "a", "x": x, "y": x},
            {"kty": "OKP", "crv": "Ed25519", "kid": "b", "x": x, "alg": "EdDSA"},
            {"kty": "RSA", "kid": "c", "n": x, "e": "AQAB", "use": "enc"},
            {"kty": "RSA", "kid": "d", "n": x, "e": "AQAB", "alg": "RS512"},
            {"kty": "oct", "kid": "e", "k": x},
            {"kty": "EC", "crv": "P-384", "kid": "f", "x": x, "y": x},
            {"kty": "EC", "crv": "P-256", "kid": "g", "x": "AA", "y": x},
            "nonsense"
        ]});
        let keys = IssuerKeys::read(json.to_string().as_bytes()).unwrap();
        assert_eq!(keys.0.len(), 2);
        assert!(keys.has(Algorithm::Es256, Some("a")) && keys.has(Algorithm::Es256, None));
        assert!(!keys.has(Algorithm::Es256, Some("b")) && !keys.has(Algorithm::Rs256, None));
        assert!(IssuerKeys::read(b"{}").is_none() && IssuerKeys::read(b"<html>").is_none());
    }
}
