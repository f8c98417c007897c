//! An issuer of OpenID Connect that tells the truth, or lies as a test wants.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::rand::SystemRandom;
use ring::rsa::{KeyPair as RsaKeyPair, PublicKeyComponents};
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const CLIENT: &str = "tracker-client";

/// Signs as one of the algorithms says, or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    Rs256,
    Es256,
    EdDsa,
    None,
    /// With the public key as a shared secret.
    Hs256,
}

type Change = Box<dyn Fn(&mut Value) + Send>;

/// What the issuer does. A test changes it.
pub struct State {
    pub signing: Signing,
    pub now: Timestamp,
    pub nonce: String,
    pub subject: String,
    /// Changes what the token says.
    pub claims: Option<Change>,
    pub metadata: Option<Change>,
    /// Answers this instead, to any path that ends so.
    pub instead: Option<(&'static str, String)>,
    /// The forms that were posted, and their authorization.
    pub posted: Vec<(String, String)>,
    pub fetched_keys: usize,
    pub key_id: String,
    /// The key id in the header of a token.
    pub named_key_id: Option<String>,
}

pub struct FakeIssuer {
    pub url: String,
    state: Arc<Mutex<State>>,
}

struct Keys {
    rsa: RsaKeyPair,
    ec: EcdsaKeyPair,
    ed: Ed25519KeyPair,
}

impl FakeIssuer {
    pub fn start(now: Timestamp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            signing: Signing::Rs256,
            now,
            nonce: String::new(),
            subject: "subject-1".into(),
            claims: None,
            metadata: None,
            instead: None,
            posted: Vec::new(),
            fetched_keys: 0,
            key_id: "key-1".into(),
            named_key_id: None,
        }));
        let keys = Arc::new(Keys::new());
        let (shared, own) = (Arc::clone(&state), url.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (state, keys, url) = (Arc::clone(&shared), Arc::clone(&keys), own.clone());
                thread::spawn(move || serve(stream, &state, &keys, &url));
            }
        });
        Self { url, state }
    }

    /// Changes what the issuer does.
    pub fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
    }

    pub fn read<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.state.lock().unwrap())
    }
}

impl Keys {
    fn new() -> Self {
        let rng = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let ec = EcdsaKeyPair::generate_pkcs8(algorithm, &rng).unwrap();
        let ed = Ed25519KeyPair::generate_pkcs8(&rng).unwrap();
        Self {
            rsa: RsaKeyPair::from_pkcs8(include_bytes!("../../fixtures/issuer/rsa.pk8")).unwrap(),
            ec: EcdsaKeyPair::from_pkcs8(algorithm, ec.as_ref(), &rng).unwrap(),
            ed: Ed25519KeyPair::from_pkcs8(ed.as_ref()).unwrap(),
        }
    }

    fn modulus(&self) -> Vec<u8> {
        PublicKeyComponents::<Vec<u8>>::from(self.rsa.public()).n
    }

    fn public(&self, id: &str) -> Value {
        let n = self.modulus();
        let point = self.ec.public_key().as_ref();
        json!({"keys": [
            {"kty": "RSA", "kid": id, "use": "sig", "alg": "RS256", "n": text(&n), "e": "AQAB"},
            {"kty": "EC", "kid": id, "crv": "P-256", "x": text(&point[1..33]), "y": text(&point[33..])},
            {"kty": "OKP", "kid": id, "crv": "Ed25519", "x": text(self.ed.public_key().as_ref())}
        ]})
    }

    fn sign(&self, signing: Signing, message: &[u8]) -> Vec<u8> {
        let rng = SystemRandom::new();
        match signing {
            Signing::Rs256 => {
                let mut signature = vec![0; self.rsa.public().modulus_len()];
                self.rsa.sign(&RSA_PKCS1_SHA256, &rng, message, &mut signature).unwrap();
                signature
            }
            Signing::Es256 => self.ec.sign(&rng, message).unwrap().as_ref().to_vec(),
            Signing::EdDsa => self.ed.sign(message).as_ref().to_vec(),
            Signing::None => Vec::new(),
            Signing::Hs256 => {
                let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &self.modulus());
                ring::hmac::sign(&key, message).as_ref().to_vec()
            }
        }
    }

    fn token(&self, state: &State, url: &str) -> String {
        let algorithm = match state.signing {
            Signing::Rs256 => "RS256",
            Signing::Es256 => "ES256",
            Signing::EdDsa => "EdDSA",
            Signing::None => "none",
            Signing::Hs256 => "HS256",
        };
        let header = json!({"alg": algorithm, "kid": state.named_key_id.as_ref().unwrap_or(&state.key_id)});
        let now = state.now.as_second();
        let mut claims = json!({
            "iss": url, "aud": CLIENT, "sub": state.subject, "exp": now + 300, "iat": now, "nonce": state.nonce,
            "preferred_username": "anna",
        });
        if state.signing != Signing::EdDsa {
            claims["at_hash"] = text(&Sha256::digest("access")[..16]).into();
        }
        if let Some(change) = &state.claims {
            change(&mut claims);
        }
        let signed = format!("{}.{}", text(header.to_string().as_bytes()), text(claims.to_string().as_bytes()));
        let signature = self.sign(state.signing, signed.as_bytes());
        format!("{signed}.{}", text(&signature))
    }
}

fn serve(mut stream: TcpStream, state: &Mutex<State>, keys: &Keys, url: &str) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut first = String::new();
    if reader.read_line(&mut first).is_err() {
        return;
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        let (name, value) = line.trim().split_once(": ").unwrap_or_default();
        match name.to_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "authorization" => value.clone_into(&mut authorization),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    let _ = reader.read_exact(&mut body);
    let mut state = state.lock().unwrap();
    let answer = match &state.instead {
        Some((end, answer)) if path.ends_with(end) => answer.clone(),
        _ if path.ends_with("/openid-configuration") => {
            let mut metadata = json!({
                "issuer": url, "authorization_endpoint": format!("{url}/authorize"),
                "token_endpoint": format!("{url}/token"), "jwks_uri": format!("{url}/keys"),
            });
            if let Some(change) = &state.metadata {
                change(&mut metadata);
            }
            json_answer(&metadata)
        }
        _ if path == "/keys" => {
            state.fetched_keys += 1;
            json_answer(&keys.public(&state.key_id))
        }
        _ => {
            state.posted.push((String::from_utf8(body).unwrap(), authorization));
            let token = keys.token(&state, url);
            json_answer(&json!({"id_token": token, "access_token": "access", "token_type": "Bearer"}))
        }
    };
    drop(state);
    let _ = stream.write_all(answer.as_bytes());
}

fn json_answer(value: &Value) -> String {
    let body = value.to_string();
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
