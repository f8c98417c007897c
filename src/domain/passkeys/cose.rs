//! Public keys as authenticators write them (RFC 9052, section 7).
//!
//! Authenticators have to write them canonically (CTAP 2.1, section 8), so each kind of key has one form, byte by byte, and
//! nothing else has to be read.

use crate::domain::signatures::PublicKey;

/// `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`, up to the two coordinates.
const ES256: &[u8] = &[0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
const ES256_Y: &[u8] = &[0x22, 0x58, 0x20];
/// `{1: 1, 3: -8, -1: 6, -2: x}`.
const ED_DSA: &[u8] = &[0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
/// `{1: 3, 3: -257, -1: n, -2: e}` with a modulus of 2048 bits, and the exponent 65537.
const RS256: &[u8] = &[0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00];
const RS256_E: &[u8] = &[0x21, 0x43, 0x01, 0x00, 0x01];
const COORDINATE: usize = 32;
const MODULUS: usize = 256;

/// The key of a passkey, and the bytes that it was written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoseKey {
    bytes: Vec<u8>,
    pub key: PublicKey,
}

impl CoseKey {
    /// The algorithms that a new passkey may have, in COSE's numbers, the best first.
    pub const ALGORITHMS: [i32; 3] = [-7, -8, -257];

    /// Reads a key from the beginning of these bytes. Extensions may follow it.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (key, rest) = read(bytes)?;
        let length = bytes.len().checked_sub(rest.len())?;
        Some(Self { bytes: bytes.get(..length)?.to_vec(), key })
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn read(bytes: &[u8]) -> Option<(PublicKey, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(ES256) {
        let (x, rest) = rest.split_at_checked(COORDINATE)?;
        let (y, rest) = rest.strip_prefix(ES256_Y)?.split_at_checked(COORDINATE)?;
        return Some((PublicKey::es256(x, y)?, rest));
    }
    if let Some(rest) = bytes.strip_prefix(ED_DSA) {
        let (x, rest) = rest.split_at_checked(COORDINATE)?;
        return Some((PublicKey::ed_dsa(x)?, rest));
    }
    let (modulus, rest) = bytes.strip_prefix(RS256)?.split_at_checked(MODULUS)?;
    Some((PublicKey::rs256(modulus, &[1, 0, 1]), rest.strip_prefix(RS256_E)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_key_has_one_form() {
        let es256 = [ES256, &[1; 32], ES256_Y, &[2; 32]].concat();
        let ed_dsa = [ED_DSA, &[1; 32]].concat();
        let rs256 = [RS256, &[1; 256], RS256_E].concat();
        for key in [es256, ed_dsa, rs256] {
            let extended = [&key[..], &[0xA0]].concat();
            assert_eq!(CoseKey::parse(&extended).unwrap().as_bytes(), key);
            for end in 0..key.len() {
                assert!(CoseKey::parse(&key[..end]).is_none(), "a key that is cut short");
            }
            // Neither another type, nor another algorithm or curve.
            for at in 0..8 {
                let mut other = key.clone();
                other[at] ^= 1;
                assert!(CoseKey::parse(&other).is_none(), "byte {at} of {other:02x?}");
            }
        }
    }
}
