use jiff::civil::date;

use super::*;

#[test]
fn days_are_said_in_words() {
    assert_table(
        &monday(),
        &[
            ("Call Bob", "Call Bob"),
            ("Call Bob today", "Call Bob | due 2026-11-23"),
            ("Call Bob TOMORROW", "Call Bob | due 2026-11-24"),
            ("tomorrow Call Bob", "Call Bob | due 2026-11-24"),
            ("Call tomorrow Bob", "Call Bob | due 2026-11-24"),
            ("Call Bob the day after tomorrow", "Call Bob | due 2026-11-25"),
            ("Call Bob tonight", "Call Bob | due 2026-11-23 | at 21:00"),
            ("Call Bob tonight at 9", "Call Bob | due 2026-11-23 | at 21:00"),
            ("Call Bob tonight 9:30", "Call Bob | due 2026-11-23 | at 21:30"),
            ("Call Bob tonight at 11pm", "Call Bob | due 2026-11-23 | at 23:00"),
            ("Call Bob monday", "Call Bob | due 2026-11-30"),
            ("Call Bob mon", "Call Bob | due 2026-11-30"),
            ("Call Bob Fri", "Call Bob | due 2026-11-27"),
            ("Call Bob on Friday", "Call Bob | due 2026-11-27"),
            ("Call Bob by friday", "Call Bob | due 2026-11-27"),
            ("Call Bob due by friday", "Call Bob | due 2026-11-27"),
            ("Call Bob due friday", "Call Bob | due 2026-11-27"),
            ("Call Bob this friday", "Call Bob | due 2026-11-27"),
            ("Call Bob this monday", "Call Bob | due 2026-11-23"),
            ("Call Bob next monday", "Call Bob | due 2026-11-30"),
            ("Call Bob next friday", "Call Bob | due 2026-12-04"),
            ("Call Bob next sunday", "Call Bob | due 2026-12-06"),
            ("Call Bob next week", "Call Bob | due 2026-11-30"),
            ("Call Bob fri next week", "Call Bob | due 2026-12-04"),
            ("Call Bob sat next week or so", "Call Bob or so | due 2026-12-05"),
            ("Call Bob next week friday", "Call Bob | due 2026-12-04"),
            ("Call Bob next week on Friday", "Call Bob | due 2026-12-04"),
            ("Read the mail from friday", "Read the mail from friday"),
            ("Read the mail from friday tomorrow", "Read the mail from friday | due 2026-11-24"),
            ("Call Bob next month", "Call Bob | due 2026-12-01"),
            ("Call Bob next year", "Call Bob | due 2027-01-01"),
            ("Call Bob this weekend", "Call Bob | due 2026-11-28"),
            ("Call Bob weekend", "Call Bob | due 2026-11-28"),
            ("Call Bob next weekend", "Call Bob | due 2026-12-05"),
            ("Call Bob in 3 days", "Call Bob | due 2026-11-26"),
            ("Call Bob in three days", "Call Bob | due 2026-11-26"),
            ("Call Bob in a week", "Call Bob | due 2026-11-30"),
            ("Call Bob in 2 weeks", "Call Bob | due 2026-12-07"),
            ("Call Bob in 3 months", "Call Bob | due 2027-02-23"),
            ("Call Bob in 1 year", "Call Bob | due 2027-11-23"),
            ("Call Bob end of month", "Call Bob | due 2026-11-30"),
            ("Call Bob by the end of the month", "Call Bob | due 2026-11-30"),
            ("Call Bob end of week", "Call Bob | due 2026-11-29"),
            ("Call Bob end of year", "Call Bob | due 2026-12-31"),
            ("Call Bob end of next month", "Call Bob | due 2026-12-31"),
            ("Call Bob end of next week", "Call Bob | due 2026-12-06"),
            ("Call Bob by end of february", "Call Bob | due 2027-02-28"),
            ("Call Bob end of nov", "Call Bob | due 2026-11-30"),
            ("Call Bob 12 dec", "Call Bob | due 2026-12-12"),
            ("Call Bob dec 12", "Call Bob | due 2026-12-12"),
            ("Call Bob on the 12th of december 2027", "Call Bob | due 2027-12-12"),
            ("Call Bob december 12th, 2027", "Call Bob | due 2027-12-12"),
            ("Call Bob December the 12th", "Call Bob | due 2026-12-12"),
            ("Call Bob 23 nov", "Call Bob | due 2026-11-23"),
            ("Call Bob 22 nov", "Call Bob | due 2027-11-22"),
            ("Call Bob 22 nov 2020", "Call Bob | due 2020-11-22"),
            ("Call Bob 29 feb", "Call Bob | due 2028-02-29"),
            ("Call Bob may 5", "Call Bob | due 2027-05-05"),
            ("Call Bob 2026-12-24", "Call Bob | due 2026-12-24"),
            ("Call Bob 24.12.", "Call Bob | due 2026-12-24"),
            ("Call Bob 1.2.", "Call Bob | due 2027-02-01"),
            ("Call Bob on 24.12.2027.", "Call Bob. | due 2027-12-24"),
            ("Call Bob sat 12 dec", "Call Bob | due 2026-12-12"),
            ("Call Bob fri 12 dec", "Call Bob fri 12 dec"),
            ("Call Bob on Saturday, 12th of December 2026", "Call Bob | due 2026-12-12"),
            ("Call Bob sat, 2026-12-12 9am", "Call Bob | due 2026-12-12 | at 09:00"),
            ("Call Bob sat, Ann", "Call Bob, Ann | due 2026-11-28"),
            ("Call Bob starting friday", "Call Bob | due 2026-11-27"),
        ],
    );
}

