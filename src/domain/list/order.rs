//! Where to put something in a manual order.

use crate::domain::list::position::Position;
use crate::error::{Error, Result};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Right after the object with this number.
    After(i64),
    Before(i64),
}

impl Place {
    /// Reads a place from outside: exactly one of the two must be given.
    pub fn parse(after: Option<i64>, before: Option<i64>) -> Result<Self> {
        match (after, before) {
            (Some(id), None) => Ok(Self::After(id)),
            (None, Some(id)) => Ok(Self::Before(id)),
            _ => Err(Error::invalid("after", "Give either `after` or `before`.")),
        }
    }

    /// Reads a place from outside that need not be given.
    pub fn parse_given(after: Option<i64>, before: Option<i64>) -> Result<Option<Self>> {
        if after.or(before).is_none() { Ok(None) } else { Self::parse(after, before).map(Some) }
    }

    /// The neighbour's number.
    pub fn neighbour(self) -> i64 {
        match self {
            Self::After(id) | Self::Before(id) => id,
        }
    }

    /// The same side of another neighbour.
    pub fn beside(self, id: i64) -> Self {
        match self {
            Self::After(_) => Self::After(id),
            Self::Before(_) => Self::Before(id),
        }
    }

    /// The input field it came from.
    pub fn field(self) -> &'static str {
        match self {
            Self::After(_) => "after",
            Self::Before(_) => "before",
        }
    }

    /// The position among a few objects that are given in order. If it would be long, all of them move apart: returns the
    /// new positions by number.
    pub fn among<'p>(
        self,
        others: impl Iterator<Item = (i64, &'p Position)>,
        moved: i64,
    ) -> Result<Vec<(i64, Position)>> {
        let others: Vec<(i64, &Position)> = others.filter(|(id, _)| *id != moved).collect();
        let index = others.iter().position(|(id, _)| *id == self.neighbour());
        let index =
            index.ok_or_else(|| Error::invalid(self.field(), "There is nothing with this number to put it beside."))?;
        let gap = match self {
            Self::After(_) => index + 1,
            Self::Before(_) => index,
        };
        let at = |index: usize| others.get(index).map(|(_, position)| *position);
        if let Some(position) = Position::spread(gap.checked_sub(1).and_then(at), at(gap), 1, Position::LONG) {
            return Ok(position.into_iter().map(|position| (moved, position)).collect());
        }
        let mut order: Vec<i64> = others.iter().map(|(id, _)| *id).collect();
        order.insert(gap, moved);
        let positions = Position::spread(None, None, order.len(), Position::SHORT).unwrap_or_default();
        Ok(order.into_iter().zip(positions).collect())
    }
}
