//! Whatever comes from outside is read or refused, and never ends the program.
//!
//! `PROPTEST_CASES=100000 cargo nextest run --release -E 'test(parsers::)'` looks for longer.

use proptest::prelude::*;
use proptest::sample::Index;
use tracker::config::{ListenAddress, PublicUrl};
use tracker::domain::backups::BackupName;
use tracker::domain::identities::id_token::IdToken;
use tracker::domain::identities::keys::IssuerKeys;
use tracker::domain::log::precondition::IfMatch;
use tracker::domain::passkeys::{Assertion, CoseKey, CredentialId, NewPasskey, RelyingParty};
use tracker::domain::query::Query;
use tracker::domain::tasks::Tag;
use tracker::domain::time::due::DueInput;
use tracker::domain::time::planned::Planned;
use tracker::domain::time::recurrence::Rule;
use tracker::domain::time::zone::Zone;
use tracker::domain::token::Token;
use tracker::domain::transfer::export::Export;
use tracker::domain::transfer::moves::MovingAccount;
use tracker::domain::users::Username;

/// One change to a text or file.
#[derive(Debug, Clone)]
enum Edit {
    Remove(Index, usize),
    Insert(Index, Vec<u8>),
    Flip(Index, u8),
    Repeat(Index, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (any::<Index>(), 1_usize..20).prop_map(|(at, length)| Edit::Remove(at, length)),
        (any::<Index>(), proptest::collection::vec(any::<u8>(), 1..12)).prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        (any::<Index>(), 0_u8..8).prop_map(|(at, bit)| Edit::Flip(at, bit)),
        (any::<Index>(), 1_usize..40).prop_map(|(at, length)| Edit::Repeat(at, length)),
    ];
    proptest::collection::vec(edit, 0..6)
}

/// What is right, damaged a little: it comes further than what is made up.
fn damaged(right: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = right.to_vec();
    for edit in edits {
        let place = |at: &Index| at.index(bytes.len() + 1);
        match edit {
            Edit::Remove(at, length) => {
                let from = place(at);
                let to = (from + length).min(bytes.len());
                bytes.drain(from..to);
            }
            Edit::Insert(at, more) => {
                let from = place(at);
                bytes.splice(from..from, more.iter().copied());
            }
            Edit::Flip(at, bit) => {
                let from = place(at);
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << bit;
                }
            }
            Edit::Repeat(at, length) => {
                let from = place(at);
                let part = bytes[from..(from + length).min(bytes.len())].to_vec();
                bytes.splice(from..from, part);
            }
        }
    }
    bytes
}

const TEXTS: &[&str] = &[
    "2026-11-28",
    "2026-12-24T14:00",
    "2026-12-24T14:00:00Z",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,-1FR;BYSETPOS=-1;UNTIL=20271231T235959Z",
    "from-completion;FREQ=WEEKLY;BYDAY=SA",
    "Europe/Berlin",
    "is:open tag:home (due:<=fri or -project:House) \"exact words\" sort:due group:project",
    "https://tracker.example:8443",
    "unix:/run/tracker/http.sock",
    "[::1]:5555",
    "tracker-20261128T033000Z.db",
    "\"42\", W/\"43\"",
    "Ström & Söhne",
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIiwic3ViIjoiYW5uYSIsImF1ZCI6WyJ0Il0sImV4cCI6MX0.c2ln",
];

const FILES: &[&str] = &[
    r#"{"format":"tracker","version":2,"settings":{"version":0},"tasks":[{"id":1,"title":"Task"}],"actors":[],"groups":[],"changes":[]}"#,
    r#"{"format":"tracker-account","version":1,"user":{"username":"anna","password_hash":"","created_at":"2026-11-28T00:00:00Z"},"export":{"format":"tracker","version":2,"tasks":[],"actors":[],"groups":[],"changes":[]}}"#,
    r#"{"keys":[{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","alg":"RS256","use":"sig"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}"#,
    r#"{"type":"webauthn.get","challenge":"AAAAAAAAAAAAAAAAAAAAAA","origin":"https://tracker.example","crossOrigin":false}"#,
];

/// An ES256 key as COSE writes it (RFC 9053, section 7.1.1), with made-up coordinates.
fn cose_key() -> Vec<u8> {
    let mut key = vec![0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32];
    key.extend([7; 32]);
    key.extend([0x22, 0x58, 32]);
    key.extend([9; 32]);
    key
}

/// What an authenticator says of a new passkey (Web Authentication, section 6.1).
fn authenticator_data() -> Vec<u8> {
    let mut data = vec![1; 32];
    data.extend([0x45, 0, 0, 0, 1]);
    data.extend([0; 16]);
    data.extend([0, 4, 1, 2, 3, 4]);
    data.extend(cose_key());
    data
}

fn read_text(text: &str) {
    drop(DueInput::parse(text));
    drop(Planned::parse("planned", text));
    drop(Rule::parse(text));
    drop(Zone::parse("time_zone", text));
    drop(Query::parse(text));
    drop(text.parse::<PublicUrl>());
    drop(text.parse::<ListenAddress>());
    let _ = BackupName::parse(text);
    drop(IfMatch::parse(text));
    drop(Tag::parse(text));
    drop(Username::parse(text));
    let _ = Token::parse(text);
    drop(IdToken::read(text));
}

fn read_file(bytes: &[u8]) {
    drop(Export::parse(bytes));
    drop(MovingAccount::parse(bytes));
    drop(IssuerKeys::read(bytes));
    drop(CoseKey::parse(bytes));
}

fn read_passkey(client_data: &[u8], data: &[u8]) {
    let site = RelyingParty::at("tracker.example", true, "https://tracker.example".to_owned()).unwrap();
    drop(NewPasskey::read(&site, client_data, data));
    if let Some(id) = CredentialId::parse(vec![1, 2, 3]) {
        drop(Assertion::read(&site, id, client_data, data.to_vec(), data.to_vec(), None));
    }
}

proptest! {
    #[test]
    fn texts_are_read_or_refused(right in proptest::sample::select(TEXTS), edits in edits(), made_up in "\\PC{0,60}") {
        read_text(&String::from_utf8_lossy(&damaged(right.as_bytes(), &edits)));
        read_text(&made_up);
    }

    #[test]
    fn files_are_read_or_refused(right in proptest::sample::select(FILES), edits in edits(), made_up: Vec<u8>) {
        read_file(&damaged(right.as_bytes(), &edits));
        read_file(&damaged(&cose_key(), &edits));
        read_file(&made_up);
    }

    #[test]
    fn passkeys_are_read_or_refused(edits in edits(), others in edits(), made_up: Vec<u8>) {
        let client_data = damaged(FILES[3].as_bytes(), &edits);
        read_passkey(&client_data, &damaged(&authenticator_data(), &others));
        read_passkey(FILES[3].as_bytes(), &made_up);
    }
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let deep = |open: &str, close: &str| open.repeat(200_000) + &close.repeat(200_000);
    for text in [deep("(", ")"), deep("[", "]"), deep("{\"a\":", "}"), "-".repeat(400_000), "\u{81}".repeat(100_000)] {
        read_text(&text);
        read_file(text.as_bytes());
        read_passkey(text.as_bytes(), text.as_bytes());
    }
    read_file(&vec![0x81; 400_000]);
    read_passkey(b"{}", &[&authenticator_data()[..55], &vec![0xa1; 100_000]].concat());
}
