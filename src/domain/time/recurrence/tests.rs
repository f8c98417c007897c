use jiff::civil::{date, datetime};
use proptest::prelude::*;

use super::*;

/// What python-dateutil says; `generate.py` beside the file makes it.
const DATEUTIL: &str = include_str!("../../../../tests/fixtures/recurrence/dateutil.json");

#[derive(Deserialize)]
struct Case {
    rule: String,
    dtstart: Moment,
    #[serde(rename = "as")]
    explicit: Option<String>,
    dates: Vec<Moment>,
    zone: Option<String>,
    instants: Option<Vec<jiff::Timestamp>>,
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap()
}

fn series(rule_text: &str, from: RepeatsFrom, dtstart: &str) -> Recurrence {
    Recurrence::anchored(rule(rule_text), from, moment(dtstart)).unwrap()
}

fn daily_from_due(dtstart: &str) -> Recurrence {
    series("FREQ=DAILY", RepeatsFrom::Due, dtstart)
}

fn next_due(recurrence: &Recurrence, due: &str, completed: DateTime) -> Option<String> {
    recurrence.next(moment(due), completed).map(|(next, _)| next.to_string())
}

fn sentence(text: &str) -> String {
    Rule::parse(text).unwrap_err().to_string()
}

/// From the first date on, one included.
fn dates(rule: &Rule, dtstart: Moment, limit: usize) -> Vec<Moment> {
    let parts = Parts::parse(rule.as_str()).unwrap();
    expand::occurrences(&parts, dtstart.begins(), DateTime::MIN).map(|time| dtstart.like(time)).take(limit).collect()
}

#[test]
fn dates_are_those_of_an_independent_implementation() {
    let cases: Vec<Case> = serde_json::from_str(DATEUTIL).unwrap();
    assert!(cases.len() > 600);
    for Case { rule: text, dtstart, explicit, dates: expected, zone, instants } in cases {
        let Ok(rule) = Rule::parse(&text) else {
            assert_eq!(expected, [], "{text} is refused and occurs");
            continue;
        };
        assert_eq!(dates(&rule, dtstart, 20), expected, "{text} from {dtstart}");
        let anchored = Recurrence::anchored(rule.clone(), RepeatsFrom::Due, dtstart);
        assert_eq!(anchored.is_ok(), !expected.is_empty(), "{text} from {dtstart}");
        let Ok(anchored) = anchored else { continue };
        assert_eq!(dates(&anchored.rule, dtstart, 20), expected, "{} from {dtstart}", anchored.rule.as_str());
        if let Some(explicit) = explicit {
            assert_eq!(dates(&self::rule(&explicit), dtstart, 20), expected);
            assert_ne!(anchored.rule, rule, "the rule says by itself what the date adds");
        } else {
            assert_eq!(anchored.rule, rule);
        }
        for (index, occurrence) in expected.iter().enumerate().step_by(6) {
            let after: Vec<_> = expected.iter().skip(index + 1).copied().collect();
            assert_eq!(anchored.after(*occurrence, after.len()), after, "{text} from {dtstart} after {occurrence}");
        }
        if let (Some(zone), Some(instants)) = (zone, instants) {
            let zone = jiff::tz::TimeZone::get(&zone).unwrap();
            let resolve = |moment: &Moment| zone.to_timestamp(moment.begins()).unwrap();
            assert_eq!(expected.iter().map(resolve).collect::<Vec<_>>(), instants, "{text} from {dtstart}");
        }
    }
}

