use jiff::civil::date;

use super::*;

#[test]
fn days_and_times_from_and_to_stay_whole() {
    assert_table(
        &monday(),
        &[
            ("Open from 12:00 to 14:00", "Open from 12:00 to 14:00"),
            ("Meet tomorrow 10:00 to 11:00", "Meet tomorrow 10:00 to 11:00"),
            ("Meet tomorrow at 10am - 11am", "Meet tomorrow at 10am - 11am"),
            ("Meet tomorrow 9 to 10am #work", "Meet tomorrow 9 to 10am | #work"),
            ("Meet at 9 to 10am tomorrow", "Meet at 9 to 10am tomorrow"),
            ("Meet between 9 and 10am tomorrow", "Meet between 9 and 10am tomorrow"),
            ("Travel from 12 dec to 24 dec", "Travel from 12 dec to 24 dec"),
            ("Travel 12 to 24 dec", "Travel 12 to 24 dec"),
            ("Travel 12.–24. dec", "Travel 12.–24. dec"),
            ("Travel 24.12. – 31.12.", "Travel 24.12. – 31.12."),
            ("Away monday to friday", "Away monday to friday"),
            ("Away on monday through friday", "Away on monday through friday"),
            ("Away monday until friday", "Away monday until friday"),
            ("Away between monday and friday", "Away between monday and friday"),
            ("Away mon 9am to fri 5pm", "Away mon 9am to fri 5pm"),
            (
                "Move the meeting from monday to friday by wed",
                "Move the meeting from monday to friday | due 2026-11-25",
            ),
            ("Call Bob tue or thu", "Call Bob tue or thu"),
            ("Call Bob on 5 and 6 dec", "Call Bob on 5 and 6 dec"),
            ("Take pills every day at 8am and 8pm", "Take pills every day at 8am and 8pm"),
            ("Take pills every morning and evening", "Take pills every morning and evening"),
            // There are no days or times on both sides.
            ("Call Bob tomorrow and Ann", "Call Bob and Ann | due 2026-11-24"),
            ("Send the report by friday to Bob", "Send the report to Bob | due 2026-11-27"),
            ("Read 2 to 3 pages tomorrow", "Read 2 to 3 pages | due 2026-11-24"),
            ("Walk home friday - and rest", "Walk home - and rest | due 2026-11-27"),
            ("Work as of monday", "Work as of monday"),
        ],
    );
}

#[test]
fn words_before_a_day_go_with_it() {
    assert_table(
        &monday(),
        &[
            ("Book a table for friday", "Book a table | due 2026-11-27"),
            ("Book a table for friday 7pm #fun", "Book a table | due 2026-11-27 | at 19:00 | #fun"),
            ("Prepare for the weekend", "Prepare | due 2026-11-28"),
            ("Set the alarm for 9am", "Set the alarm | due 2026-11-24 | at 09:00"),
            // It describes the title.
            ("Buy food for sunday lunch", "Buy food for sunday lunch"),
            ("Buy food for sunday lunch tomorrow", "Buy food for sunday lunch | due 2026-11-24"),
            ("Print at the beginning of next month", "Print | due 2026-12-01"),
            ("Print start of june", "Print | due 2027-06-01"),
            ("Print the beginning of the book", "Print the beginning of the book"),
            ("call Bob, tomorrow, #x", "call Bob | due 2026-11-24 | #x"),
            ("call Bob; tomorrow", "call Bob | due 2026-11-24"),
            ("call Bob, tomorrow, or Ann", "call Bob, or Ann | due 2026-11-24"),
            ("tomorrow call Bob,", "call Bob, | due 2026-11-24"),
            ("bake bread - saturday", "bake bread | due 2026-11-28"),
            ("saturday – bake bread", "bake bread | due 2026-11-28"),
            ("saturday, - bake bread", "- bake bread | due 2026-11-28"),
            ("saturday -5 apples", "-5 apples | due 2026-11-28"),
            ("saturday bake bread -", "bake bread - | due 2026-11-28"),
            ("- saturday", "- | due 2026-11-28"),
            (", tomorrow", ", | due 2026-11-24"),
        ],
    );
}

#[test]
fn a_time_of_tonight_can_be_tomorrow_morning() {
    let late = date(2026, 11, 23).at(22, 0, 0, 0);
    assert_table(
        &at(late),
        &[
            ("Sleep tonight 1am", "Sleep | due 2026-11-24 | at 01:00"),
            ("Sleep tonight at 1", "Sleep | due 2026-11-24 | at 01:00"),
            ("Sleep tonight 12:30", "Sleep | due 2026-11-24 | at 00:30"),
            ("Sleep tonight at 11", "Sleep | due 2026-11-23 | at 23:00"),
            ("Sleep tonight at 5", "Sleep | due 2026-11-23 | at 17:00"),
            ("Sleep today 11pm", "Sleep | due 2026-11-23 | at 23:00"),
        ],
    );
    let day_start = Time::constant(4, 0, 0, 0);
    assert_table(
        &Context { day_start, ..at(late) },
        &[
            ("Sleep today 2am", "Sleep | due 2026-11-24 | at 02:00"),
            ("Sleep today 4am", "Sleep | due 2026-11-23 | at 04:00"),
            ("Sleep tomorrow 2am", "Sleep | due 2026-11-24 | at 02:00"),
        ],
    );
}
