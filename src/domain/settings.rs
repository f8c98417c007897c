//! The settings of an account.

mod arrangements;
mod day_start;

use std::collections::BTreeMap;

use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use arrangements::{ArrangedList, Arrangements};
pub use day_start::DayStart;

use self::arrangements::parse_arrangements;

use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::log::change::{ChangeId, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::rules::Broken;
use crate::domain::time::zone::Zone;
use crate::error::{Error, FieldErrors, Result};

words! {
    /// A day of the week.
    Day "week_start" {
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
        Sunday = "sunday",
    }
}

impl Day {
    /// As jiff's type.
    pub fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
        }
    }

    /// From jiff's type.
    pub fn of(weekday: Weekday) -> Self {
        Self::ALL.iter().copied().find(|day| day.weekday() == weekday).unwrap_or(Self::Monday)
    }
}

words! {
    /// How times of day are shown.
    ClockFormat "clock" {
        /// 14:30.
        Hours24 = "24h",
        /// 2:30 pm.
        Hours12 = "12h",
    }
}

words! {
    /// How a date such as `3/12` is read.
    DateOrder "date_order" {
        /// 3 December.
        DayFirst = "day_first",
        /// 12 March.
        MonthFirst = "month_first",
    }
}

words! {
    /// The language of the page and of captured text.
    Language "language" {
        English = "en",
    }
}

words! {
    /// The look of the page.
    Theme "theme" {
        /// As on the device.
        System = "system",
        Light = "light",
        Dark = "dark",
    }
}

/// The minutes available for tasks on each weekday: 0 to 1,440.
pub type Hours = BTreeMap<Day, u16>;

pub const DAY_MINUTES: i64 = 24 * 60;

/// An account's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Settings {
    /// The number of the newest change; also its `ETag`. 0 before the first.
    #[serde(default)]
    #[schema(value_type = i64, minimum = 0)]
    pub version: ChangeId,
    /// The time zone, by its IANA name. Null counts as UTC.
    #[schema(value_type = Option<String>, required = true, example = "Europe/Berlin")]
    pub zone: Option<Zone>,
    /// The first day of the week.
    pub week_start: Day,
    /// When a day begins, from 00:00 to 11:59.
    #[schema(value_type = String, example = "04:00")]
    pub day_start: DayStart,
    /// The minutes available for planned tasks, by day of the week.
    #[schema(value_type = BTreeMap<String, u16>)]
    pub hours: Hours,
    /// How times of day are shown.
    pub clock: ClockFormat,
    /// How a date such as `3/12` is read. Null reads only those that mean one day in either order.
    #[schema(required = true)]
    pub date_order: Option<DateOrder>,
    /// The language.
    pub language: Language,
    /// The look of the page.
    pub theme: Theme,
    /// How `inbox`, `today`, `upcoming`, `tasks` and `done` are grouped, sorted and filtered, as a query such as
    /// `priority:high sort:due group:project`. A list without one is as it comes.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>, required = true)]
    pub arrangements: Arrangements,
}

impl Default for Settings {
    fn default() -> Self {
        let minutes = |day: &Day| if matches!(day, Day::Saturday | Day::Sunday) { 2 * 60 } else { 8 * 60 };
        Self {
            version: ChangeId(0),
            zone: None,
            week_start: Day::Monday,
            day_start: DayStart(Time::midnight()),
            hours: Day::ALL.iter().map(|day| (*day, minutes(day))).collect(),
            clock: ClockFormat::Hours24,
            date_order: None,
            language: Language::English,
            theme: Theme::System,
            arrangements: Arrangements::new(),
        }
    }
}

impl Settings {
    pub fn zone_or_utc(&self) -> Zone {
        self.zone.clone().unwrap_or_else(Zone::utc)
    }

    /// The minutes available for tasks on a weekday.
    pub fn capacity(&self, weekday: Weekday) -> u16 {
        self.hours.get(&Day::of(weekday)).copied().unwrap_or_default()
    }

    /// The settings after a patch.
    pub fn patched(&self, patch: SettingsPatch) -> Self {
        let mut hours = self.hours.clone();
        hours.extend(patch.hours);
        Self {
            version: self.version,
            zone: patch.zone.or_else(|| self.zone.clone()),
            week_start: patch.week_start.unwrap_or(self.week_start),
            day_start: patch.day_start.unwrap_or(self.day_start),
            hours,
            clock: patch.clock.unwrap_or(self.clock),
            date_order: patch.date_order.or(self.date_order),
            language: patch.language.unwrap_or(self.language),
            theme: patch.theme.unwrap_or(self.theme),
            arrangements: arrangements::changed(&self.arrangements, patch.arrangements),
        }
    }
}