#[test]
fn five_missed_days_are_one_task() {
    let daily = daily_from_due("2026-11-01");
    assert_eq!(next_due(&daily, "2026-11-10", datetime(2026, 11, 10, 8, 0, 0, 0)).unwrap(), "2026-11-11");
    assert_eq!(next_due(&daily, "2026-11-10", datetime(2026, 11, 15, 8, 0, 0, 0)).unwrap(), "2026-11-16");
    assert_eq!(next_due(&daily, "2026-11-10", datetime(2026, 11, 7, 8, 0, 0, 0)).unwrap(), "2026-11-11", "done early");

    let at_nine = daily_from_due("2026-11-01T09:00");
    assert_eq!(
        next_due(&at_nine, "2026-11-10T09:00", datetime(2026, 11, 15, 8, 0, 0, 0)).unwrap(),
        "2026-11-15T09:00",
        "the one of today is ahead"
    );
    assert_eq!(next_due(&at_nine, "2026-11-10T09:00", datetime(2026, 11, 15, 9, 0, 0, 0)).unwrap(), "2026-11-16T09:00");
    let fortnightly = series("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", RepeatsFrom::Due, "2026-11-02");
    assert_eq!(next_due(&fortnightly, "2026-11-02", datetime(2026, 12, 1, 9, 0, 0, 0)).unwrap(), "2026-12-14");
}

#[test]
fn a_monthly_one_is_never_dropped() {
    let completed = datetime(2027, 6, 20, 12, 0, 0, 0);
    for (rule, due, expected) in [
        ("FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01", "2027-01-01"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2027-01-29", "2027-02-26"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2027-01-29", "2027-02-26"),
        ("FREQ=WEEKLY;INTERVAL=4", "2027-01-29", "2027-02-26"),
        ("FREQ=DAILY;INTERVAL=30", "2027-01-01", "2027-01-31"),
        ("FREQ=DAILY;BYMONTHDAY=1", "2027-01-01", "2027-02-01"),
        ("FREQ=YEARLY", "2020-02-29", "2021-02-28"),
    ] {
        assert_eq!(next_due(&series(rule, RepeatsFrom::Due, due), due, completed).unwrap(), expected, "{rule}");
    }
    for (rule, due, expected) in [
        ("FREQ=MONTHLY;BYDAY=MO", "2027-01-04", "2027-06-21"),
        ("FREQ=YEARLY;BYDAY=TU,TH", "2027-01-05", "2027-06-22"),
        ("FREQ=DAILY;INTERVAL=27", "2027-01-01", "2027-07-09"),
    ] {
        assert_eq!(next_due(&series(rule, RepeatsFrom::Due, due), due, completed).unwrap(), expected, "{rule}");
    }
}

#[test]
fn count_and_until_end_a_series_exactly() {
    let three = series("FREQ=DAILY;COUNT=3", RepeatsFrom::Due, "2026-11-01");
    let same_day = |day| datetime(2026, 11, day, 12, 0, 0, 0);
    assert_eq!(next_due(&three, "2026-11-02", same_day(2)).unwrap(), "2026-11-03");
    assert_eq!(next_due(&three, "2026-11-03", same_day(3)), None);
    assert_eq!(next_due(&three, "2026-11-01", same_day(5)), None, "its days are over");
    let until = series("FREQ=WEEKLY;UNTIL=20261115", RepeatsFrom::Due, "2026-11-01T18:00");
    assert_eq!(next_due(&until, "2026-11-08T18:00", same_day(8)).unwrap(), "2026-11-15T18:00");
    assert_eq!(next_due(&until, "2026-11-15T18:00", same_day(15)), None);
    assert_eq!(three.after(moment("2026-10-01"), 9).len(), 3);
}

