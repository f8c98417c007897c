mod corpus;
mod days_and_times;
mod hints;
mod languages;
mod properties;
mod ranges;
mod repetitions;

use jiff::civil::{date, time};

use super::*;

/// Monday, 23 November 2026, at ten in the morning.
static UTC: TimeZone = TimeZone::UTC;

fn monday() -> Context<'static> {
    at(date(2026, 11, 23).at(10, 0, 0, 0))
}

fn at(now: DateTime) -> Context<'static> {
    Context {
        now,
        instant: UTC.to_timestamp(now).unwrap_or(Timestamp::MAX),
        zone: &UTC,
        today: now.date(),
        day_start: Time::midnight(),
        week_start: Weekday::Monday,
        language: &ENGLISH,
        date_order: None,
        projects: &[],
    }
}

/// The captured task on one short line, for comparison.
fn short(captured: &Captured) -> String {
    let mut out = captured.title.clone();
    let mut add = |part: Option<String>| out.extend(part.map(|part| format!(" | {part}")));
    add(captured.due.map(|due| format!("due {due}")));
    add(captured.due_time.map(|time| format!("at {}", time.strftime("%H:%M"))));
    add(captured.start.map(|start| format!("from {start}")));
    add(captured.estimate.map(|minutes| format!("{minutes} min")));
    add(captured.priority.map(|priority| priority.as_str().to_owned()));
    add(captured.project.clone().map(|name| format!("+{name}")));
    add(Some(captured.tags.join(",")).filter(|tags| !tags.is_empty()).map(|tags| format!("#{tags}")));
    add(captured.recurrence.clone().map(|rule| rule.rule + if rule.from_completion { " (completion)" } else { "" }));
    out
}

