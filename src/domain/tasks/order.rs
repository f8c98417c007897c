//! The orders that tasks are moved in.

use jiff::civil::Date;

use super::Task;
use crate::domain::list::position::Position;
use crate::domain::sections::SectionId;

/// The order in which tasks are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The manual order, and the section that they move to as well, if one is given.
    ByHand { section: Option<Option<SectionId>> },
    /// That of a day, for which they are planned then.
    OfDay(Date),
}

impl Order {
    /// The section that tasks move to.
    pub fn section(self) -> Option<Option<SectionId>> {
        match self {
            Self::ByHand { section } => section,
            Self::OfDay(_) => None,
        }
    }

    /// Where a task stands in this order.
    pub fn position_of(self, task: &Task) -> Position {
        match self {
            Self::ByHand { .. } => task.position.clone(),
            Self::OfDay(_) => task.place_in_day(),
        }
    }
}