#[test]
fn days_are_said_in_short_and_in_digits() {
    assert_table(
        &monday(),
        &[
            ("Send eod", "Send | due 2026-11-23"),
            ("Send by EOW", "Send | due 2026-11-29"),
            ("Send eom 5pm", "Send | due 2026-11-30 | at 17:00"),
            ("Send eoy", "Send | due 2026-12-31"),
            ("Send 2026/12/24", "Send | due 2026-12-24"),
            ("Send 2026/13/24 2026/12-24", "Send 2026/13/24 2026/12-24"),
            ("Meet tue @ 15:00", "Meet | due 2026-11-24 | at 15:00"),
        ],
    );
}

#[test]
fn what_is_no_day_stays() {
    let lines = "Call Bob 31 feb / Call Bob 30 feb 2027 / Call Bob 29 feb 2027 / Call Bob 2026-02-30 / Call Bob \
        2026-13-01 / Call Bob 2026-1-1 / Call Bob 32.1. / Call Bob 1.13. / Pi is 3.14 / Version 24.12 of it \
        / Call Bob in 0 days / Call Bob in days / Call Bob in 99999 days / Call Bob in 1000 years / Call Bob \
        next / Call Bob next door / Put it in / Meet on / Tomorrow's meeting / Friday's / mid-december / \
        Maybe may / The end of the story / Call Bob on 12 / A 12 month plan / 0000-01-01 / in 3 days / \
        tomorrow / tomorrow? / 12 decades / Call (tomorrow) / Call Bob 2026-12-24-1 / Wait until friday / \
        12th man / Decide 1.2.3.4 / dec / Do it 5 times / Call Bob after completion / Notes from last friday";
    for line in lines.split(" / ") {
        let captured = parse(line, &monday());
        assert_eq!((short(&captured).as_str(), captured.spans.len()), (line, 0));
    }
}

#[test]
fn times_are_said_in_words() {
    assert_table(
        &monday(),
        &[
            ("Call Bob tomorrow 9am", "Call Bob | due 2026-11-24 | at 09:00"),
            ("Call Bob tomorrow at 9", "Call Bob | due 2026-11-24 | at 09:00"),
            ("Call Bob at 9 tomorrow", "Call Bob | due 2026-11-24 | at 09:00"),
            ("Look at 2 flats", "Look at 2 flats"),
            ("Look at 2 flats at 9", "Look at 2 flats | due 2026-11-24 | at 09:00"),
            ("Meet at 9, Main Street", "Meet, Main Street | due 2026-11-24 | at 09:00"),
            ("Call Bob at 9am on friday", "Call Bob | due 2026-11-27 | at 09:00"),
            ("Call Bob 9am", "Call Bob | due 2026-11-24 | at 09:00"),
            ("Call Bob 10:00", "Call Bob | due 2026-11-24 | at 10:00"),
            ("Call Bob 10:01", "Call Bob | due 2026-11-23 | at 10:01"),
            ("Call Bob 14:30", "Call Bob | due 2026-11-23 | at 14:30"),
            ("Call Bob by 14:30", "Call Bob | due 2026-11-23 | at 14:30"),
            ("Call Bob 9:30pm", "Call Bob | due 2026-11-23 | at 21:30"),
            ("Call Bob 9:30 PM", "Call Bob | due 2026-11-23 | at 21:30"),
            ("Call Bob 9 pm", "Call Bob | due 2026-11-23 | at 21:00"),
            ("Call Bob 12am", "Call Bob | due 2026-11-24 | at 00:00"),
            ("Call Bob 12pm", "Call Bob | due 2026-11-23 | at 12:00"),
            ("Call Bob at noon", "Call Bob | due 2026-11-23 | at 12:00"),
            ("Call Bob 0:05", "Call Bob | due 2026-11-24 | at 00:05"),
            ("Call Bob in 2 hours", "Call Bob | due 2026-11-23 | at 12:00"),
            ("Call Bob in an hour", "Call Bob | due 2026-11-23 | at 11:00"),
            ("Call Bob in 30 minutes", "Call Bob | due 2026-11-23 | at 10:30"),
            ("Call Bob in 14 hours", "Call Bob | due 2026-11-24 | at 00:00"),
            ("Call Bob in 14 hours friday 9am", "Call Bob in 14 hours | due 2026-11-27 | at 09:00"),
            ("Call Bob at 25", "Call Bob at 25"),
            ("Call Bob 13pm", "Call Bob 13pm"),
            ("Call Bob 0am", "Call Bob 0am"),
            ("Call Bob 24:00", "Call Bob 24:00"),
            ("Call Bob 9:5", "Call Bob 9:5"),
            ("Call Bob 9:60", "Call Bob 9:60"),
            ("Call Bob 9", "Call Bob 9"),
            ("Call 9 Bobs", "Call 9 Bobs"),
            ("Look at it", "Look at it"),
            ("I am 9", "I am 9"),
            ("9am-10am Bob", "9am-10am Bob"),
        ],
    );
}

