//! Reviews: how a day was planned and closed, and how a week was looked back on.

mod period;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::period::Period;

use crate::domain::Timestamp;
use crate::domain::log::change::{ChangeId, Fields, ObjectKind};
use crate::domain::log::object::{Object, fields_of};
use crate::domain::projects::Note;
use crate::domain::rules::Broken;
use crate::domain::tasks::TaskId;
use crate::error::{Error, FieldErrors, Result};

/// The most tasks that the plan of a day remembers.
pub const MOST_PLANNED: usize = 1_000;
/// How many steps the review of a week has.
pub const STEPS: u8 = 7;

/// What became of a day or a week, in tasks without subtasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Numbers {
    /// How many were done.
    pub done: u64,
    /// How many were dropped.
    pub dropped: u64,
    /// How many were made, with those that have subtasks, and are not deleted.
    pub created: u64,
    /// How many were planned when the work of the day began, and are not deleted.
    pub planned: u64,
    /// How many of those were done on that day.
    pub kept: u64,
}

/// The review of a day or a week. Every one is there from the start, with nothing in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Review {
    /// The day, such as `2026-11-28`, or the week, such as `2026-W48`: that of the account which has its Thursday.
    #[schema(value_type = String, example = "2026-11-28")]
    pub period: Period,
    /// The number of its newest change; also its `ETag`. 0 before the first.
    #[schema(value_type = i64, minimum = 0)]
    pub version: ChangeId,
    /// When the work of the day, or the review of the week, began.
    #[schema(required = true)]
    pub started_at: Option<Timestamp>,
    /// What was planned then for the day: tasks without open subtasks. Null before, and for a week.
    #[schema(value_type = Option<Vec<i64>>, required = true)]
    pub plan: Option<Plan>,
    /// The step of the week's review that comes next, from 1.
    #[schema(required = true, minimum = 1, maximum = 7)]
    pub step: Option<u8>,
    /// What there is to say about it.
    #[schema(value_type = Option<String>, required = true)]
    pub note: Option<Note>,
    /// When it was closed.
    #[schema(required = true)]
    pub finished_at: Option<Timestamp>,
    /// What had become of it then.
    #[schema(required = true)]
    pub numbers: Option<Numbers>,
}

/// The tasks that were planned for a day.
pub type Plan = Vec<TaskId>;

impl Review {
    /// A review with nothing in it.
    pub fn blank(period: Period) -> Self {
        Self {
            period,
            version: ChangeId(0),
            started_at: None,
            plan: None,
            step: None,
            note: None,
            finished_at: None,
            numbers: None,
        }
    }

    /// The review after a patch. `numbers` are those of now.
    pub fn patched(&self, patch: ReviewPatch, numbers: Numbers, now: Timestamp) -> Self {
        let ReviewPatch { note, step, finished } = patch;
        let mut review = self.clone();
        review.note = note.unwrap_or(review.note);
        if let Some(step) = step {
            review.step = step;
            review.started_at = review.started_at.or(Some(now));
        }
        match finished {
            Some(true) if review.finished_at.is_none() => {
                review.finished_at = Some(now);
                review.numbers = Some(numbers);
            }
            Some(false) => (review.finished_at, review.numbers) = (None, None),
            _ => {}
        }
        review
    }
}

impl Object for Review {
    const KIND: ObjectKind = ObjectKind::Review;

    fn number(&self) -> i64 {
        self.period.number()
    }

    fn name(&self) -> &'static str {
        "The review"
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

    fn unchanged(number: i64) -> Option<Self> {
        Period::of_number(number).map(Self::blank)
    }

    fn check(&self) -> Result<(), Broken> {
        Broken::instants([self.started_at, self.finished_at])?;
        if let Some(note) = &self.note {
            Broken::field(Note::parse(note.as_str().to_owned()))?;
        }
        if self.finished_at.is_some() != self.numbers.is_some() {
            return Err(Broken::impossible("numbers", "A closed review has its numbers."));
        }
        match (self.period, &self.plan, self.step) {
            (Period::Week(_), None, step) if step.is_none_or(|step| (1..=STEPS).contains(&step)) => Ok(()),
            (Period::Day(_), plan, None) => match plan {
                Some(plan) if plan.len() > MOST_PLANNED || !plan.is_sorted_by(|one, other| one < other) => {
                    Err(Broken::impossible("plan", "A plan names up to 1,000 tasks in order."))
                }
                Some(_) if self.started_at.is_none() => Err(Broken::impossible("plan", "A day with a plan has begun.")),
                _ => Ok(()),
            },
            (Period::Week(_), ..) => Err(Broken::impossible("step", "A week has no plan, and seven steps.")),
            (Period::Day(_), ..) => Err(Broken::impossible("step", "A day has no steps.")),
        }
    }

    /// The period is its number, which the log has beside the fields.
    fn created(number: i64, change: ChangeId, _: Timestamp, made: &Fields) -> Result<Self> {
        let period = Period::of_number(number).ok_or_else(|| Error::internal("a review of no period"))?;
        let mut fields = fields_of(&Self { version: change, ..Self::blank(period) })?;
        fields.extend(made.clone());
        Self::from_fields(fields)
    }
}

/// Changes to a review: `None` leaves a field as it is, `Some(None)` clears it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewPatch {
    /// See [`Review::note`].
    pub note: Option<Option<Note>>,
    /// See [`Review::step`].
    pub step: Option<Option<u8>>,
    /// Whether it is closed.
    pub finished: Option<bool>,
}

impl ReviewPatch {
    /// Checks every field of a patch from outside.
    pub fn parse(
        period: Period,
        note: Option<Option<String>>,
        step: Option<Option<i64>>,
        finished: Option<bool>,
    ) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let note = note.map(|note| note.filter(|note| !note.trim().is_empty()).map(Note::parse).transpose());
        let note = errors.check(note.transpose())?.flatten();
        let step = errors.check(step.map(|step| parse_step(period, step)).transpose())?.flatten();
        errors.finish()?;
        Ok(Self { note, step, finished })
    }
}

fn parse_step(period: Period, step: Option<i64>) -> Result<Option<u8>> {
    let Some(step) = step else { return Ok(None) };
    if matches!(period, Period::Day(_)) {
        return Err(Error::invalid("step", "Only the review of a week has steps."));
    }
    let step = u8::try_from(step).ok().filter(|step| (1..=STEPS).contains(step));
    step.map(Some).ok_or_else(|| Error::invalid("step", format!("Step must be a whole number from 1 to {STEPS}.")))
}

/// A review, and what has become of its day or week so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReviewedPeriod {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub first_day: jiff::civil::Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub last_day: jiff::civil::Date,
    /// The review.
    pub review: Review,
    /// The numbers of now.
    pub now: Numbers,
    /// Of the plan of a day, what was done on that day.
    #[schema(value_type = Vec<i64>)]
    pub kept: Vec<TaskId>,
    /// Of the plan of a day, what is still open.
    #[schema(value_type = Vec<i64>)]
    pub left: Vec<TaskId>,
    /// What was done on the day without being in its plan; up to 1,000 of them. Empty without a plan.
    #[schema(value_type = Vec<i64>)]
    pub unplanned: Vec<TaskId>,
}
