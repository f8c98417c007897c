//! Changes to the settings.

use std::collections::BTreeMap;

use super::arrangements::{self, parse_arrangements};
use super::focus::FocusPatch;
use super::{
    Arrangements, ClockFormat, DAY_MINUTES, DateOrder, Day, DayStart, FocusInput, Hours, HoursStart, Language,
    Settings, Theme,
};
use crate::domain::time::zone::Zone;
use crate::error::{Error, FieldErrors, Result};

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
    /// See [`Settings::hours_start`].
    pub hours_start: Option<String>,
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
    /// See [`Settings::focus`].
    pub focus: Option<FocusInput>,
}

/// Changes to the settings.
#[derive(Debug, Clone, Default)]
pub struct SettingsPatch {
    zone: Option<Zone>,
    week_start: Option<Day>,
    day_start: Option<DayStart>,
    hours: Hours,
    hours_start: Option<HoursStart>,
    clock: Option<ClockFormat>,
    date_order: Option<DateOrder>,
    language: Option<Language>,
    theme: Option<Theme>,
    arrangements: Arrangements,
    focus: FocusPatch,
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
            hours_start: errors.check(input.hours_start.map(|text| HoursStart::parse(&text)).transpose())?.flatten(),
            clock: errors.check(input.clock.map(|word| ClockFormat::parse(&word)).transpose())?.flatten(),
            date_order: errors.check(input.date_order.map(|word| DateOrder::parse(&word)).transpose())?.flatten(),
            language: errors.check(input.language.map(|word| Language::parse(&word)).transpose())?.flatten(),
            theme: errors.check(input.theme.map(|word| Theme::parse(&word)).transpose())?.flatten(),
            arrangements: errors.check(parse_arrangements(input.arrangements.unwrap_or_default()))?.unwrap_or_default(),
            focus: errors.check(input.focus.map(FocusPatch::parse).transpose())?.flatten().unwrap_or_default(),
        };
        errors.finish()?;
        Ok(patch)
    }
}

impl Settings {
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
            hours_start: patch.hours_start.unwrap_or(self.hours_start),
            clock: patch.clock.unwrap_or(self.clock),
            date_order: patch.date_order.or(self.date_order),
            language: patch.language.unwrap_or(self.language),
            theme: patch.theme.unwrap_or(self.theme),
            arrangements: arrangements::changed(&self.arrangements, patch.arrangements),
            focus: self.focus.patched(patch.focus),
        }
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