#[test]
fn a_night_belongs_to_the_day_before() {
    let context = Context { today: date(2026, 11, 23), ..at(date(2026, 11, 24).at(1, 30, 0, 0)) };
    assert_table(
        &context,
        &[
            ("Sleep today", "Sleep | due 2026-11-23"),
            ("Sleep tomorrow", "Sleep | due 2026-11-24"),
            ("Sleep 2am", "Sleep | due 2026-11-24 | at 02:00"),
            ("Sleep 1am", "Sleep | due 2026-11-25 | at 01:00"),
            ("Sleep 9am", "Sleep | due 2026-11-24 | at 09:00"),
            ("Sleep every day 9am", "Sleep | due 2026-11-24 | at 09:00 | FREQ=DAILY"),
            ("Sleep in an hour", "Sleep | due 2026-11-24 | at 02:30"),
        ],
    );
}

#[test]
fn a_week_begins_when_the_person_says() {
    let sunday = Context { week_start: Weekday::Sunday, ..at(date(2026, 11, 28).at(10, 0, 0, 0)) };
    assert_table(
        &sunday,
        &[
            ("Rest next week", "Rest | due 2026-11-29"),
            ("Rest next monday", "Rest | due 2026-11-30"),
            ("Rest next saturday", "Rest | due 2026-12-05"),
            ("Rest end of week", "Rest | due 2026-11-28"),
            ("Rest this weekend", "Rest | due 2026-11-28"),
            ("Rest next weekend", "Rest | due 2026-12-05"),
            ("Rest saturday", "Rest | due 2026-12-05"),
            ("Rest every 2 weeks on sat and sun", "Rest | due 2026-11-28 | FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU"),
        ],
    );
    let sunday = at(date(2026, 11, 29).at(10, 0, 0, 0));
    assert_table(
        &sunday,
        &[
            ("Rest weekend", "Rest | due 2026-11-29"),
            ("Rest next weekend", "Rest | due 2026-12-05"),
            ("Rest next week", "Rest | due 2026-11-30"),
        ],
    );
}

