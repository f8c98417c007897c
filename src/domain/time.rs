//! Due dates, recurrence and time zones.

pub mod due;
pub mod recurrence;
pub mod zone;