#[test]
fn from_completion_counts_from_the_day_it_was_done() {
    let every_three = series("FREQ=DAILY;INTERVAL=3;COUNT=3", RepeatsFrom::Completion, "2026-11-01T09:00");
    let (due, second) = every_three.next(moment("2026-11-01T09:00"), datetime(2026, 11, 5, 20, 0, 0, 0)).unwrap();
    assert_eq!((due.to_string().as_str(), second.rule.as_str()), ("2026-11-08T09:00", "FREQ=DAILY;INTERVAL=3;COUNT=2"));
    assert_eq!(second.dtstart, due);
    assert_eq!(second.after(due, 9), [moment("2026-11-11T09:00")]);
    let (due, third) = second.next(due, datetime(2026, 11, 7, 0, 0, 0, 0)).unwrap();
    assert_eq!((due.to_string().as_str(), third.rule.as_str()), ("2026-11-10T09:00", "FREQ=DAILY;INTERVAL=3;COUNT=1"));
    assert_eq!(third.next(due, datetime(2026, 11, 10, 0, 0, 0, 0)), None);

    let monthly = series("FREQ=MONTHLY", RepeatsFrom::Completion, "2026-01-15");
    assert_eq!(monthly.rule.as_str(), "FREQ=MONTHLY");
    assert_eq!(next_due(&monthly, "2026-01-15", datetime(2026, 1, 31, 9, 0, 0, 0)).unwrap(), "2026-02-28");
    let friday = series("FREQ=WEEKLY;BYDAY=FR", RepeatsFrom::Completion, "2026-11-20");
    assert_eq!(
        next_due(&friday, "2026-11-20", datetime(2026, 11, 17, 9, 0, 0, 0)).unwrap(),
        "2026-11-27",
        "done early"
    );
    assert_eq!(next_due(&friday, "2026-11-20", datetime(2026, 12, 3, 9, 0, 0, 0)).unwrap(), "2026-12-04");
}

#[test]
fn a_skipped_one_goes_to_its_next_date() {
    let now = datetime(2026, 11, 23, 9, 0, 0, 0);
    let skip = |rule, from, due: &str| series(rule, from, due).skip(moment(due), now).unwrap().0.to_string();
    assert_eq!(skip("FREQ=DAILY", RepeatsFrom::Due, "2026-11-20"), "2026-11-24");
    assert_eq!(skip("FREQ=DAILY", RepeatsFrom::Due, "2026-11-30"), "2026-12-01");
    assert_eq!(skip("FREQ=MONTHLY;BYMONTHDAY=1", RepeatsFrom::Due, "2026-09-01"), "2026-10-01");
    assert_eq!(skip("FREQ=DAILY;INTERVAL=3", RepeatsFrom::Completion, "2026-11-20"), "2026-11-26");
    assert_eq!(skip("FREQ=DAILY;INTERVAL=3", RepeatsFrom::Completion, "2026-11-30"), "2026-12-03");
    assert_eq!(series("FREQ=DAILY;COUNT=1", RepeatsFrom::Due, "2026-11-30").skip(moment("2026-11-30"), now), None);
}

#[test]
fn a_due_that_was_moved_or_given_a_time_keeps_its_series() {
    let weekly = series("FREQ=WEEKLY;BYDAY=MO", RepeatsFrom::Due, "2026-11-02");
    assert_eq!(next_due(&weekly, "2026-11-04", datetime(2026, 11, 4, 9, 0, 0, 0)).unwrap(), "2026-11-09");
    let (due, moved) = weekly.next(moment("2026-11-02T18:00"), datetime(2026, 11, 2, 19, 0, 0, 0)).unwrap();
    assert_eq!((due, moved.dtstart), (moment("2026-11-09T18:00"), moment("2026-11-02T18:00")));
    let (due, moved) = moved.next(moment("2026-11-09"), datetime(2026, 11, 9, 19, 0, 0, 0)).unwrap();
    assert_eq!((due, moved.dtstart), (moment("2026-11-16"), moment("2026-11-02")));
}

