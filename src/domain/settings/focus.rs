//! How long blocks of focus and the breaks after them are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::closed_words::words;
use crate::error::{Error, Result};

words! {
    /// What comes after a block of focus.
    FocusStyle "focus" {
        /// A break, and after some blocks a longer one.
        Pomodoro = "pomodoro",
        /// A break of a fifth of the block.
        Flow = "flow",
        /// Nothing.
        Countdown = "countdown",
    }
}

const LONGEST_BLOCK: u16 = 480;
/// A row of blocks ends with an hour without one, so no break is longer.
const LONGEST_PAUSE: u16 = 60;
const MOST_BLOCKS: u16 = 12;

/// How long blocks of focus and the breaks after them are, and how their ends are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Focus {
    /// What comes after a block.
    #[schema(required = true)]
    pub style: FocusStyle,
    /// How many minutes a block is meant to be.
    #[schema(required = true, minimum = 1, maximum = 480)]
    pub minutes: u16,
    /// How many minutes a break is, in the style `pomodoro`.
    #[schema(required = true, minimum = 1, maximum = 60)]
    pub pause: u16,
    /// How many minutes the longer break is.
    #[schema(required = true, minimum = 1, maximum = 60)]
    pub long_pause: u16,
    /// After how many blocks the break is the longer one.
    #[schema(required = true, minimum = 1, maximum = 12)]
    pub every: u16,
    /// Whether a sound says that a block or a break is over.
    #[schema(required = true)]
    pub sound: bool,
    /// Whether the browser says it.
    #[schema(required = true)]
    pub notify: bool,
}

impl Default for Focus {
    fn default() -> Self {
        Self {
            style: FocusStyle::Pomodoro,
            minutes: 25,
            pause: 5,
            long_pause: 15,
            every: 4,
            sound: false,
            notify: false,
        }
    }
}

impl Focus {
    /// Checks the numbers.
    pub fn check(&self) -> Result<()> {
        let are_possible = (1..=LONGEST_BLOCK).contains(&self.minutes)
            && (1..=LONGEST_PAUSE).contains(&self.pause)
            && (1..=LONGEST_PAUSE).contains(&self.long_pause)
            && (1..=MOST_BLOCKS).contains(&self.every);
        if are_possible { Ok(()) } else { Err(impossible()) }
    }

    /// The same after changes.
    pub fn patched(&self, patch: FocusPatch) -> Self {
        Self {
            style: patch.style.unwrap_or(self.style),
            minutes: patch.minutes.unwrap_or(self.minutes),
            pause: patch.pause.unwrap_or(self.pause),
            long_pause: patch.long_pause.unwrap_or(self.long_pause),
            every: patch.every.unwrap_or(self.every),
            sound: patch.sound.unwrap_or(self.sound),
            notify: patch.notify.unwrap_or(self.notify),
        }
    }
}

/// Changes to focus from outside.
#[derive(Debug, Clone, Default)]
pub struct FocusInput {
    /// See [`Focus::style`].
    pub style: Option<String>,
    /// See [`Focus::minutes`].
    pub minutes: Option<i64>,
    /// See [`Focus::pause`].
    pub pause: Option<i64>,
    /// See [`Focus::long_pause`].
    pub long_pause: Option<i64>,
    /// See [`Focus::every`].
    pub every: Option<i64>,
    /// See [`Focus::sound`].
    pub sound: Option<bool>,
    /// See [`Focus::notify`].
    pub notify: Option<bool>,
}

/// Changes to focus.
#[derive(Debug, Clone, Default)]
pub struct FocusPatch {
    style: Option<FocusStyle>,
    minutes: Option<u16>,
    pause: Option<u16>,
    long_pause: Option<u16>,
    every: Option<u16>,
    sound: Option<bool>,
    notify: Option<bool>,
}

impl FocusPatch {
    /// Checks every change from outside.
    pub fn parse(input: FocusInput) -> Result<Self> {
        let FocusInput { style, minutes, pause, long_pause, every, sound, notify } = input;
        let number = |number: Option<i64>, most| {
            let parse = |number| u16::try_from(number).ok().filter(|number| (1..=most).contains(number));
            number.map(|number| parse(number).ok_or_else(impossible)).transpose()
        };
        Ok(Self {
            style: style.map(|word| FocusStyle::parse(&word)).transpose()?,
            minutes: number(minutes, LONGEST_BLOCK)?,
            pause: number(pause, LONGEST_PAUSE)?,
            long_pause: number(long_pause, LONGEST_PAUSE)?,
            every: number(every, MOST_BLOCKS)?,
            sound,
            notify,
        })
    }
}

fn impossible() -> Error {
    Error::invalid(
        "focus",
        "A block has 1 to 480 minutes, a break 1 to 60, and the longer break comes after 1 to 12 blocks.",
    )
}
