//! What English says about parts of a line that are not understood.

use super::flaw::Flaw;

pub(super) static HINTS: &[(Flaw, &str)] = &[
    (Flaw::Part, "Only a part of this is a date or a time. Write it as fri, 24 dec or 24 dec 9am."),
    (Flaw::Range, "A task is due once. Write the start, and the length as ~2h."),
    (Flaw::Zone, "Times are in your own time zone. Write the time there, without {}."),
    (Flaw::Order, "The day or the month can come first. Write {} or {}."),
    (Flaw::Amid, "If it is due then, write on {}."),
    (Flaw::Weekday, "That day is a {}. Correct the weekday or leave it out."),
    (Flaw::Other, "The last date counts. Leave this one out if it is a date."),
    (Flaw::Limit, "This says no due. Write by {} if it is due then."),
    (Flaw::Hours, "A task repeats once a day at most. Write every day 9am."),
    (Flaw::Rule, "A task can't repeat like this. Write its days, such as every mon and thu."),
    (Flaw::Past, "That day is over. Write a later one."),
    (Flaw::Priority, "For a priority, write !high, !medium or !low."),
    (Flaw::Estimate, "An estimate is in hours or minutes. Write ~8h for a day."),
    (Flaw::Project, "For a longer name, write {}."),
    (Flaw::Tag, "A tag ends with a letter or a digit. Write {}."),
];

/// Habits from other programs.
pub(super) static HABITS: &[(&str, Flaw)] = &[
    ("!!", Flaw::Priority),
    ("!!!", Flaw::Priority),
    ("p1", Flaw::Priority),
    ("p2", Flaw::Priority),
    ("p3", Flaw::Priority),
    ("p4", Flaw::Priority),
    ("~d", Flaw::Estimate),
    ("~day", Flaw::Estimate),
    ("~days", Flaw::Estimate),
    ("~w", Flaw::Estimate),
];

/// What is counted in parts: “13/16 inch”, “17/12 done”.
pub(super) static MEASURES: &[&str] = &[
    "cup", "cups", "done", "finished", "hp", "in", "inch", "inches", "left", "lb", "lbs", "mi", "mile", "miles", "mm",
    "oz", "passed", "points", "ratio", "read", "ready", "scale", "screen", "screens", "solved", "tbsp", "tsp", "video",
    "videos", "votes",
];

/// What is named by such a number: “room 31/12”.
pub(super) static NUMBERED: &[&str] = &[
    "apartment",
    "apt",
    "box",
    "case",
    "chapter",
    "file",
    "flat",
    "invoice",
    "lot",
    "no",
    "number",
    "page",
    "plot",
    "ratio",
    "room",
    "route",
    "score",
    "section",
    "ticket",
    "unit",
    "version",
];

/// The zones that people name after a time.
pub(super) static ZONES: &[&str] = &[
    "ACST", "ADT", "AEDT", "AEST", "AKST", "AST", "AWST", "BST", "CDT", "CEST", "CET", "CST", "EDT", "EEST", "EET",
    "EST", "ET", "GMT", "HKT", "HST", "IST", "JST", "KST", "MDT", "MSK", "MST", "NZDT", "NZST", "PDT", "PST", "PT",
    "SGT", "UTC", "WEST", "WET", "Z", "cest", "cet", "edt", "gmt", "pdt", "pst", "utc",
];
