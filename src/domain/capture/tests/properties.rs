use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::time::recurrence;

#[test]
fn the_calendar_has_ends() {
    // Years before the first can't be printed, but the phrases must not be lost.
    for (day, can_be_printed) in [(Date::MIN, false), (date(1, 1, 2), true), (Date::MAX, true)] {
        for word in PIECES.split(' ') {
            for line in [
                format!("x {word}"),
                format!("x next {word}"),
                format!("x every {word}"),
                format!("x in 9999 {word}"),
                format!("x end of {word}"),
            ] {
                for week_start in [Weekday::Monday, Weekday::Sunday] {
                    let context = Context { week_start, ..at(day.at(23, 59, 0, 0)) };
                    check_nothing_is_lost(&line, &parse(&line, &context));
                    if can_be_printed {
                        check(&line, &context);
                    }
                }
            }
        }
    }
}

#[test]
fn whatever_comes_after_the_last_day_is_the_last_day() {
    let last = at(Date::MAX.at(23, 59, 0, 0));
    for line in ["Rest today", "Rest tomorrow", "Rest in 3 days"] {
        let captured = parse(line, &last);
        assert_eq!((captured.title.as_str(), captured.due), ("Rest", Some(Date::MAX)), "{line}");
    }
}

#[test]
fn twice_the_line_is_twice_the_reading() {
    let pieces = [
        "every ",
        "in 3 ",
        "every mon, ",
        "mon, ",
        "\\",
        "\\ ",
        "\" ",
        "“ ",
        "“\"",
        "+\"a ",
        "+\"a\"b ",
        "+“\" ",
        "#a ",
        "on by at ",
        "every 1st, ",
        "every day ",
        "until ",
        "~1h",
        "tomorrow, ",
        "1.2.",
        "…",
        "#",
        "a",
        "\u{301}",
        "every! ",
        "every day 5 times ",
        "the end of ",
    ];
    let mut read = 0;
    for piece in pieces {
        let effort = |length: usize| {
            effort::take();
            let captured = parse(&piece.repeat(length / piece.len()), &monday());
            let parsed = effort::take();
            let _line = print(&captured, &ENGLISH);
            [parsed, effort::take()]
        };
        for (once, twice) in effort(5_000).into_iter().zip(effort(10_000)) {
            read += twice;
            assert!(twice < once * 21 / 10 + 100, "{piece:?} read {once}, twice as often {twice}");
        }
    }
    assert!(read > 500_000, "hardly anything was counted: {read}");
}

/// Pieces for random lines of all kinds.
const PIECES: &str = "Call Bob é 日本 e\u{301} tomorrow today tonight fri Monday sun next week month this weekend weekday in \
    3 a two days hours 12 9 mondays weekends mon-fri dec may 2027 12th 1st 15th, of the december 2026-12-24 2026-02-31 24.12. 24.12.2027 31 feb \
    end 9am 9:30pm 14:30 09:00 am pm noon at on by due every every! Every other day daily weekly quarterly last first \
    second mon, mon,wed and until for 5 times after before from starting morning evening 5th except to working day quarter fortnight between - @ or eom 2026/12/01 through as start beginning 9 to 12. ~1 ~15 min h 1h 30m jan completion ~1h 30m #tag #Tag2 #12 # #ß +House +R&D +\"My_House\" +“My_\"House” \
    +\" +5 + !high !1 !none ! !! ~15m ~1.5h ~90 ~0 ~ ^monday ^in ^next ^2026-12-01 ^ ^12 \" “ ” \"x x\" \\ \\\\ \\tomorrow \
    \\every \\#tag \\+\" , . ?! … ; : - ( ) C# 1+1 50%";

fn piece() -> impl Strategy<Value = String> {
    let fixed: Vec<String> = PIECES.split(' ').map(|piece| piece.replace('_', " ")).collect();
    prop_oneof![12 => prop::sample::select(fixed), 1 => "[a-z]{1,4}", 1 => any::<String>()]
}

fn line() -> impl Strategy<Value = String> {
    let blank = prop::sample::select(vec![" ", " ", " ", " ", " ", "  ", "\t", "", "\u{a0}", ", ", " \\"]);
    prop::collection::vec((piece(), blank), 0..14)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, blank)| piece + blank).collect())
}

fn context() -> impl Strategy<Value = Context<'static>> {
    (0..4_000_i64, 0..24_i8, 0..60_i8, 0..3_i8, 0..7_i8).prop_map(|(day, hour, minute, begins, week)| {
        let now = date(2024, 1, 1).saturating_add(jiff::Span::new().days(day)).at(hour, minute, 30, 0);
        let begin = Time::new(begins * 3, 0, 0, 0).unwrap();
        let today = if now.time() < begin { now.date().yesterday().unwrap() } else { now.date() };
        let week_start = Weekday::from_monday_zero_offset(week).unwrap();
        Context { today, day_start: begin, week_start, ..at(now) }
    })
}

