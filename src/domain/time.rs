//! When: due dates, recurrence, time zones.

pub mod due;
pub mod recurrence;
pub mod zone;
