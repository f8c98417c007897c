//! Why a part of a line that looks like a date is not understood.

/// What is wrong with a part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Only a part of it is a date: `friday 13`.
    Part,
    /// Two days or times: `9 to 11am`.
    Range,
    /// A time in a named zone: `10:30 PST`.
    Zone,
    /// The day and the month can be told apart in two ways: `3/12`.
    Order,
    /// The date is on another weekday: `friday 5 dec`.
    Weekday,
    /// A date in digits amid a title, where a fraction looks the same: `call 31/12 about it`.
    Amid,
    /// A later date of the line counts instead.
    Other,
    /// Nothing is due then: `until friday`.
    Limit,
    /// It would repeat more often than daily: `every 8 hours`.
    Hours,
    /// No rule can say it: `every other weekday`.
    Rule,
    /// It is over: `until yesterday`.
    Past,
    /// A priority as other programs write it: `p1`.
    Priority,
    /// An estimate in days: `~1d`.
    Estimate,
    /// A project may have a longer name: `+Acme Corp`.
    Project,
    /// A tag that ends with a sign: `#a/`.
    Tag,
}