/// Nothing is lost: every non-blank character is in a span, in the title, or is a backslash before an escaped phrase.
pub(super) fn check_nothing_is_lost(line: &str, captured: &Captured) {
    let mut title = captured.title.chars().filter(|c| !c.is_whitespace()).peekable();
    let mut end = 0;
    for span in &captured.spans {
        assert!(end <= span.start && span.start < span.end, "{line:?} {captured:?}");
        assert!(!span.label.is_empty(), "{line:?} {captured:?}");
        assert!(!line[span.start..span.end].starts_with(char::is_whitespace), "{line:?} {captured:?}");
        end = span.end;
    }
    let rest = line
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && !captured.spans.iter().any(|span| (span.start..span.end).contains(at)));
    for (at, c) in rest {
        if title.peek() == Some(&c) {
            // A run of backslashes before an escaped phrase is one shorter in the title.
            let runs_on = c == '\\' && title.clone().take_while(|c| *c == '\\').count() < run(&line[at..]);
            if !runs_on {
                title.next();
            }
        } else if matches!(c, ',' | ';' | '-' | '–' | '—') && title.peek().is_none() {
            // It separated the title from a phrase.
            let is_understood = |at| captured.spans.iter().any(|span| (span.start..span.end).contains(&at));
            let after = line[at + 1..].char_indices().map(|(index, c)| (at + 1 + index, c));
            assert!(after.clone().all(|(at, c)| c.is_whitespace() || is_understood(at)), "{line:?} {captured:?}");
        } else {
            assert_eq!(c, '\\', "{line:?} {captured:?}");
            assert!(line[at + 1..].starts_with(|c: char| !c.is_whitespace() && c != '\\'), "{line:?} {captured:?}");
        }
    }
    assert_eq!(title.next(), None, "{line:?} {captured:?}");
}

fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('\\').len()
}

fn check(line: &str, context: &Context<'_>) {
    let captured = parse(line, context);
    check_nothing_is_lost(line, &captured);
    assert_eq!(captured.title.trim(), captured.title);
    assert_eq!(captured.title.is_empty(), line.trim().is_empty(), "{line:?}");
    if captured.recurrence.is_some() || captured.due_time.is_some() {
        assert!(captured.due.is_some(), "{line:?}");
    }
    let printed = print(&captured, context.language);
    let again = parse(&printed, context);
    assert_eq!(without_spans(again), without_spans(captured), "{line:?} printed {printed:?}");
}

/// Lines that mostly contain a recurrence.
fn repetition() -> impl Strategy<Value = String> {
    let words = "2 3 other day days week weeks month months year years mon, tue and fri weekday weekend on the 1st 2nd 15th 29th \
        30th 31st of each last first fifth second to monday working day except 29 12 feb dec february in month until 2030-01-01 5 times 1 time after completion";
    let word = prop::sample::select(words.split_whitespace().collect::<Vec<_>>());
    prop::collection::vec(word, 1..7).prop_map(|words| format!("Run every {}", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_captured_is_printed_and_captured_again(line in line(), context in context()) {
        check(&line, &context);
    }

    #[test]
    fn any_text_is_captured(line in any::<String>(), context in context()) {
        check(&line, &context);
    }

    #[test]
    fn a_repetition_is_a_rule_and_its_first_date(line in repetition(), context in context()) {
        check(&line, &context);
        let captured = parse(&line, &context);
        if let Some(Rule { rule, from_completion }) = captured.recurrence {
            let parsed = recurrence::Rule::parse(&rule).unwrap();
            prop_assert_eq!(parsed.as_str(), &rule, "{}", line);
            // The wording of a rule elsewhere in the program can be typed.
            let from = if from_completion { recurrence::RepeatsFrom::Completion } else { recurrence::RepeatsFrom::Due };
            let words = format!("Run {}", parsed.in_words(from));
            let typed = parse(&words, &context).recurrence;
            prop_assert_eq!(typed, Some(Rule { rule: rule.clone(), from_completion }), "{}", words);
            if !captured.spans.iter().any(|span| span.kind == SpanKind::Due) {
                let first = parsed.first(recurrence::Moment::Day(context.today));
                let due = captured.due.map(recurrence::Moment::Day);
                // UNTIL can be before the first date, and an interval can skip the rest of a week.
                prop_assert!(first == due || (first.is_none() && rule.contains("UNTIL")) || rule.contains("INTERVAL"), "{} {} {:?} {:?}", line, rule, due, first);
            }
        }
    }

    #[test]
    fn a_backslash_takes_back_one_span_alone(line in line(), context in context()) {
        let captured = parse(&line, &context);
        for (index, span) in captured.spans.iter().enumerate() {
            let mut changed = line.clone();
            changed.insert(span.start, '\\');
            let spans = parse(&changed, &context).spans;
            // Without the last date, one before it can count, with its own time.
            let is_time = |span: &Span| matches!(span.kind, SpanKind::Due | SpanKind::Time | SpanKind::Recurrence);
            let kept = |other: &Span| is_time(other) || spans.iter().any(|span| span.start == other.start && span.kind == other.kind);
            prop_assert!(captured.spans[..index].iter().all(kept), "{:?} {:?}", line, changed);
            prop_assert!(!spans.iter().any(|other| other.start <= span.start + 1 && span.start + 1 < other.end));
        }
    }

    #[test]
    fn every_line_of_a_text_is_found(text in "[ a\\-\\[\\]*\t\r\n]{0,40}") {
        let lines = lines(&text);
        let mut end = 0;
        for (index, line) in lines.iter().enumerate() {
            prop_assert!(line.start >= end && !line.text.is_empty());
            end = line.start + line.text.len();
            prop_assert_eq!(&text[line.start..end], line.text);
            prop_assert_eq!(line.depth, line.parent.map_or(0, |parent| lines[parent].depth + 1));
            prop_assert!(line.parent.is_none_or(|parent| parent < index));
        }
    }
}
