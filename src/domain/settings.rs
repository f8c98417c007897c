//! The settings of an account.

mod arrangements;
mod focus;
mod patch;
mod times;

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::arrangements::{ArrangedList, Arrangements};
pub use self::focus::{Focus, FocusInput, FocusStyle};
pub use self::patch::{SettingsInput, SettingsPatch};
pub use self::times::{DayStart, HoursStart};

use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::log::change::{ChangeId, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::rules::Broken;
use crate::domain::time::zone::Zone;

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
    /// When these minutes begin, from 00:00 to 23:59. The calendar shows them.
    #[serde(default)]
    #[schema(value_type = String, required = true, example = "09:00")]
    pub hours_start: HoursStart,
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
    /// How long blocks of focus and the breaks after them are.
    #[serde(default)]
    #[schema(required = true)]
    pub focus: Focus,
}

impl Default for Settings {
    fn default() -> Self {
        let minutes = |day: &Day| if matches!(day, Day::Saturday | Day::Sunday) { 2 * 60 } else { 8 * 60 };
        Self {
            version: ChangeId(0),
            zone: None,
            week_start: Day::Monday,
            day_start: DayStart::default(),
            hours: Day::ALL.iter().map(|day| (*day, minutes(day))).collect(),
            hours_start: HoursStart::default(),
            clock: ClockFormat::Hours24,
            date_order: None,
            language: Language::English,
            theme: Theme::System,
            arrangements: Arrangements::new(),
            focus: Focus::default(),
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
        Broken::field(self.focus.check())?;
        let is_possible = |minutes: &u16| i64::from(*minutes) <= DAY_MINUTES;
        if self.hours.len() == Day::ALL.len() && self.hours.values().all(is_possible) {
            return Ok(());
        }
        Err(Broken::impossible("hours", "Every day of the week has 0 to 1,440 minutes."))
    }
}