fn assert_table(context: &Context<'_>, table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (line, expected) in table {
        let captured = parse(line, context);
        if short(&captured) != *expected {
            wrong.push(format!("{line:?}\n   expected {expected:?}\n        got {:?}", short(&captured)));
        }
        let printed = print(&captured, context.language);
        let again = parse(&printed, context);
        if without_spans(again.clone()) != without_spans(captured.clone()) {
            wrong.push(format!("{line:?} printed {printed:?}\n   read {again:?}\n   not {captured:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn without_spans(captured: Captured) -> Captured {
    Captured { spans: Vec::new(), hints: Vec::new(), ..captured }
}

#[test]
fn the_line_of_the_readme_is_understood_whole() {
    let captured = parse("Pay rent every 1st 9am #home +House !high ~15m ^monday", &monday());
    let rule = Rule { rule: "FREQ=MONTHLY;BYMONTHDAY=1".into(), from_completion: false };
    assert_eq!(
        without_spans(captured.clone()),
        Captured {
            title: "Pay rent".into(),
            due: Some(date(2026, 12, 1)),
            due_time: Some(time(9, 0, 0, 0)),
            start: Some(date(2026, 11, 30)),
            estimate: Some(15),
            priority: Some(Priority::High),
            project: Some("House".into()),
            tags: vec!["home".into()],
            recurrence: Some(rule),
            spans: vec![],
            hints: vec![],
        }
    );
    let labels: Vec<_> = captured.spans.iter().map(|span| (span.kind, span.label.as_str())).collect();
    assert_eq!(
        labels,
        [
            (SpanKind::Recurrence, "every month on the 1st"),
            (SpanKind::Time, "09:00"),
            (SpanKind::Tag, "home"),
            (SpanKind::Project, "House"),
            (SpanKind::Priority, "high priority"),
            (SpanKind::Estimate, "15 min"),
            (SpanKind::Start, "from Mon 30 Nov"),
        ]
    );
}

#[test]
fn marks_are_understood() {
    assert_table(
        &monday(),
        &[
            ("Paint #Home #DIY/Walls #v1.0", "Paint | #diy/walls,home,v1.0"),
            ("Paint #home #home", "Paint | #home"),
            ("Paint #Straße #größe", "Paint | #grösse,strasse"),
            ("Paint #हिन्दी #தமிழ் #İstanbul #ΣΊΣΥΦΟΣ", "Paint | #i\u{307}stanbul,σίσυφος,हिन्दी,தமிழ்"),
            ("Paint #ÄRGER", "Paint | #ärger"),
            ("Fix #12 #1a", "Fix #12 | #1a"),
            ("Learn C#", "Learn C#"),
            ("Paint # #!", "Paint # #!"),
            ("Paint #a#b", "Paint #a#b"),
            ("Paint +House", "Paint | +House"),
            ("Paint +House.", "Paint. | +House"),
            ("Paint +\"My House\" now", "Paint now | +My House"),
            ("Paint +“My \"red\" House” now", "Paint now | +My \"red\" House"),
            ("Paint +“My House", "Paint +“My House"),
            ("Paint +\"\" now", "Paint +\"\" now"),
            ("Paint +\" \" now", "Paint +\" \" now"),
            ("Paint +\"My House\"now", "Paint +\"My House\"now"),
            ("Paint +R&D", "Paint | +R&D"),
            ("Paint +5 1+1 C++ +", "Paint +5 1+1 C++ +"),
            ("Paint +A +B", "Paint +B | +A"),
            ("Paint !high", "Paint | high"),
            ("Paint !Medium !low", "Paint !low | medium"),
            ("Paint !low", "Paint | low"),
            ("Paint !none", "Paint | none"),
            ("Paint !1", "Paint | high"),
            ("Paint !2", "Paint | medium"),
            ("Paint !3", "Paint | low"),
            ("Paint !4 !important !! !", "Paint !4 !important !! !"),
            ("50% off!", "50% off!"),
            ("Paint ~15m", "Paint | 15 min"),
            ("Paint ~15min", "Paint | 15 min"),
            ("Paint ~2h", "Paint | 120 min"),
            ("Paint ~1h30m", "Paint | 90 min"),
            ("Paint ~1h30", "Paint | 90 min"),
            ("Paint ~1h 30m", "Paint | 90 min"),
            ("Paint ~1 h 30 min", "Paint | 90 min"),
            ("Paint ~90 min", "Paint | 90 min"),
            ("Paint ~2 hours ~1.5 h", "Paint ~1.5 h | 120 min"),
            ("Paint ~1.5 hours", "Paint | 90 min"),
            ("Buy ~5 min. eggs", "Buy. eggs | 5 min"),
            ("Paint ~1h 30", "Paint 30 | 60 min"),
            ("Paint ~1h, 30m of it", "Paint, 30m of it | 60 min"),
            ("Paint ~20m 30m", "Paint 30m | 20 min"),
            ("Paint ~1.5h", "Paint | 90 min"),
            ("Paint ~1,5h", "Paint | 90 min"),
            ("Paint ~0.25H", "Paint | 15 min"),
            ("Paint ~90", "Paint | 90 min"),
            ("Buy ~5 eggs", "Buy ~5 eggs"),
            ("Buy ~5m rope ~10 tomorrow", "Buy rope ~10 | due 2026-11-24 | 5 min"),
            ("Paint ~1000h", "Paint | 60000 min"),
            ("Paint ~1001h ~0 ~ ~/x ~5x ~1.5m ~99999999999", "Paint ~1001h ~0 ~ ~/x ~5x ~1.5m ~99999999999"),
            ("Paint ^monday", "Paint | from 2026-11-30"),
            ("Paint ^2026-12-01", "Paint | from 2026-12-01"),
            ("Paint ^tomorrow friday", "Paint | due 2026-11-27 | from 2026-11-24"),
            ("Paint ^next week", "Paint | from 2026-11-30"),
            ("Paint ^in 3 days", "Paint | from 2026-11-26"),
            ("Paint ^12 dec", "Paint | from 2026-12-12"),
            ("Paint ^dec 12", "Paint | from 2026-12-12"),
            ("Paint ^the end of the month", "Paint | from 2026-11-30"),
            ("Paint ^5 ^ ^x ^9am", "Paint ^5 ^ ^x ^9am"),
            ("Write an e-mail", "Write an e-mail"),
        ],
    );
}

#[test]
fn of_several_dates_the_last_counts_and_of_others_the_first() {
    assert_table(
        &monday(),
        &[
            ("Call friday tomorrow", "Call friday | due 2026-11-24"),
            ("Call 9am 10am", "Call 9am | due 2026-11-24 | at 10:00"),
            ("Run daily weekly", "Run weekly | due 2026-11-23 | FREQ=DAILY"),
            ("Run daily every monday", "Run every monday | due 2026-11-23 | FREQ=DAILY"),
            ("Run ~5m ~6m", "Run ~6m | 5 min"),
        ],
    );
}

#[test]
fn quotes_and_backslashes_keep_words() {
    assert_table(
        &monday(),
        &[
            ("Watch \"The Day After Tomorrow\" friday", "Watch \"The Day After Tomorrow\" | due 2026-11-27"),
            ("Watch “tomorrow #x” friday", "Watch “tomorrow #x” | due 2026-11-27"),
            ("Watch \"tomorrow friday", "Watch \"tomorrow | due 2026-11-27"),
            ("A 5\" pipe tomorrow", "A 5\" pipe | due 2026-11-24"),
            ("Watch \\tomorrow", "Watch tomorrow"),
            ("Watch \\tomorrow friday", "Watch tomorrow | due 2026-11-27"),
            ("Watch \\\\tomorrow", "Watch \\tomorrow"),
            ("friday \\tomorrow", "tomorrow | due 2026-11-27"),
            ("\\tomorrow", "tomorrow"),
            ("Watch \\in 3 days", "Watch in 3 days"),
            ("Watch in \\3 days", "Watch in 3 days"),
            ("Read \\30th", "Read 30th"),
            ("Read \\\\30th", "Read \\30th"),
            ("Watch \\by friday", "Watch by friday"),
            ("Run \\every day at 11 until fri", "Run every day until fri | due 2026-11-23 | at 11:00"),
            ("Run every day at 11 \\until fri", "Run until fri | due 2026-11-23 | at 11:00 | FREQ=DAILY"),
            ("C:\\tomorrow \\x \\ \\\\", "C:\\tomorrow \\x \\ \\\\"),
            ("Watch \\#x \\+y \\!1 \\~5m \\^fri \\+\"a b\"", "Watch #x +y !1 ~5m ^fri +\"a b\""),
            ("Watch \\#12", "Watch \\#12"),
            ("Watch \\\"tomorrow\"", "Watch \\\"tomorrow\""),
        ],
    );
}

#[test]
fn blanks_and_punctuation_stay_sensible() {
    assert_table(
        &monday(),
        &[
            ("", ""),
            (" \t ", ""),
            ("  Call   Bob  ", "Call   Bob"),
            ("  Call   friday   Bob  ", "Call Bob | due 2026-11-27"),
            ("Call\u{a0}friday\u{3000}Bob", "Call Bob | due 2026-11-27"),
            ("Call Bob tomorrow, then Ann", "Call Bob, then Ann | due 2026-11-24"),
            ("Call Bob tomorrow.", "Call Bob. | due 2026-11-24"),
            ("Call Bob tomorrow?!", "Call Bob?! | due 2026-11-24"),
            ("Call Bob tomorrow,", "Call Bob | due 2026-11-24"),
            ("Tomorrow: call Bob", "call Bob | due 2026-11-24"),
            ("Tomorrow, 9am, call Bob", "call Bob | due 2026-11-24 | at 09:00"),
            ("Call Bob #home, tomorrow, 9am.", "Call Bob. | due 2026-11-24 | at 09:00 | #home"),
            ("Call Bob #a, \\#b", "Call Bob, #b | #a"),
            ("Next, week", "Next, week"),
            ("#home", "#home"),
            ("tomorrow #home, 9am.", "tomorrow #home, 9am."),
            (" every day ", "every day"),
            ("Call at tomorrow", "Call at | due 2026-11-24"),
            ("Call every #x day", "Call every day | #x"),
            ("Call in #x 3 days", "Call in 3 days | #x"),
            ("Call at #x 9", "Call at 9 | #x"),
            ("Call at 2026-12-24", "Call at | due 2026-12-24"),
        ],
    );
}

#[test]
fn labels_say_what_was_understood() {
    for (line, labels) in [
        ("x today", "today, Mon 23 Nov"),
        ("x tomorrow", "tomorrow, Tue 24 Nov"),
        ("x 12 dec 2027", "Sun 12 Dec 2027"),
        ("x 9am", "tomorrow, Tue 24 Nov, 09:00"),
        ("x in 2 hours", "today, Mon 23 Nov, 12:00"),
        ("x friday 9am", "Fri 27 Nov; 09:00"),
        ("x every mon, wed and fri until 24 dec", "every week on Mon, Wed and Fri until Thu 24 Dec"),
        ("x every weekday", "every weekday"),
        ("x every 2 weeks on tue 5 times", "every 2 weeks on Tue, 5 times"),
        ("x every! 3 days", "every 3 days after completion"),
        ("x every 1st monday of may", "every year on the 1st Mon of May"),
        ("x every last day", "every month on the last day"),
        ("x every 12 dec", "every year on 12 Dec"),
        ("x every evening until 24 dec", "every day 19:00 until Thu 24 Dec"),
        ("x every evening at 8", "every day; 20:00"),
        ("x every day for 2 weeks", "every day until Sun 6 Dec"),
        ("x every day 9am for 2 weeks", "every day; 09:00; until Mon 7 Dec"),
        ("x every quarter", "every 3 months"),
        ("x every day 11:00 for 1 time", "every day; 11:00; 1 time"),
        ("x ~90 !none", "1 h 30 min; no priority"),
        ("x ~2h ^tomorrow", "2 h; from tomorrow, Tue 24 Nov"),
    ] {
        let captured = parse(line, &monday());
        let found: Vec<_> = captured.spans.iter().map(|span| span.label.as_str()).collect();
        assert_eq!(found.join("; "), labels, "{line}");
    }
}

#[test]
fn a_line_is_printed_as_a_person_would_write_it() {
    for (line, printed) in [
        (
            "Pay rent every 1st 9am #home +House !high ~15m ^monday",
            "Pay rent every month on the 1st 09:00 2026-12-01 ^2026-11-30 ~15m !high +House #home",
        ),
        ("Watch \\tomorrow fri", "Watch \\tomorrow 2026-11-27"),
        ("Meet at fri", "Meet at 2026-11-27"),
        ("Meet at #x 9", "Meet \\at 9 #x"),
        ("Meet #x by fri on", "2026-11-27 #x, Meet on"),
        ("+\"a b\" Say \"", "+\"a b\", Say \""),
        ("+\"a 9am b\" Say \"", "+\"a 9am b\", Say \""),
        ("friday Wait until", "2026-11-27, Wait until"),
    ] {
        assert_eq!(print(&parse(line, &monday()), &ENGLISH), printed, "{line}");
    }
}

#[test]
fn a_rule_that_no_words_say_is_not_printed() {
    for rule in [
        "FREQ=WEEKLY;BYMONTH=7;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=2MO,3TU",
        "FREQ=YEARLY;BYDAY=2MO,-1FR",
        "x",
        "",
    ] {
        let recurrence = Some(Rule { rule: rule.into(), from_completion: false });
        let captured = Captured { title: "Run".into(), recurrence, ..Captured::default() };
        assert_eq!(print(&captured, &ENGLISH), "Run", "{rule}");
    }
}
