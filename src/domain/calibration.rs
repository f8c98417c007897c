//! How far off estimates are: actual time against estimated time.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::projects::ProjectId;
use crate::domain::tasks::Estimate;

/// How many of the newest samples count.
const NEWEST: usize = 40;
/// From how many samples on a factor is shown.
const ENOUGH: usize = 8;
/// From how many samples on it is said that there will be one.
const EARLY: usize = 5;
/// Quartiles further apart than this say that the tasks have nothing in common.
const TOO_MIXED: f64 = 4.0;
/// How many samples of the wider scope a factor is held against.
const WEIGHT: f64 = 5.0;
/// No factor for use lies outside these.
const BOUNDS: (f64, f64) = (0.5, 4.0);

/// A task that was done: what it was estimated at, and how long it took.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    pub project_id: Option<ProjectId>,
    pub tags: Vec<String>,
    pub estimate: Estimate,
    pub seconds: i64,
}

impl Sample {
    /// How many times its estimate it took.
    fn ratio(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "no duration is that long")]
        let minutes = self.seconds as f64 / 60.0;
        minutes / f64::from(self.estimate.minutes())
    }
}

/// How sure a factor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Five to seven tasks.
    Early,
    /// Eight tasks or more.
    Known,
    /// Eight tasks or more, but the upper quartile is over four times the lower one.
    Mixed,
}

/// How estimates of some tasks turned out.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Factor {
    /// How many tasks it comes from: the newest 40 at most.
    pub count: usize,
    /// The median of actual time divided by the estimate.
    pub median: f64,
    /// The lower quartile of the same (type 7 of Hyndman and Fan).
    pub lower: f64,
    /// The upper quartile.
    pub upper: f64,
    /// How sure it is.
    pub confidence: Confidence,
    /// The factor to plan with, to one decimal place: the median, drawn towards that of the account, and the account's
    /// towards 1, as if by five tasks; from 0.5 to 4. Null unless it is known.
    #[schema(required = true)]
    pub to_use: Option<f64>,
}

/// The factor of a project.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProjectFactor {
    /// The project.
    #[schema(value_type = i64)]
    pub project_id: ProjectId,
    /// Its factor.
    pub factor: Factor,
}

/// The factor of a tag.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TagFactor {
    /// The tag.
    pub tag: String,
    /// Its factor.
    pub factor: Factor,
}

/// The factor of estimates of a size.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BandFactor {
    /// The most minutes of such an estimate; null for the longest.
    #[schema(required = true)]
    pub up_to: Option<u16>,
    /// Their factor.
    pub factor: Factor,
}

/// How far off estimates were, of tasks done in 365 days that time was kept for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Calibration {
    /// Of all tasks; null with fewer than five.
    #[schema(required = true)]
    pub account: Option<Factor>,
    /// By project, with five tasks or more.
    pub projects: Vec<ProjectFactor>,
    /// By tag, with five tasks or more.
    pub tags: Vec<TagFactor>,
    /// By the size of the estimate: up to 15 minutes, an hour, four hours, and longer.
    pub bands: Vec<BandFactor>,
}

const BANDS: [Option<u16>; 4] = [Some(15), Some(60), Some(240), None];

impl Calibration {
    /// From tasks that were done, the newest first.
    pub fn of(samples: &[Sample]) -> Self {
        let account = factor(samples.iter(), 1.0);
        let around = account.as_ref().map_or(1.0, drawn_towards_one);
        let mut projects: Vec<ProjectId> = samples.iter().filter_map(|sample| sample.project_id).collect();
        projects.sort_unstable();
        projects.dedup();
        let projects = projects.into_iter().filter_map(|project_id| {
            let own = samples.iter().filter(|sample| sample.project_id == Some(project_id));
            Some(ProjectFactor { project_id, factor: factor(own, around)? })
        });
        let mut tags: Vec<&String> = samples.iter().flat_map(|sample| &sample.tags).collect();
        tags.sort_unstable();
        tags.dedup();
        let tags = tags.into_iter().filter_map(|tag| {
            let own = samples.iter().filter(|sample| sample.tags.contains(tag));
            Some(TagFactor { tag: tag.clone(), factor: factor(own, around)? })
        });
        let mut above = 0;
        let bands = BANDS.into_iter().filter_map(|up_to| {
            let from = std::mem::replace(&mut above, up_to.unwrap_or(u16::MAX));
            let is_in = move |sample: &&Sample| {
                let minutes = sample.estimate.minutes();
                minutes > from && up_to.is_none_or(|most| minutes <= most)
            };
            Some(BandFactor { up_to, factor: factor(samples.iter().filter(is_in), around)? })
        });
        Self { account, projects: projects.collect(), tags: tags.collect(), bands: bands.collect() }
    }
}

fn drawn_towards_one(factor: &Factor) -> f64 {
    drawn(factor.median, factor.count, 1.0)
}

/// A median drawn towards that of a wider scope, on a scale of ratios.
fn drawn(median: f64, count: usize, around: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are 40 at most")]
    let count = count as f64;
    ((count * median.ln() + WEIGHT * around.ln()) / (count + WEIGHT)).exp()
}

fn factor<'s>(samples: impl Iterator<Item = &'s Sample>, around: f64) -> Option<Factor> {
    let mut ratios: Vec<f64> = samples.take(NEWEST).map(Sample::ratio).collect();
    if ratios.len() < EARLY {
        return None;
    }
    ratios.sort_unstable_by(f64::total_cmp);
    let (lower, median, upper) = (quantile(&ratios, 0.25), quantile(&ratios, 0.5), quantile(&ratios, 0.75));
    let confidence = match ratios.len() {
        ..ENOUGH => Confidence::Early,
        _ if upper / lower > TOO_MIXED => Confidence::Mixed,
        _ => Confidence::Known,
    };
    let to_use = (confidence == Confidence::Known).then(|| {
        let factor = drawn(median, ratios.len(), around).clamp(BOUNDS.0, BOUNDS.1);
        (factor * 10.0).round() / 10.0
    });
    Some(Factor { count: ratios.len(), median, lower, upper, confidence, to_use })
}

/// A quantile of sorted numbers by linear interpolation (Hyndman and Fan, "Sample Quantiles in Statistical Packages",
/// 1996, type 7), on a scale of ratios.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are 40 at most")]
    let place = share * (sorted.len() - 1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies within the list")]
    let below = place.floor() as usize;
    let rest = place - place.floor();
    let at = |index: usize| sorted.get(index).or(sorted.last()).copied().unwrap_or(1.0).ln();
    (at(below) * (1.0 - rest) + at(below + 1) * rest).exp()
}

#[cfg(test)]
mod tests;
