use super::*;

#[test]
fn the_order_of_day_and_month_can_be_known() {
    let day_first = Context { date_order: Some(DateOrder::DayFirst), ..monday() };
    assert_table(
        &day_first,
        &[
            ("Call 3/12", "Call | due 2026-12-03"),
            ("Call 3/12/2027 9am", "Call | due 2027-12-03 | at 09:00"),
            ("Call 12/24", "Call | due 2026-12-24"),
        ],
    );
    let month_first = Context { date_order: Some(DateOrder::MonthFirst), ..monday() };
    assert_table(
        &month_first,
        &[
            ("Call 3/12", "Call | due 2027-03-12"),
            ("Call 3/12/2027 9am", "Call | due 2027-03-12 | at 09:00"),
            ("Call 24/12", "Call | due 2026-12-24"),
        ],
    );
}

#[test]
fn hints_say_what_to_write_instead() {
    for (line, hint) in [
        ("Call 3/12", "The day or the month can come first. Write 3 dec or 12 mar."),
        ("Call 3/12/2027", "The day or the month can come first. Write 3 dec 2027 or 12 mar 2027."),
        ("Meet friday 5 dec", "That day is a Sat. Correct the weekday or leave it out."),
        ("Call 9am PST", "Times are in your own time zone. Write the time there, without PST."),
        ("Valid until 30 jan", "This says no due. Write by 30 jan if it is due then."),
        ("Fix it +Acme Corp", "For a longer name, write +\"Acme Corp\"."),
        ("Fix it #home/", "A tag ends with a letter or a digit. Write #home."),
        ("Fix it every 8 hours", "A task repeats once a day at most. Write every day 9am."),
        ("Fix it every day until yesterday", "That day is over. Write a later one."),
    ] {
        let hints: Vec<_> = parse(line, &monday()).hints.into_iter().map(|hint| hint.text).collect();
        assert_eq!(hints, [hint], "{line}");
    }
}
