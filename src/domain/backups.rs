//! Backups of the database: what their files are called, and which are kept.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::domain::Timestamp;

/// The name of a backup's file: `tracker-20261128T033000Z.db`, by the instant in UTC at which it began.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupName(DateTime);

const PREFIX: &str = "tracker-";
const SUFFIX: &str = "Z.db";
const FORMAT: &str = "%Y%m%dT%H%M%S";

impl BackupName {
    pub fn at(instant: Timestamp) -> Self {
        let time = instant.to_zoned(TimeZone::UTC).datetime();
        Self(time.with().subsec_nanosecond(0).build().unwrap_or(time))
    }

    /// Reads a file's name; `None` if it is not that of a backup.
    pub fn parse(name: &str) -> Option<Self> {
        let time = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
        let parsed = DateTime::strptime(FORMAT, time).ok().map(Self)?;
        (parsed.to_string() == name).then_some(parsed)
    }

    /// When the backup began, to the second.
    pub fn instant(&self) -> Timestamp {
        self.0.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |zoned| zoned.timestamp())
    }
}

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}{SUFFIX}", self.0.strftime(FORMAT))
    }
}

/// How many backups to keep: the newest of each of so many days, weeks and months that have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    pub days: u16,
    pub weeks: u16,
    pub months: u16,
}

impl Default for Keep {
    fn default() -> Self {
        Self { days: 7, weeks: 4, months: 6 }
    }
}

impl fmt::Display for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}d,{}w,{}m", self.days, self.weeks, self.months)
    }
}

impl FromStr for Keep {
    type Err = String;

    /// Reads `7d,4w,6m`; what is left out is none.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "expected days, weeks and months to keep, such as 7d,4w,6m".to_owned();
        let mut keep = Self { days: 0, weeks: 0, months: 0 };
        let mut seen = BTreeSet::new();
        for part in text.split(',').map(str::trim) {
            let unit = part.chars().last().ok_or_else(wrong)?;
            let amount: u16 = part.strip_suffix(unit).unwrap_or_default().parse().map_err(|_| wrong())?;
            match unit {
                'd' => keep.days = amount,
                'w' => keep.weeks = amount,
                'm' => keep.months = amount,
                _ => return Err(wrong()),
            }
            if !seen.insert(unit) {
                return Err(wrong());
            }
        }
        Ok(keep)
    }
}

impl Keep {
    /// The backups that need not be kept. The newest one always is, whatever the numbers say.
    pub fn surplus(self, mut backups: Vec<BackupName>) -> Vec<BackupName> {
        backups.sort();
        backups.reverse();
        let mut days = Periods::of(self.days);
        let mut weeks = Periods::of(self.weeks);
        let mut months = Periods::of(self.months);
        let mut is_newest = true;
        backups.retain(|BackupName(time)| {
            let day = time.date();
            // Each is asked, because one backup can stand for a day, a week and a month.
            let wanted = [days.wants(day), weeks.wants(monday_of(day)), months.wants(day.first_of_month())];
            let is_kept = wanted.contains(&true) || is_newest;
            is_newest = false;
            !is_kept
        });
        backups
    }
}

fn monday_of(day: Date) -> Date {
    day.saturating_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset()))
}

/// The periods that have a backup, from the newest on.
struct Periods {
    left: u16,
    last: Option<Date>,
}

impl Periods {
    fn of(most: u16) -> Self {
        Self { left: most, last: None }
    }

    /// Whether a backup is the first that is met of its period.
    fn wants(&mut self, period: Date) -> bool {
        if self.left == 0 || self.last == Some(period) {
            return false;
        }
        self.left -= 1;
        self.last = Some(period);
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn backup(time: &str) -> BackupName {
        BackupName::at(time.parse().unwrap())
    }

    #[test]
    fn a_name_says_when_it_began_and_is_read_back() {
        let name = backup("2026-11-28T03:30:00.75Z");
        assert_eq!(name.to_string(), "tracker-20261128T033000Z.db");
        assert_eq!(BackupName::parse(&name.to_string()), Some(name.clone()));
        assert_eq!(name.instant().to_string(), "2026-11-28T03:30:00Z");
        for other in ["tracker.db", "tracker-20261128T033000Z.db.new-1", "tracker-20261328T033000Z.db", "tracker-Z.db"]
        {
            assert_eq!(BackupName::parse(other), None, "{other}");
        }
    }

    #[test]
    fn what_to_keep_is_read_and_written_alike() {
        assert_eq!("7d,4w,6m".parse(), Ok(Keep::default()));
        assert_eq!(Keep::default().to_string(), "7d,4w,6m");
        assert_eq!("12m".parse(), Ok(Keep { days: 0, weeks: 0, months: 12 }));
        for wrong in ["", "7", "d", "7d,7d", "7d;4w", "-1d", "7y", "7d,", "99999d", "7ä"] {
            assert!(wrong.parse::<Keep>().is_err(), "{wrong:?} was taken");
        }
    }

    #[test]
    fn the_newest_of_each_day_week_and_month_is_kept() {
        let all = [
            "2026-09-30T03:30:00Z", // the newest of September
            "2026-10-31T03:30:00Z", // the newest of October
            "2026-11-15T03:30:00Z", // the newest of its week
            "2026-11-20T03:30:00Z",
            "2026-11-26T03:30:00Z", // the second day
            "2026-11-27T03:30:00Z",
            "2026-11-27T15:00:00Z", // the newest of the first day, and of all
        ];
        let surplus = Keep { days: 2, weeks: 3, months: 3 }.surplus(all.map(backup).into());
        // The week from the 16th has the 20th, so that one goes only if it isn't one of three weeks.
        assert_eq!(surplus, [backup("2026-11-27T03:30:00Z")]);
        let surplus = Keep { days: 1, weeks: 1, months: 2 }.surplus(all.map(backup).into());
        assert_eq!(
            surplus,
            [
                backup("2026-11-27T03:30:00Z"),
                backup("2026-11-26T03:30:00Z"),
                backup("2026-11-20T03:30:00Z"),
                backup("2026-11-15T03:30:00Z"),
                backup("2026-09-30T03:30:00Z"),
            ]
        );
    }

    proptest! {
        #[test]
        fn the_newest_is_kept_whatever_the_numbers_say(
            days in 0..4_u16, weeks in 0..4_u16, months in 0..4_u16,
            // No two files have one name.
            hours in proptest::collection::btree_set(0..20_000_i64, 1..40),
        ) {
            let keep = Keep { days, weeks, months };
            let instant = |hour: i64| Timestamp::from_second(1_764_000_000 + hour * 3_600).unwrap();
            let backups: Vec<BackupName> = hours.iter().map(|hour| BackupName::at(instant(*hour))).collect();
            let surplus = keep.surplus(backups.clone());
            let newest = backups.iter().max().unwrap();
            prop_assert!(!surplus.contains(newest));
            let kept: Vec<BackupName> = backups.into_iter().filter(|backup| !surplus.contains(backup)).collect();
            prop_assert_eq!(keep.surplus(kept.clone()), vec![], "thinning out twice removes nothing more");
            prop_assert!(kept.len() <= usize::from(days + weeks + months).max(1));
        }
    }
}