#[test]
fn a_due_that_is_moved_to_another_day_leaves_the_others_where_they_are() {
    let moved = |rule, from: &str, to: &str| {
        let series = series(rule, RepeatsFrom::Due, from).moved(moment(from), moment(to));
        (series.after(moment(to), 3).iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), series)
    };
    let monday = "FREQ=WEEKLY;BYDAY=MO";
    assert_eq!(moved(monday, "2026-11-02", "2026-11-01").0, "2026-11-09 2026-11-16 2026-11-23", "earlier");
    assert_eq!(moved(monday, "2026-11-02", "2026-11-04").0, "2026-11-09 2026-11-16 2026-11-23", "later");
    assert_eq!(moved(monday, "2026-11-02", "2026-11-10").0, "2026-11-16 2026-11-23 2026-11-30", "beyond the next");
    assert_eq!(moved("FREQ=MONTHLY", "2026-11-15", "2026-11-17").0, "2026-12-15 2027-01-15 2027-02-15");
    assert_eq!(moved("FREQ=MONTHLY", "2026-01-30", "2026-01-02").0, "2026-02-28 2026-03-30 2026-04-30");
    assert_eq!(moved("FREQ=WEEKLY;INTERVAL=2", "2026-11-03", "2026-11-01").0, "2026-11-17 2026-12-01 2026-12-15");
    assert_eq!(moved("FREQ=DAILY;COUNT=3", "2026-11-02", "2026-11-01").0, "2026-11-03 2026-11-04");
    assert_eq!(moved("FREQ=DAILY;UNTIL=20261103", "2026-11-02", "2026-11-01").0, "2026-11-03");
    assert_eq!(moved("FREQ=DAILY;COUNT=1", "2026-11-02", "2026-11-01").0, "");
    assert_eq!(
        moved("FREQ=DAILY", "2026-11-02", "2026-11-02T09:00").0,
        "2026-11-03T09:00 2026-11-04T09:00 2026-11-05T09:00"
    );
    let (_, last) = moved("FREQ=WEEKLY;UNTIL=20261105", "2026-11-02", "2026-11-01");
    assert_eq!(last.next(moment("2026-11-01"), datetime(2026, 11, 1, 9, 0, 0, 0)), None);
    assert_eq!(rule(last.rule.as_str()), last.rule);

    let third =
        series("FREQ=DAILY;COUNT=5", RepeatsFrom::Due, "2026-11-01").moved(moment("2026-11-03"), moment("2026-11-02"));
    assert_eq!((third.rule.as_str(), third.dtstart), ("FREQ=DAILY;COUNT=2", moment("2026-11-04")));
    let done = series("FREQ=DAILY;INTERVAL=3;COUNT=5", RepeatsFrom::Completion, "2026-11-01");
    let done = done.moved(moment("2026-11-01"), moment("2026-11-02"));
    assert_eq!((done.rule.as_str(), done.dtstart), ("FREQ=DAILY;INTERVAL=3;COUNT=5", moment("2026-11-02")));
}