/// Each account has one settings object.
pub const SETTINGS_NUMBER: i64 = 1;

impl Object for Settings {
    const KIND: ObjectKind = ObjectKind::Settings;

    fn number(&self) -> i64 {
        SETTINGS_NUMBER
    }

    fn name(&self) -> &'static str {
        "The settings"
    }

    fn version(&self) -> ChangeId {
        self.version
    }

    fn set_version(&mut self, version: ChangeId) {
        self.version = version;
    }

    fn set_updated_at(&mut self, _: Timestamp) {}

    fn deleted_at(&self) -> Option<Timestamp> {
        None
    }

    fn set_deleted_at(&mut self, _: Option<Timestamp>) {}

    fn check(&self) -> Result<(), Broken> {
        self.arrangements.values().try_for_each(|query| query.check("arrangements"))?;
        let is_possible = |minutes: &u16| i64::from(*minutes) <= DAY_MINUTES;
        if self.hours.len() == Day::ALL.len() && self.hours.values().all(is_possible) {
            return Ok(());
        }
        Err(Broken::impossible("hours", "Every day of the week has 0 to 1,440 minutes."))
    }
}

/// Settings from outside.
#[derive(Debug, Clone, Default)]
pub struct SettingsInput {
    /// See [`Settings::zone`].
    pub zone: Option<String>,
    /// See [`Settings::week_start`].
    pub week_start: Option<String>,
    /// See [`Settings::day_start`].
    pub day_start: Option<String>,
    /// See [`Settings::hours`].
    pub hours: Option<BTreeMap<String, i64>>,
    /// See [`Settings::clock`].
    pub clock: Option<String>,
    /// See [`Settings::date_order`].
    pub date_order: Option<String>,
    /// See [`Settings::language`].
    pub language: Option<String>,
    /// See [`Settings::theme`].
    pub theme: Option<String>,
    /// See [`Settings::arrangements`].
    pub arrangements: Option<BTreeMap<String, String>>,
}

/// Changes to the settings.
#[derive(Debug, Clone, Default)]
pub struct SettingsPatch {
    zone: Option<Zone>,
    week_start: Option<Day>,
    day_start: Option<DayStart>,
    hours: Hours,
    clock: Option<ClockFormat>,
    date_order: Option<DateOrder>,
    language: Option<Language>,
    theme: Option<Theme>,
    arrangements: Arrangements,
}

impl SettingsPatch {
    /// Checks every setting from outside.
    pub fn parse(input: SettingsInput) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let zone = input.zone.map(|name| Zone::parse("zone", &name)).transpose();
        let patch = Self {
            zone: errors.check(zone)?.flatten(),
            week_start: errors.check(input.week_start.map(|word| Day::parse(&word)).transpose())?.flatten(),
            day_start: errors.check(input.day_start.map(|text| DayStart::parse(&text)).transpose())?.flatten(),
            hours: errors.check(parse_hours(input.hours.unwrap_or_default()))?.unwrap_or_default(),
            clock: errors.check(input.clock.map(|word| ClockFormat::parse(&word)).transpose())?.flatten(),
            date_order: errors.check(input.date_order.map(|word| DateOrder::parse(&word)).transpose())?.flatten(),
            language: errors.check(input.language.map(|word| Language::parse(&word)).transpose())?.flatten(),
            theme: errors.check(input.theme.map(|word| Theme::parse(&word)).transpose())?.flatten(),
            arrangements: errors.check(parse_arrangements(input.arrangements.unwrap_or_default()))?.unwrap_or_default(),
        };
        errors.finish()?;
        Ok(patch)
    }
}

fn parse_hours(hours: BTreeMap<String, i64>) -> Result<Hours> {
    let parse = |(word, minutes): (String, i64)| {
        let day = Day::from_word(&word)?;
        let minutes = u16::try_from(minutes).ok().filter(|minutes| i64::from(*minutes) <= DAY_MINUTES)?;
        Some((day, minutes))
    };
    let parsed: Option<Hours> = hours.into_iter().map(parse).collect();
    parsed.ok_or_else(|| {
        Error::invalid("hours", "Hours must be minutes from 0 to 1,440 by the day of the week, such as monday: 480.")
    })
}
