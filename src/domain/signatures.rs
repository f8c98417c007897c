//! Public keys and the signatures that they verify: those of passkeys, and of an issuer of identities.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

/// A public key. Its kind is its algorithm, so no message can choose another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// ECDSA on P-256 with SHA-256: an uncompressed point.
    Es256(Vec<u8>),
    /// Ed25519.
    EdDsa(Vec<u8>),
    /// RSA PKCS#1 v1.5 with SHA-256, of 2048 bits or more.
    Rs256 { modulus: Vec<u8>, exponent: Vec<u8> },
}

/// How an ECDSA signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EcdsaForm {
    /// As in a certificate.
    Asn1,
    /// Two numbers of 32 bytes, as in a web token (RFC 7518, section 3.4).
    Fixed,
}

impl PublicKey {
    /// The point of two coordinates of 32 bytes.
    pub fn es256(x: &[u8], y: &[u8]) -> Option<Self> {
        (x.len() == 32 && y.len() == 32).then(|| Self::Es256([&[4], x, y].concat()))
    }

    pub fn ed_dsa(x: &[u8]) -> Option<Self> {
        (x.len() == 32).then(|| Self::EdDsa(x.to_vec()))
    }

    pub fn rs256(modulus: &[u8], exponent: &[u8]) -> Self {
        let stripped = |number: &[u8]| number.iter().copied().skip_while(|byte| *byte == 0).collect();
        Self::Rs256 { modulus: stripped(modulus), exponent: stripped(exponent) }
    }

    /// Whether its owner signed this message.
    pub fn verifies(&self, message: &[u8], signature: &[u8], form: EcdsaForm) -> bool {
        let verified = match self {
            Self::Es256(point) if form == EcdsaForm::Asn1 => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::Es256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature),
            Self::EdDsa(point) => UnparsedPublicKey::new(&ED25519, point).verify(message, signature),
            Self::Rs256 { modulus, exponent } => RsaPublicKeyComponents { n: modulus, e: exponent }.verify(
                &RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
        };
        verified.is_ok()
    }
}
