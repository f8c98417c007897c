//! Rules for any text from outside.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

/// Whether a character controls a terminal, a log or the text direction instead of being readable.
///
/// Control characters (Unicode `Cc`), zero-width and bidirectional format characters, fillers and soft hyphens.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// A number from 1 on: digits, without a sign or leading zeros.
pub fn parse_number(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| digits)
}

/// A field's name for the beginning of a sentence: `per_page` becomes `Per page`.
pub fn capitalized(field: &str) -> String {
    let mut words = field.replace('_', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// 1st, 2nd, 3rd, 4th, 11th, 21st.
pub fn ordinal(number: u64) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// A name for comparison, ignoring case and Unicode normalisation.
pub fn name_key(name: &str) -> String {
    // Through upper case, because that folds letters with several lower-case forms, such as ß and the final sigma.
    name.nfkd().collect::<String>().to_lowercase().to_uppercase().to_lowercase().nfkc().collect()
}

/// A word in lower case, ignoring Unicode normalisation. The spelling stays: `ß` stays `ß`.
pub fn lower_case(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = |word: String| word.to_lowercase().nfkc().collect::<String>();
    // Normalising can yield characters that lower-case differently, so do it twice.
    lower(lower(word.nfkc().collect()))
}

/// A text as it is indexed and searched: without case and accents, and with every pictograph as a word of its own.
///
/// FTS5's `unicode61` removes accents only from Latin letters, and treats pictographs as blanks. The replacement of a
/// pictograph begins with a private-use character, which FTS5 treats as a letter.
pub fn searched(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_accent(*c)) {
        if is_pictograph(c) {
            // Writing to a string can't fail.
            _ = write!(out, " \u{E000}{:x} ", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.to_lowercase().to_uppercase().to_lowercase().nfc().collect()
}

/// Combining accents of Latin, Greek and Cyrillic, and modifiers of how a pictograph looks.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{FE0E}' | '\u{FE0F}' | '\u{200D}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether a character is a picture rather than a letter, digit or punctuation: an arrow, a symbol, an emoji.
pub fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FBFF}') && !c.is_alphanumeric()
}

/// The beginning of a text from outside, short enough to fit in a sentence.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let mut shown: String = text.chars().filter(|c| !is_unprintable(*c)).take(MOST).collect();
    if text.chars().count() > MOST {
        shown.push('…');
    }
    shown
}

/// A number for people, in groups of three digits.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_searched_without_case_and_accents_and_pictographs_by_themselves() {
        for (one, other) in [
            ("Crème BRÛLÉE", "creme brulee"),
            ("Großmutter", "GROSSMUTTER"),
            ("Σίσυφος", "σισυφοσ"),
            ("Ёлка", "елка"),
            ("ﬁne", "fine"),
            ("👍🏽", "👍"),
            ("❤️", "❤"),
        ] {
            assert_eq!(searched(one), searched(other), "{one}");
        }
        assert_eq!(searched("Party🎉now"), "party \u{E000}1f389 now");
        assert_ne!(searched("🎉"), searched("🎂"));
        assert_ne!(searched("が"), searched("か"));
        assert_eq!(searched("한글"), "한글");
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(grouped(64), "64");
        assert_eq!(grouped(1_024), "1,024");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
