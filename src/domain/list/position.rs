//! Positions in a manual order. Something always fits between two of them.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::domain::rules::Broken;
use crate::error::{Error, Result};

/// A position in a manual order: a fraction between 0 and 1 as hexadecimal digits without trailing zeros. Positions
/// sort as texts, and there is always another between two of them, so moving one object changes only that object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Position(SmolStr);

impl Position {
    /// The most digits of a valid position.
    const MAX_DIGITS: usize = 4_000;
    /// The most digits of a position that a move gives out. Where it would need more, its neighbours move apart.
    pub const LONG: usize = 64;
    /// The most digits after neighbours have moved apart: few, so that they seldom need to.
    pub const SHORT: usize = 32;

    /// The position of the object created with this number: after everything created before it.
    pub fn made(number: i64) -> Self {
        // Not by `format!`, which is slow: a page makes one for each of its tasks.
        let mut digits = [b'8'; 15];
        let mut rest = number;
        for digit in digits.iter_mut().rev().skip(1) {
            let nibble = rest.to_le_bytes()[0] & 0xf;
            *digit = if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
            rest >>= 4;
        }
        Self(str::from_utf8(&digits).unwrap_or_default().into())
    }

    /// Wraps a stored position, which was checked before.
    pub fn from_store(digits: &str) -> Self {
        Self(digits.into())
    }

    /// Whether it is empty, as stored for an object that was never moved.
    pub fn is_unset(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is well-formed.
    pub fn is_valid(&self) -> bool {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        self.0.len() <= Self::MAX_DIGITS && self.0.bytes().all(is_digit) && !self.0.is_empty() && !self.0.ends_with('0')
    }

    /// Refuses a malformed position.
    pub fn check(&self, field: &'static str) -> Result<(), Broken> {
        if self.is_valid() { Ok(()) } else { Err(Broken::impossible(field, "The position is malformed.")) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A position between two others; `None` means that end of the list.
    pub fn between(before: Option<&Self>, after: Option<&Self>) -> Result<Self> {
        let low = before.map_or("", Self::as_str).as_bytes();
        let high = after.map(|after| after.0.as_bytes());
        let mut digits = String::new();
        // Copy the digits while both agree; the first gap with room ends it.
        let mut bounded = high;
        for index in 0..Self::MAX_DIGITS {
            let least = low.get(index).map_or(0, |byte| digit(*byte));
            let most = bounded.map_or(16, |high| high.get(index).map_or(0, |byte| digit(*byte)));
            let middle = u32::midpoint(least, most);
            if middle > least {
                digits.extend(char::from_digit(middle, 16));
                return Ok(Self(digits.into()));
            }
            digits.extend(char::from_digit(least, 16));
            if most > least {
                bounded = None;
            }
        }
        Err(Error::conflict("", "There is no room left at this place. Move its neighbour first."))
    }

    /// So many positions between two others, in order and evenly spread; `None` if one would have more digits.
    pub fn spread(before: Option<&Self>, after: Option<&Self>, count: usize, digits: usize) -> Option<Vec<Self>> {
        let mut positions = Vec::with_capacity(count);
        Self::bisect(before, after, count, digits, &mut positions).then_some(positions)
    }

    fn bisect(low: Option<&Self>, high: Option<&Self>, count: usize, digits: usize, into: &mut Vec<Self>) -> bool {
        let Some(rest) = count.checked_sub(1) else { return true };
        let Ok(middle) = Self::between(low, high) else { return false };
        if middle.0.len() > digits || !Self::bisect(low, Some(&middle), rest / 2, digits, into) {
            return false;
        }
        into.push(middle.clone());
        Self::bisect(Some(&middle), high, rest - rest / 2, digits, into)
    }
}

fn digit(byte: u8) -> u32 {
    char::from(byte).to_digit(16).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_made_later_comes_later() {
        assert!(Position::made(9) < Position::made(10));
        assert!(Position::made(255) < Position::made(256));
        assert!(Position::made((1 << 53) - 2) < Position::made((1 << 53) - 1));
        assert!(Position::made(16).is_valid());
        assert_eq!(Position::made(0x00ab_cdef_0123_4567).as_str(), "abcdef012345678");
    }

    proptest! {
        #[test]
        fn there_is_always_a_place_between(moves in prop::collection::vec((0..100_usize, 0..100_usize), 1..200)) {
            let mut order: Vec<Position> = (1..=5).map(Position::made).collect();
            for (from, to) in moves {
                order.remove(from % order.len());
                let to = to % (order.len() + 1);
                let before = to.checked_sub(1).map(|index| &order[index]);
                let position = Position::between(before, order.get(to)).unwrap();
                prop_assert!(position.is_valid(), "{position:?}");
                order.insert(to, position);
                prop_assert!(order.is_sorted_by(|a, b| a < b), "{order:?}");
            }
        }

        #[test]
        fn the_same_spot_takes_many(count in 1..500_usize) {
            let (first, mut last) = (Position::made(1), Position::made(2));
            for _ in 0..count {
                last = Position::between(Some(&first), Some(&last)).unwrap();
                prop_assert!(first < last && last.is_valid());
            }
        }
    }
}
