use super::*;

/// Enough German to see that a language is data.
static GERMAN: Language = Language {
    code: "de",
    words: &[
        ("alle", Word::Every),
        ("am", Word::On),
        ("bis", Word::Until),
        ("freitag", Word::Weekday(Weekday::Friday)),
        ("heute", Word::Today),
        ("in", Word::In),
        ("jeden", Word::Every),
        ("letzten", Word::Last),
        ("mal", Word::Times),
        ("monat", Word::Unit(Unit::Month)),
        ("montag", Word::Weekday(Weekday::Monday)),
        ("morgen", Word::Tomorrow),
        ("märz", Word::Month(3)),
        ("tag", Word::Unit(Unit::Day)),
        ("tage", Word::Unit(Unit::Day)),
        ("tagen", Word::Unit(Unit::Day)),
        ("um", Word::At),
        ("und", Word::And),
        ("woche", Word::Unit(Unit::Week)),
        ("wochen", Word::Unit(Unit::Week)),
    ],
    priorities: &[("hoch", Priority::High)],
    ordinal_marks: &["."],
    minute_marks: &["m"],
    hour_marks: &["h", "std"],
    half_marks: &[],
    zones: &[],
    habits: &[],
    measures: &[],
    numbered: &[],
    hints: &[],
    written: Written {
        today: "heute",
        tomorrow: "morgen",
        weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        months: ["Januar", "Februar", "März", "", "", "", "", "", "", "", "", ""],
        units: [("Tag", "Tage"), ("Woche", "Wochen"), ("Monat", "Monate"), ("Jahr", "Jahre")],
        every: "jeden",
        workday: "Werktag",
        on: "am",
        on_the: "am",
        last: "letzten",
        and: "und",
        until: "bis",
        times: ("mal", "mal"),
        ..ENGLISH.written
    },
};

#[test]
fn another_language_is_data_alone() {
    let context = Context { language: &GERMAN, ..monday() };
    assert_table(
        &context,
        &[
            ("Bob anrufen MORGEN um 9", "Bob anrufen | due 2026-11-24 | at 09:00"),
            ("Bob anrufen in 3 Tagen", "Bob anrufen | due 2026-11-26"),
            ("Bob anrufen am Freitag", "Bob anrufen | due 2026-11-27"),
            ("Bob anrufen 12. MÄRZ", "Bob anrufen | due 2027-03-12"),
            (
                "Laufen jeden Montag und Freitag bis 24.12.",
                "Laufen | due 2026-11-23 | FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261224",
            ),
            ("Laufen alle 2 Wochen 5 mal", "Laufen | due 2026-11-23 | FREQ=WEEKLY;INTERVAL=2;COUNT=5"),
            ("Laufen ~2std !hoch tomorrow", "Laufen tomorrow | 120 min | high"),
        ],
    );
}

#[test]
fn the_words_are_in_order() {
    assert!(ENGLISH.words.is_sorted_by(|(one, _), (other, _)| one <= other));
    assert!(ENGLISH.words.iter().all(|(word, _)| word.to_lowercase() == *word && word.len() <= 32));
}
