//! What browsers send when a passkey is made or used, checked as WebAuthn says (Level 3, sections 7.1 and 7.2).
//!
//! No attestation is asked for, so the make of an authenticator stays unknown, and there is nothing to read of it.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{CoseKey, CredentialId, RelyingParty};
use crate::domain::signatures::EcdsaForm;
use crate::domain::token::Token;
use crate::domain::users::UserId;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;

/// A key that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPasskey {
    pub credential_id: CredentialId,
    pub key: CoseKey,
    pub sign_count: u32,
    /// What the browser was given to make it with.
    pub challenge: Token,
}

impl NewPasskey {
    /// Reads what a browser answers; `None` if it isn't for this site, or nobody was checked.
    pub fn read(site: &RelyingParty, client_data: &[u8], authenticator_data: &[u8]) -> Option<Self> {
        let challenge = challenge_in(client_data, "webauthn.create", site)?;
        let data = AuthenticatorData::read(authenticator_data, site)?;
        let (credential_id, key) = data.credential?;
        Some(Self { credential_id, key, sign_count: data.sign_count, challenge })
    }
}

/// The use of a key, whose signature is still to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    pub credential_id: CredentialId,
    /// What the browser was given to sign.
    pub challenge: Token,
    user_handle: Option<Vec<u8>>,
    sign_count: u32,
    signed: Vec<u8>,
    signature: Vec<u8>,
}

/// What a right signature says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedAssertion {
    /// How often the authenticator has signed; 0 if it doesn't count.
    pub sign_count: u32,
}

impl Assertion {
    /// Reads what a browser answers; `None` if it isn't for this site, or nobody was checked.
    pub fn read(
        site: &RelyingParty,
        credential_id: CredentialId,
        client_data: &[u8],
        authenticator_data: Vec<u8>,
        signature: Vec<u8>,
        user_handle: Option<Vec<u8>>,
    ) -> Option<Self> {
        let challenge = challenge_in(client_data, "webauthn.get", site)?;
        let sign_count = AuthenticatorData::read(&authenticator_data, site)?.sign_count;
        let mut signed = authenticator_data;
        signed.extend_from_slice(&Sha256::digest(client_data));
        Some(Self { credential_id, challenge, user_handle, sign_count, signed, signature })
    }

    /// Checks the signature, and that the authenticator means this account.
    pub fn verify(&self, key: &CoseKey, owner: UserId) -> Option<SignedAssertion> {
        let is_owner = self.user_handle.as_deref() == Some(&user_handle(owner)[..]);
        let is_signed = key.key.verifies(&self.signed, &self.signature, EcdsaForm::Asn1);
        (is_owner && is_signed).then_some(SignedAssertion { sign_count: self.sign_count })
    }
}

/// What authenticators know an account by. Its number is random and says nothing about anyone.
pub fn user_handle(owner: UserId) -> [u8; 8] {
    owner.0.to_be_bytes()
}

/// What a page asked the browser for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

fn challenge_in(client_data: &[u8], kind: &str, site: &RelyingParty) -> Option<Token> {
    let data: ClientData = serde_json::from_slice(client_data).ok()?;
    let is_ours = data.kind == kind && site.allows(&data.origin) && !data.cross_origin && data.top_origin.is_none();
    is_ours.then(|| Token::parse(&data.challenge))?
}

/// What an authenticator signs.
struct AuthenticatorData {
    sign_count: u32,
    credential: Option<(CredentialId, CoseKey)>,
}

impl AuthenticatorData {
    fn read(bytes: &[u8], site: &RelyingParty) -> Option<Self> {
        let (id_hash, rest) = bytes.split_first_chunk::<32>()?;
        let (&[flags], rest) = rest.split_first_chunk::<1>()?;
        let (sign_count, rest) = rest.split_first_chunk::<4>()?;
        let has = |flag: u8| flags & flag != 0;
        let is_verified = has(USER_PRESENT) && has(USER_VERIFIED);
        let is_consistent = has(BACKUP_ELIGIBLE) || !has(BACKED_UP);
        if *id_hash != site.id_hash() || !is_verified || !is_consistent {
            return None;
        }
        let credential = if has(HAS_CREDENTIAL) { Some(read_credential(rest)?) } else { None };
        Some(Self { sign_count: u32::from_be_bytes(*sign_count), credential })
    }
}

fn read_credential(bytes: &[u8]) -> Option<(CredentialId, CoseKey)> {
    let (_aaguid, rest) = bytes.split_first_chunk::<16>()?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (id, key) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
    Some((CredentialId::parse(id.to_vec())?, CoseKey::parse(key)?))
}
