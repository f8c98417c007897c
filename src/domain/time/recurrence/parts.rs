//! The parts of a RECUR value (RFC 5545, 3.3.10): parsed, checked, and written in canonical order.

use std::fmt;

use jiff::civil::{Date, Weekday};

use crate::error::{Error, Result};

/// The base frequency. Tasks don't repeat more often than daily.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A weekday: every one, or the nth of the period, counted from the end if negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ByDay {
    pub(super) nth: Option<i8>,
    pub(super) weekday: Weekday,
}

/// A rule split into its parts. Lists are sorted, without duplicates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) frequency: Frequency,
    pub(super) interval: u16,
    pub(super) months: Vec<i16>,
    pub(super) year_days: Vec<i16>,
    pub(super) month_days: Vec<i16>,
    pub(super) days: Vec<ByDay>,
    pub(super) positions: Vec<i16>,
    pub(super) week_start: Weekday,
    pub(super) count: Option<u16>,
    pub(super) until: Option<Date>,
}

const MAX_CHARS: usize = 500;
const MAX_INTERVAL: u16 = 1_000;
const MAX_COUNT: u16 = 10_000;
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

fn wrong<T>(sentence: impl Into<String>) -> Result<T> {
    Err(Error::invalid("recurrence", sentence))
}

impl Parts {
    /// A rule with only a frequency.
    pub(super) fn new(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            months: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            days: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
            count: None,
            until: None,
        }
    }

    /// Reads a rule in any case and order, with or without a leading `RRULE:`.
    pub(super) fn parse(text: &str) -> Result<Self> {
        if text.chars().count() > MAX_CHARS {
            return wrong(format!("The recurrence can have {MAX_CHARS} characters at most."));
        }
        if !text.chars().all(|c| c.is_ascii_alphanumeric() || "=;,:+- ".contains(c)) {
            return wrong("The recurrence must be a rule such as FREQ=WEEKLY;BYDAY=MO,TH.");
        }
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        let mut given: Vec<(&str, &str)> = Vec::new();
        for part in text.split(';') {
            let Some((name, value)) = part.split_once('=') else {
                return wrong("The recurrence must be a rule such as FREQ=WEEKLY;BYDAY=MO,TH.");
            };
            if given.iter().any(|(other, _)| *other == name) {
                return wrong(format!("The recurrence has {name} twice."));
            }
            given.push((name, value));
        }
        let Some((_, frequency)) = given.iter().find(|(name, _)| *name == "FREQ") else {
            return wrong("The recurrence needs a FREQ: DAILY, WEEKLY, MONTHLY or YEARLY.");
        };
        let mut parts = Self::new(parse_frequency(frequency)?);
        for (name, value) in given {
            parts.take(name, value)?;
        }
        parts.check()?;
        Ok(parts)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<()> {
        match name {
            "FREQ" => {}
            "INTERVAL" => self.interval = parse_number(name, value, MAX_INTERVAL)?,
            "COUNT" => self.count = Some(parse_number(name, value, MAX_COUNT)?),
            "UNTIL" => self.until = Some(parse_until(value)?),
            "BYMONTH" => {
                self.months = parse_list(name, value, 12)?;
                if self.months.iter().any(|month| *month < 0) {
                    return wrong("BYMONTH in the recurrence must be numbers from 1 to 12.");
                }
            }
            "BYYEARDAY" => self.year_days = parse_list(name, value, 366)?,
            "BYMONTHDAY" => self.month_days = parse_list(name, value, 31)?,
            "BYDAY" => self.days = parse_days(value)?,
            "BYSETPOS" => self.positions = parse_list(name, value, 366)?,
            "WKST" => self.week_start = parse_weekday(value)?,
            "BYHOUR" | "BYMINUTE" | "BYSECOND" => {
                return wrong(format!("The recurrence can't have {name}: the time of day is that of the due."));
            }
            "BYWEEKNO" => return wrong("The recurrence can't have BYWEEKNO. Name the month or the day of the year."),
            _ => return wrong("The recurrence has a part that RFC 5545 doesn't know."),
        }
        Ok(())
    }

    /// Checks which parts RFC 5545 allows together.
    fn check(&mut self) -> Result<()> {
        use Frequency::{Daily, Monthly, Weekly, Yearly};
        if self.count.is_some() && self.until.is_some() {
            return wrong("The recurrence can have COUNT or UNTIL, not both.");
        }
        if self.frequency == Weekly && !self.month_days.is_empty() {
            return wrong("The recurrence can't have BYMONTHDAY when it is weekly.");
        }
        if self.frequency != Yearly && !self.year_days.is_empty() {
            return wrong("The recurrence can have BYYEARDAY only when it is yearly.");
        }
        let numbers: Vec<i8> = self.days.iter().filter_map(|day| day.nth).collect();
        if matches!(self.frequency, Daily | Weekly) && !numbers.is_empty() {
            return wrong("The recurrence can have BYDAY with numbers only when it is monthly or yearly.");
        }
        if !numbers.is_empty() && numbers.len() < self.days.len() {
            return wrong("BYDAY in the recurrence must have a number before every weekday or before none.");
        }
        let of_month = self.frequency == Monthly || !self.months.is_empty();
        if of_month && numbers.iter().any(|nth| !(-4..=5).contains(nth)) {
            return wrong("The weekdays of a month in the recurrence are the 1st to 5th, or -1 to -4 from the end.");
        }
        let bare = self.months.is_empty() && self.year_days.is_empty() && self.month_days.is_empty();
        if !self.positions.is_empty() && bare && self.days.is_empty() {
            return wrong("The recurrence can have BYSETPOS only with another part that begins with BY.");
        }
        if self.frequency != Weekly {
            self.week_start = Weekday::Monday; // it says nothing about the others
        }
        Ok(())
    }

    /// Whether it names no day of the month or year, so the first date implies it.
    pub(super) fn is_bare(&self) -> bool {
        self.year_days.is_empty() && self.month_days.is_empty() && self.days.is_empty()
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(f, "FREQ={frequency}")?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        write_list(f, "BYMONTH", &self.months)?;
        write_list(f, "BYYEARDAY", &self.year_days)?;
        write_list(f, "BYMONTHDAY", &self.month_days)?;
        for (index, day) in self.days.iter().enumerate() {
            f.write_str(if index == 0 { ";BYDAY=" } else { "," })?;
            if let Some(nth) = day.nth {
                write!(f, "{nth}")?;
            }
            f.write_str(weekday_name(day.weekday))?;
        }
        write_list(f, "BYSETPOS", &self.positions)?;
        if self.week_start != Weekday::Monday {
            write!(f, ";WKST={}", weekday_name(self.week_start))?;
        }
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        if let Some(until) = self.until {
            write!(f, ";UNTIL={:04}{:02}{:02}", until.year(), until.month(), until.day())?;
        }
        Ok(())
    }
}

