//! Rules for any text from outside.

use std::fmt::Write as _;

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, Result};

/// The most characters of a text in any number of lines.
pub const MAX_LONG_CHARS: usize = 50_000;

/// Whether a character controls a terminal, a log or the text direction instead of being readable.
///
/// Control characters (Unicode `Cc`), zero-width and bidirectional format characters, fillers and soft hyphens.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Refuses a text in any number of lines that is too long or has characters that nobody can read.
pub fn check_long(field: &'static str, text: &str) -> Result<()> {
    if text.chars().count() > MAX_LONG_CHARS {
        let sentence = format!("The {field} can have {} characters at most.", grouped(MAX_LONG_CHARS));
        return Err(Error::invalid(field, sentence));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        let sentence = format!("The {field} can't have control characters other than new lines and tabs.");
        return Err(Error::invalid(field, sentence));
    }
    Ok(())
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

/// A word with its case folded (Unicode 16, section 3.13, D145): `ß` becomes `ss`. Ignores normalisation and how an emoji is
/// to look. A sigma at the end is written as Greek writes it there.
pub fn case_folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let fold = |word: String| UniCase::unicode(word).to_folded_case().nfkc().collect::<String>();
    let plain = word.nfkc().filter(|c| !matches!(c, '\u{FE0E}' | '\u{FE0F}'));
    // Normalising can yield characters that fold differently, so do it twice.
    let folded = fold(fold(plain.collect()));
    if folded.contains('σ') { with_final_sigmas(&folded) } else { folded }
}

fn with_final_sigmas(folded: &str) -> String {
    let mut rest = folded.chars().peekable();
    let mut is_in_word = false;
    let mut out = String::with_capacity(folded.len());
    while let Some(c) = rest.next() {
        let ends_word = is_in_word && !rest.peek().is_some_and(|next| next.is_alphabetic());
        out.push(if c == 'σ' && ends_word { 'ς' } else { c });
        is_in_word = c.is_alphabetic();
    }
    out
}

/// A text as it is indexed and searched: without case and accents, split into words for FTS5's `unicode61`.
///
/// - A pictograph is a word, and so is each character of a script without spaces between words. A word of such a script is
///   then found as a phrase, wherever it stands.
/// - `+` and `#` at the end of a word belong to it: C++, C#.
///
/// What `unicode61` would treat as a blank is replaced by private-use characters, which it treats as letters.
pub fn searched(text: &str) -> String {
    if text.is_ascii() && !text.contains(['+', '#']) {
        return text.to_ascii_lowercase();
    }
    let plain: String = text.nfkd().filter(|c| !is_accent(*c)).collect();
    let plain: String = plain.to_lowercase().to_uppercase().to_lowercase().nfc().collect();
    let mut out = String::with_capacity(plain.len());
    let mut rest = plain.chars().peekable();
    while let Some(c) = rest.next() {
        if is_pictograph(c) || is_unspaced(c) {
            // Writing to a string can't fail.
            _ = write!(out, " \u{E000}{:x} ", u32::from(c));
            continue;
        }
        out.push(c);
        if c.is_alphanumeric() {
            let signs: String = std::iter::from_fn(|| rest.next_if(|c| matches!(c, '+' | '#'))).collect();
            let ends_word = !rest.peek().is_some_and(|c| c.is_alphanumeric());
            out.push_str(&if ends_word { signs.replace('+', "\u{E001}").replace('#', "\u{E002}") } else { signs });
        }
    }
    out
}

/// Whether a character is of a script that is written without spaces between words: Chinese, Japanese, Thai, Lao, Burmese
/// or Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
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
        assert_eq!(searched("C++, C# and +a#b"), "c\u{E001}\u{E001}, c\u{E002} and +a#b");
        assert_eq!(searched("TV買う"), "tv \u{E000}8cb7  \u{E000}3046 ");
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