#[test]
fn everyday_words_stay_in_the_title_unless_nothing_of_it_follows() {
    assert_table(
        &monday(),
        &[
            ("Write the quarterly report friday", "Write the quarterly report | due 2026-11-27"),
            ("Weekly review #work", "Weekly review | #work"),
            ("Daily standup every weekday", "Daily standup | due 2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("Read Sun Tzu tomorrow", "Read Sun Tzu | due 2026-11-24"),
            ("Buy sun cream", "Buy sun cream"),
            ("1 may be enough", "1 may be enough"),
            ("Plant roses 1 may", "Plant roses | due 2027-05-01"),
            ("Plant roses 1 may 9am", "Plant roses | due 2027-05-01 | at 09:00"),
            ("Plant roses on 1 may in the garden", "Plant roses in the garden | due 2027-05-01"),
            ("Plant 1st may roses", "Plant roses | due 2027-05-01"),
            ("Plan the weekend", "Plan the weekend"),
            ("Plan the weekend tomorrow", "Plan the weekend | due 2026-11-24"),
            ("Mow on the weekend", "Mow | due 2026-11-28"),
            ("Mow at the weekend", "Mow | due 2026-11-28"),
            ("Prepare the monday meeting", "Prepare the monday meeting"),
            ("Finish before noon", "Finish before noon"),
            ("Call Bob after 5pm tomorrow", "Call Bob after 5pm | due 2026-11-24"),
            ("Report due 5th", "Report | due 2026-12-05"),
            ("Report on the 31st 9am", "Report | due 2026-12-31 | at 09:00"),
            ("Report by the 23rd #work", "Report | due 2026-11-23 | #work"),
            ("Paint on the 5th floor", "Paint on the 5th floor"),
            ("Meet on the 1st of the month", "Meet on the 1st of the month"),
            ("Call tomorrow morning", "Call | due 2026-11-24 | at 09:00"),
            ("Call tomorrow in the morning #work", "Call | due 2026-11-24 | at 09:00 | #work"),
            ("Call friday evening at 8", "Call | due 2026-11-27 | at 20:00"),
            ("Call this evening", "Call | due 2026-11-23 | at 19:00"),
            ("Call this evening about it", "Call about it | due 2026-11-23 | at 19:00"),
            ("Call this evening at 8", "Call | due 2026-11-23 | at 20:00"),
            ("Call tomorrow this evening", "Call tomorrow | due 2026-11-23 | at 19:00"),
            ("Run every morning", "Run | due 2026-11-24 | at 09:00 | FREQ=DAILY"),
            ("Run every morning before work", "Run before work | due 2026-11-24 | at 09:00 | FREQ=DAILY"),
            ("Report at the end of the month", "Report | due 2026-11-30"),
            ("Report by end of day", "Report | due 2026-11-23"),
            ("Report end of day tomorrow", "Report | due 2026-11-24"),
            ("Report at the end of it", "Report at the end of it"),
            ("Call tmrw", "Call | due 2026-11-24"),
            ("Call in 1h", "Call | due 2026-11-23 | at 11:00"),
            ("Call in 1h 30m", "Call | due 2026-11-23 | at 11:30"),
            ("Call in 1.5h", "Call | due 2026-11-23 | at 11:30"),
            ("Work in 30", "Work in 30"),
            ("Run every other evening", "Run | due 2026-11-23 | at 19:00 | FREQ=DAILY;INTERVAL=2"),
            ("Run every evening at 8", "Run | due 2026-11-23 | at 20:00 | FREQ=DAILY"),
            ("Run every morning at 7 from monday", "Run | due 2026-11-30 | at 07:00 | FREQ=DAILY"),
            ("Lock up every night until 24 dec", "Lock up | due 2026-11-23 | at 21:00 | FREQ=DAILY;UNTIL=20261224"),
            ("Run \\every morning", "Run every morning"),
            ("Run every Morning!", "Run! | due 2026-11-24 | at 09:00 | FREQ=DAILY"),
            ("Call tomorrow night", "Call | due 2026-11-24 | at 21:00"),
            ("Plan the night shift", "Plan the night shift"),
            ("Run every sat morning", "Run | due 2026-11-28 | at 09:00 | FREQ=WEEKLY;BYDAY=SA"),
            ("Friday morning meeting", "morning meeting | due 2026-11-27"),
            ("Write morning pages", "Write morning pages"),
            ("Call tomorrow, morning", "Call, morning | due 2026-11-24"),
            ("Call \\tomorrow morning", "Call tomorrow morning"),
            ("Call tomorrow \\morning", "Call morning | due 2026-11-24"),
            ("Meet at 5", "Meet | due 2026-11-23 | at 17:00"),
            ("Meet at 05:00", "Meet | due 2026-11-24 | at 05:00"),
            ("Meet at 7", "Meet | due 2026-11-24 | at 07:00"),
            ("Open until friday 9am", "Open until friday 9am"),
            ("Finish by 5pm", "Finish | due 2026-11-23 | at 17:00"),
            ("Paint the sun", "Paint the sun"),
            ("Paint the sun #art", "Paint the sun | #art"),
            ("First monday of the month report #work", "First monday of the month report | #work"),
            ("Plan the 2nd friday tomorrow", "Plan the 2nd friday | due 2026-11-24"),
            ("Read the daily #news 3 times", "Read the daily 3 times | #news"),
            ("Call Ann sun", "Call Ann | due 2026-11-29"),
            ("Call Ann sun 9am", "Call Ann | due 2026-11-29 | at 09:00"),
            ("Call Ann on sat about it", "Call Ann about it | due 2026-11-28"),
            ("Sun: call Ann", "call Ann | due 2026-11-29"),
            ("Stretch daily #health", "Stretch | due 2026-11-23 | #health | FREQ=DAILY"),
            ("Stretch daily #health 3 times", "Stretch | due 2026-11-23 | #health | FREQ=DAILY;COUNT=3"),
            ("Water weekly on sun plants", "Water plants | due 2026-11-29 | FREQ=WEEKLY;BYDAY=SU"),
        ],
    );
}
