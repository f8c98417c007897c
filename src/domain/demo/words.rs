//! The words of the demo data.

pub const PROJECTS: [&str; 5] = ["House", "Work", "Garden", "Trip to the coast", "Learning"];

/// The sections: the index of their project, and their names.
pub const SECTIONS: [(usize, &str); 4] = [(0, "Papers"), (0, "Repairs"), (3, "Before we go"), (3, "To pack")];

pub const TAGS: [&str; 8] = ["home", "errand", "phone", "computer", "waiting", "read", "family", "money"];

/// The saved views: names and queries.
pub const VIEWS: [(&str, &str); 2] =
    [("Waiting for others", "is:open tag:waiting"), ("Quick wins", "is:open estimate:<=15m")];

const VERBS: [&str; 24] = [
    "Call",
    "Write to",
    "Ask about",
    "Compare",
    "Order",
    "Repair",
    "Clean",
    "Sort",
    "Paint",
    "Measure",
    "Draft",
    "Review",
    "Book",
    "Cancel",
    "Renew",
    "Return",
    "Collect",
    "Print",
    "Scan",
    "Plan",
    "Discuss",
    "Photograph",
    "Replace",
    "Test",
];
const THINGS: [&str; 32] = [
    "the plumber",
    "the invoice",
    "the contract",
    "the heating",
    "the shelves",
    "the bicycle",
    "the passport",
    "the garden fence",
    "the kitchen lamp",
    "the insurance",
    "the tax papers",
    "the slides",
    "the report",
    "the backup",
    "the router",
    "the curtains",
    "the train tickets",
    "the hotel",
    "the vaccination",
    "the glasses",
    "the piano tuner",
    "the chimney sweep",
    "the newsletter",
    "the prototype",
    "the survey",
    "the budget",
    "the interview",
    "the recipe",
    "the tent",
    "the winter tyres",
    "the letterbox",
    "the smoke alarm",
];
const DETAILS: [&str; 40] = [
    "before the holidays",
    "with Kim",
    "for the office",
    "for the kitchen",
    "at the weekend",
    "for Grandma",
    "once more",
    "in the cellar",
    "by letter",
    "for next quarter",
    "with the neighbours",
    "near the station",
    "for the flat",
    "after the meeting",
    "with photographs",
    "on the balcony",
    "for the club",
    "in the attic",
    "for school",
    "by phone",
    "with a drawing",
    "for the landlord",
    "in the workshop",
    "for the bank",
    "with a checklist",
    "for the festival",
    "at the market",
    "for the audit",
    "in the library",
    "for the team",
    "with a deposit",
    "for the summer",
    "at the town hall",
    "for the cousins",
    "on paper",
    "for the archive",
    "in the bathroom",
    "for the choir",
    "in pairs",
    "without hurry",
];

/// One of some thirty thousand titles.
pub fn generated_title(number: u64) -> String {
    let pick = |words: &[&'static str], number: u64| -> &'static str {
        let index = usize::try_from(number % words.len() as u64).unwrap_or(0);
        words.get(index).copied().unwrap_or_default()
    };
    let (verb, thing) = (pick(&VERBS, number), pick(&THINGS, number / 32));
    format!("{verb} {thing} {}", pick(&DETAILS, number / 4_096))
}
