//! A device that keeps passkeys, and the browser before it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PRESENT_AND_VERIFIED: u8 = 1 | 1 << 2;
const HAS_CREDENTIAL: u8 = 1 << 6;

enum Key {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

/// A key for one account at one site. A test may change what the device or the page says.
pub struct Authenticator {
    key: Key,
    id: Vec<u8>,
    pub user_handle: Option<String>,
    pub rp_id: String,
    pub origin: String,
    pub flags: u8,
    /// What the next use says; it grows unless it is 0.
    pub count: u32,
}

impl Authenticator {
    pub fn new() -> Self {
        let rng = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &rng).unwrap();
        Self::with_key(Key::Es256(EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &rng).unwrap()))
    }

    pub fn ed25519() -> Self {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::with_key(Key::EdDsa(Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap()))
    }

    fn with_key(key: Key) -> Self {
        let id: [u8; 20] = rand::random();
        Self {
            key,
            id: id.to_vec(),
            user_handle: None,
            rp_id: "localhost".into(),
            origin: "http://localhost:5555".into(),
            flags: PRESENT_AND_VERIFIED,
            count: 0,
        }
    }

    /// Makes the key, for what `POST /passkeys/begin` answers, and names it.
    pub fn make(&mut self, options: &Value, name: &str) -> Value {
        self.user_handle = Some(options["user_handle"].as_str().unwrap().to_owned());
        let mut data = self.data(self.flags | HAS_CREDENTIAL);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose_key());
        json!({
            "name": name,
            "client_data_json": text(&self.client_data("webauthn.create", options)),
            "authenticator_data": text(&data),
        })
    }

    /// Uses the key, for what `POST /login/passkey/begin` answers.
    pub fn sign(&mut self, options: &Value) -> Value {
        if self.count > 0 {
            self.count += 1;
        }
        self.sign_as("webauthn.get", options)
    }

    pub fn sign_as(&self, kind: &str, options: &Value) -> Value {
        let client_data = self.client_data(kind, options);
        let data = self.data(self.flags);
        let message = [&data[..], &Sha256::digest(&client_data)].concat();
        let signature = match &self.key {
            Key::Es256(key) => key.sign(&SystemRandom::new(), &message).unwrap().as_ref().to_vec(),
            Key::EdDsa(key) => key.sign(&message).as_ref().to_vec(),
        };
        json!({
            "id": text(&self.id),
            "client_data_json": text(&client_data),
            "authenticator_data": text(&data),
            "signature": text(&signature),
            "user_handle": self.user_handle,
        })
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        [&Sha256::digest(&self.rp_id)[..], &[flags], &self.count.to_be_bytes()].concat()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false
        });
        data.to_string().into_bytes()
    }

    fn cose_key(&self) -> Vec<u8> {
        match &self.key {
            Key::Es256(key) => {
                let point = key.public_key().as_ref();
                let head = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
                [&head, &point[1..33], &[0x22, 0x58, 0x20], &point[33..]].concat()
            }
            Key::EdDsa(key) => {
                let head = [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
                [&head, key.public_key().as_ref()].concat()
            }
        }
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