fn write_list(f: &mut fmt::Formatter<'_>, name: &str, values: &[i16]) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        if index == 0 {
            write!(f, ";{name}={value}")?;
        } else {
            write!(f, ",{value}")?;
        }
    }
    Ok(())
}

fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, other)| *other == weekday).map_or("MO", |(name, _)| name)
}

fn parse_frequency(value: &str) -> Result<Frequency> {
    match value {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "SECONDLY" | "MINUTELY" | "HOURLY" => wrong("A task can repeat once a day at most. Use FREQ=DAILY."),
        _ => wrong("FREQ in the recurrence must be DAILY, WEEKLY, MONTHLY or YEARLY."),
    }
}

fn parse_number(name: &str, value: &str, max: u16) -> Result<u16> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    match value.parse() {
        Ok(number) if digits && (1..=max).contains(&number) => Ok(number),
        _ => wrong(format!("{name} in the recurrence must be a number from 1 to {max}.")),
    }
}

fn parse_list(name: &str, value: &str, max: i16) -> Result<Vec<i16>> {
    let parse = |text: &str| text.parse().ok().filter(|number| *number != 0 && (-max..=max).contains(number));
    let Some(mut values) = value.split(',').map(parse).collect::<Option<Vec<i16>>>() else {
        return wrong(format!("{name} in the recurrence must be numbers from 1 to {max}, or negative from the end."));
    };
    values.sort_unstable_by_key(|number| (*number < 0, number.unsigned_abs()));
    values.dedup();
    Ok(values)
}

fn parse_weekday(name: &str) -> Result<Weekday> {
    let found = WEEKDAYS.iter().find(|(other, _)| *other == name);
    found.map_or_else(
        || wrong("A weekday in the recurrence must be MO, TU, WE, TH, FR, SA or SU."),
        |(_, weekday)| Ok(*weekday),
    )
}

fn parse_days(value: &str) -> Result<Vec<ByDay>> {
    let mut days = Vec::new();
    for text in value.split(',') {
        let (nth, name) = text.split_at(text.len().saturating_sub(2));
        let weekday = parse_weekday(name)?;
        let nth = match nth.parse() {
            _ if nth.is_empty() => None,
            Ok(number) if number != 0 && (-52..=53).contains(&number) => Some(number),
            _ => return wrong("The number of a weekday in the recurrence must be 1 to 53, or -1 to -52 from the end."),
        };
        days.push(ByDay { nth, weekday });
    }
    let nth = |day: &ByDay| day.nth.map(|nth| (nth < 0, nth.unsigned_abs()));
    days.sort_by_key(|day| (nth(day), day.weekday.to_monday_zero_offset()));
    days.dedup();
    Ok(days)
}

/// A day: a series ends with a day, whatever the zone. The due date decides which day an instant means.
fn parse_until(value: &str) -> Result<Date> {
    let digits = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    let date = Date::strptime("%Y%m%d", value).ok().filter(|_| digits);
    if date.is_none() && value.contains('T') {
        return wrong("UNTIL in the recurrence must be the last day, such as 20261224, without a time.");
    }
    date.map_or_else(|| wrong("UNTIL in the recurrence must be a day such as 20261224."), Ok)
}