#[test]
fn the_29th_to_the_31st_are_not_left_out_of_shorter_months() {
    for (text, dtstart, expected) in [
        ("FREQ=MONTHLY", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY", "2026-01-30", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("FREQ=MONTHLY", "2026-01-28", "FREQ=MONTHLY"),
        ("FREQ=YEARLY", "2024-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("FREQ=YEARLY", "2024-01-31", "FREQ=YEARLY"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=31"),
    ] {
        assert_eq!(series(text, RepeatsFrom::Due, dtstart).rule.as_str(), expected);
    }
    let leap = series("FREQ=YEARLY", RepeatsFrom::Due, "2024-02-29").after(moment("2024-02-29"), 4);
    assert_eq!(leap, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"].map(moment));
    let third_to_last = series("FREQ=MONTHLY", RepeatsFrom::Due, "2026-01-30").after(moment("2026-01-30"), 2);
    assert_eq!(third_to_last, ["2026-02-28", "2026-03-30"].map(moment));
}

#[test]
fn a_rule_is_kept_in_one_form() {
    for (given, kept) in [
        ("freq=weekly;byday=th,mo,TH", "FREQ=WEEKLY;BYDAY=MO,TH"),
        (" RRULE:BYDAY=-1FR,+1MO;FREQ=MONTHLY;INTERVAL=01", "FREQ=MONTHLY;BYDAY=1MO,-1FR"),
        ("FREQ=DAILY;UNTIL=20261224;WKST=SU", "FREQ=DAILY;UNTIL=20261224"),
        ("WKST=SU;COUNT=5;INTERVAL=2;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=5"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,15,1", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
    ] {
        assert_eq!(rule(given).as_str(), kept);
        assert_eq!(rule(kept).as_str(), kept);
    }
}

#[test]
fn what_makes_no_sense_for_a_task_is_refused_with_a_reason() {
    for (text, part) in [
        ("FREQ=SECONDLY;UNTIL=99991231", "once a day at most"),
        ("FREQ=HOURLY", "once a day at most"),
        ("", "must be a rule such as"),
        ("every day", "must be a rule such as"),
        ("FREQ=DAILY\u{0}", "must be a rule such as"),
        ("INTERVAL=2", "needs a FREQ"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ twice"),
        ("FREQ=DAILY;INTERVAL=0", "1 to 1000"),
        ("FREQ=DAILY;INTERVAL=1001", "1 to 1000"),
        ("FREQ=DAILY;COUNT=99999999999999999999", "1 to 10000"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20261224", "not both"),
        ("FREQ=DAILY;UNTIL=20260231", "must be a day"),
        ("FREQ=DAILY;UNTIL=20261224T080000Z", "without a time"),
        ("FREQ=DAILY;UNTIL=20261224T080000", "without a time"),
        ("FREQ=DAILY;BYHOUR=9", "time of day"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"),
        ("FREQ=YEARLY;BYEASTER=0", "doesn't know"),
        ("FREQ=WEEKLY;BYDAY=1MO", "monthly or yearly"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "when it is weekly"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "only when it is yearly"),
        ("FREQ=MONTHLY;BYDAY=6MO", "1st to 5th"),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=-5MO", "1st to 5th"),
        ("FREQ=YEARLY;BYDAY=-53MO", "1 to 53"),
        ("FREQ=MONTHLY;BYDAY=2TU,WE", "or before none"),
        ("FREQ=MONTHLY;BYDAY=XX", "MO, TU"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "1 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,,2", "1 to 31"),
        ("FREQ=MONTHLY;BYMONTH=-1;BYMONTHDAY=1", "1 to 12"),
        ("FREQ=MONTHLY;BYSETPOS=1", "with another part"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never occurs"),
        ("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3", "never occurs"),
    ] {
        assert!(sentence(text).contains(part), "{text}: {}", sentence(text));
    }
    assert!(sentence(&format!("FREQ=DAILY;BYMONTH={}", "1,".repeat(5_000))).contains("500 characters"));
    let anchored = |text, day| Recurrence::anchored(rule(text), RepeatsFrom::Due, moment(day)).unwrap_err().to_string();
    assert!(anchored("FREQ=DAILY;UNTIL=20261101", "2026-11-02").contains("ends before the due"));
    assert!(anchored("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-11-03").contains("never occurs from 2026-11-03 on"));
    assert!(anchored("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2026-01-01").contains("never occurs"));
}

#[test]
fn a_rule_is_told_in_words() {
    for (text, words) in [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5", "every 2 weeks on Mon and Thu, 5 times"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261224", "every weekday until 24 Dec 2026"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", "every 2 weeks on Mon, Tue, Wed, Thu and Fri"),
        ("FREQ=WEEKLY;BYDAY=FR;BYMONTH=7,8", "every week on Fri in Jul and Aug"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "every month on the 1st"),
        ("FREQ=MONTHLY;BYMONTHDAY=2,13,23", "every month on the 2nd, 13th and 23rd"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "every month on the 15th and last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "every month on the 3rd to last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "every month on the 30th or the last day"),
        ("FREQ=MONTHLY;BYDAY=1MO,-1FR", "every month on the 1st Mon and the last Fri"),
        ("FREQ=MONTHLY;BYDAY=2TU,4TU", "every month on the 2nd and 4th Tue"),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every year on the last weekday of Jun"),
        ("FREQ=MONTHLY;BYDAY=MO", "every month on every Mon"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "every month on the 13th that is Fri"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last weekday"),
        (
            "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1",
            "every month on every Sat and every Sun, only the 1st of these in a month",
        ),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "every year on 24 Dec"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "every year on the last day of Feb"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the 4th Thu of Nov"),
        ("FREQ=YEARLY;BYYEARDAY=100", "every year on the 100th day of the year"),
        ("FREQ=YEARLY;INTERVAL=4;COUNT=1", "every 4 years, 1 time"),
        ("FREQ=DAILY;BYMONTH=1", "every day in Jan"),
    ] {
        assert_eq!(rule(text).in_words(RepeatsFrom::Due), words);
    }
    let words = rule("FREQ=DAILY;INTERVAL=3;COUNT=5").in_words(RepeatsFrom::Completion);
    assert_eq!(words, "every 3 days after completion, 5 times");
}

#[test]
fn the_first_date_is_on_the_day_or_later() {
    let first = |text, begin| rule(text).first(moment(begin)).map(|first| first.to_string());
    assert_eq!(first("FREQ=WEEKLY;BYDAY=MO", "2026-11-23").unwrap(), "2026-11-23");
    assert_eq!(first("FREQ=WEEKLY;BYDAY=MO", "2026-11-24").unwrap(), "2026-11-30");
    assert_eq!(first("FREQ=MONTHLY;BYMONTHDAY=1", "2026-11-24T09:00").unwrap(), "2026-12-01T09:00");
    assert_eq!(first("FREQ=DAILY;UNTIL=20261101", "2026-11-24"), None);
}

#[test]
fn moments_and_recurrences_are_plain_text() {
    let text = r#"{"rule":"FREQ=MONTHLY;BYMONTHDAY=1","from":"due","dtstart":"2026-12-01"}"#;
    let read: Recurrence = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    assert_eq!(moment("2026-12-01T09:00").to_string(), "2026-12-01T09:00");
    for wrong in
        ["2026-12-1", "2026-12-01T09", "2026-12-01T09:00:00", "2026-02-30", "2026-12-01 09:00", "", "01.12.2026"]
    {
        assert!(wrong.parse::<Moment>().is_err(), "{wrong}");
    }
    assert!(moment("2026-12-01") < moment("2026-12-01T00:00"));
    assert!(moment("2026-12-01T23:59") < moment("2026-12-02"));
}

#[test]
fn a_series_is_read_from_near_the_day_however_old_it_is() {
    for text in [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
    ] {
        let parts = Parts::parse(text).unwrap();
        for year in [1, 1_990, 8_999] {
            let (start, day) = (datetime(year, 1, 1, 0, 0, 0, 0), datetime(9_000, 1, 1, 0, 0, 0, 0));
            let near = expand::forwarded(&parts, start, day);
            let passed = expand::occurrences(&parts, near, DateTime::MIN).take_while(|time| *time <= day).count();
            assert!(passed <= 366, "{text} from the year {year}: {passed} dates before the one that is wanted");
        }
    }
}

#[test]
fn what_hardly_ever_comes_ends() {
    for (text, dtstart, is_taken) in [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01", false),
        ("FREQ=YEARLY;BYDAY=1MO;BYSETPOS=300", "2026-01-01", false),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYMONTHDAY=1", "2026-01-01", false),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", "2025-01-01", false),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-11-03", false),
        ("FREQ=DAILY", "0001-01-01", true),
        ("FREQ=DAILY;COUNT=10000", "0001-01-01", true),
    ] {
        let recurrence =
            Rule::parse(text).and_then(|rule| Recurrence::anchored(rule, RepeatsFrom::Due, moment(dtstart)));
        assert_eq!(recurrence.is_ok(), is_taken, "{text}");
        if let Ok(recurrence) = recurrence {
            assert!(recurrence.after(moment("9000-01-01"), 5).iter().all(|date| *date > moment("9000-01-01")));
            let end = recurrence.next(moment(dtstart), datetime(9_999, 12, 31, 0, 0, 0, 0));
            assert_eq!(end, None, "{text}");
        }
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..40_000).prop_map(|days| date(1_990, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap())
}

fn some(values: std::ops::RangeInclusive<i16>) -> impl Strategy<Value = String> {
    proptest::collection::vec(values.prop_filter("not 0", |value| *value != 0), 1..4)
        .prop_map(|values| values.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
}

/// Any rule that is written as RFC 5545 has it. Not all of them are accepted.
fn any_rule() -> impl Strategy<Value = String> {
    let frequency = prop_oneof![Just("DAILY"), Just("WEEKLY"), Just("MONTHLY"), Just("YEARLY")];
    let interval = prop_oneof![Just(1), 1..8, 1..=1_000];
    let days = proptest::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 0..4);
    let nth = prop_oneof![Just(""), Just("2"), Just("-1"), Just("5")];
    let days = (days, nth).prop_map(|(days, nth)| days.iter().map(|day| format!("{nth}{day}")).collect::<Vec<_>>());
    let part = |name: &'static str, values| {
        proptest::option::weighted(0.3, values)
            .prop_map(move |list: Option<String>| list.map(|list| format!(";{name}={list}")).unwrap_or_default())
    };
    let ends = prop_oneof![
        Just(String::new()),
        (1..20).prop_map(|count| format!(";COUNT={count}")),
        any_day().prop_map(|day| day.strftime(";UNTIL=%Y%m%d").to_string())
    ];
    let lists = (part("BYMONTH", some(1..=12).boxed()), part("BYMONTHDAY", some(-31..=31).boxed()));
    let more = (part("BYYEARDAY", some(-366..=366).boxed()), part("BYSETPOS", some(-3..=3).boxed()));
    let week_start = prop_oneof![Just(""), Just(";WKST=SU"), Just(";WKST=WE")];
    (frequency, interval, days, lists, more, ends, week_start).prop_map(
        |(frequency, interval, days, (months, month_days), (year_days, positions), ends, week_start)| {
            let days = if days.is_empty() { String::new() } else { format!(";BYDAY={}", days.join(",")) };
            format!(
                "FREQ={frequency};INTERVAL={interval}{months}{month_days}{year_days}{days}{positions}{ends}{week_start}"
            )
        },
    )
}

/// Whether a day is one of a rule without INTERVAL, BYSETPOS and ends, by looking at nothing but the day.
fn matches_naively(parts: &Parts, day: Date) -> bool {
    let from_end = |day: i16, length: i16| day - length - 1;
    let in_list = |list: &[i16], day: i16, length: i16| {
        list.is_empty() || list.contains(&day) || list.contains(&from_end(day, length))
    };
    let whole_month = parts.frequency == parts::Frequency::Monthly || !parts.months.is_empty();
    let (of_day, length) = if whole_month {
        (i16::from(day.day()), i16::from(day.days_in_month()))
    } else {
        (day.day_of_year(), day.days_in_year())
    };
    let weekday_fits = |wanted: &parts::ByDay| {
        let week = |day: i16| i8::try_from((day - 1) / 7 + 1).unwrap();
        let nth = wanted.nth.is_none_or(|nth| nth == week(of_day) || nth == -week(length - of_day + 1));
        wanted.weekday == day.weekday() && nth
    };
    (parts.months.is_empty() || parts.months.contains(&day.month().into()))
        && in_list(&parts.month_days, day.day().into(), day.days_in_month().into())
        && in_list(&parts.year_days, day.day_of_year(), day.days_in_year())
        && (parts.days.is_empty() || parts.days.iter().any(weekday_fits))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*", more in "(FREQ|BY[A-Z]{3,8}|COUNT|UNTIL|[A-Z;=,0-9+-]{0,12}){0,9}") {
        for text in [text, more.clone(), format!("FREQ=YEARLY;{more}")] {
            if let Ok(rule) = Rule::parse(&text) {
                prop_assert_eq!(&Rule::parse(rule.as_str()).unwrap(), &rule);
            }
            let unchecked = Recurrence { rule: Rule::from_store(text.clone()), from: RepeatsFrom::Due, dtstart: moment("2026-01-31") };
            let _ = unchecked.after(moment("2026-01-31"), 3);
            let _ = unchecked.rule.in_words(RepeatsFrom::Completion);
            let _ = text.parse::<Moment>();
        }
    }

    #[test]
    fn dates_increase_and_the_next_is_after_the_due(text in any_rule(), start in any_day(), late in 0..2_000_i32, timed: bool) {
        let dtstart = if timed { Moment::Time(start.at(9, 30, 0, 0)) } else { Moment::Day(start) };
        let Ok(rule) = Rule::parse(&text) else { return Ok(()) };
        prop_assert_eq!(&Rule::parse(rule.as_str()).unwrap(), &rule);
        for from in [RepeatsFrom::Due, RepeatsFrom::Completion] {
            let Ok(recurrence) = Recurrence::anchored(rule.clone(), from, dtstart) else { continue };
            let dates = recurrence.after(dtstart, 12);
            prop_assert!(dates.iter().all(|date| *date > dtstart));
            prop_assert!(dates.is_sorted_by(|a, b| a < b));
            let completed = start.at(12, 0, 0, 0).checked_add(jiff::Span::new().days(late)).unwrap();
            let earlier = dtstart.on(start.yesterday().unwrap());
            let moved = recurrence.moved(dtstart, earlier);
            prop_assert!(from == RepeatsFrom::Completion || moved.after(earlier, 9) == recurrence.after(dtstart, 9) || text.contains("BYSETPOS"));
            if let Some((next, following)) = recurrence.next(dtstart, completed) {
                prop_assert!(next > dtstart);
                prop_assert!(from == RepeatsFrom::Due || next.date() > completed.date());
                prop_assert_eq!(&following.from, &from);
                prop_assert_eq!(&Rule::parse(following.rule.as_str()).unwrap(), &following.rule);
                if from == RepeatsFrom::Due {
                    prop_assert_eq!(recurrence.after(dtstart, 3_000).contains(&next), true);
                }
            }
        }
    }

    #[test]
    fn a_series_goes_on_from_the_middle_as_from_its_beginning(text in any_rule(), start in any_day(), later in 0..6_000) {
        let Ok(rule) = Rule::parse(&text) else { return Ok(()) };
        let begin = start.at(8, 0, 0, 0);
        let middle = begin.checked_add(jiff::Span::new().days(later)).unwrap();
        let parts = Parts::parse(rule.as_str()).unwrap();
        let all = expand::occurrences(&parts, begin, DateTime::MIN).skip_while(|time| *time <= middle).take(8);
        let some = expand::occurrences(&parts, begin, middle).take(8);
        prop_assert_eq!(some.collect::<Vec<_>>(), all.collect::<Vec<_>>());
    }

    #[test]
    fn dates_of_simple_rules_are_those_that_fit(text in any_rule(), start in any_day()) {
        let Ok(mut parts) = Parts::parse(&text) else { return Ok(()) };
        (parts.interval, parts.count, parts.until, parts.positions) = (1, None, None, Vec::new());
        let parts = expand::explicit(&parts, start);
        prop_assume!(parts.positions.is_empty());
        let end = start.checked_add(jiff::Span::new().days(800)).unwrap();
        let naive = start.series(jiff::Span::new().days(1)).take_while(|day| *day < end).filter(|day| matches_naively(&parts, *day));
        let dates = expand::occurrences(&parts, start.at(0, 0, 0, 0), DateTime::MIN).map(DateTime::date);
        prop_assert_eq!(dates.take_while(|day| *day < end).collect::<Vec<_>>(), naive.collect::<Vec<_>>());
    }
}
