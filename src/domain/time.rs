//! Due dates, planned times, recurrence and time zones.

pub mod due;
pub mod planned;
pub mod recurrence;
pub mod zone;
