//! Chooses which phrases of a line count.

use super::Context;
use super::day::DayPhrase;
use super::days::Days;
use super::flaw::Flaw;
use super::found::{Found, Phrase};
use super::suffix::{End, Suffix};

/// Why each phrase doesn't count, if it doesn't.
///
/// Of several days, the last one counts. The others stay in the title together with the times beside them.
pub(super) fn choose(found: &[Found<'_>], context: &Context<'_>) -> Vec<Option<Flaw>> {
    let mut flaws: Vec<Option<Flaw>> = Vec::with_capacity(found.len());
    for one in found {
        flaws.push(one.flaw.or_else(|| flaw(&one.phrase, context)).filter(|_| !one.escaped));
    }
    // A flaw is one of the whole cluster.
    let mut begin = 0;
    while let Some(first) = found.get(begin) {
        let length = found.iter().skip(begin).take_while(|other| is_beside(first, other)).count().max(1);
        let own = flaws.get_mut(begin..begin + length).unwrap_or_default();
        let phrases = found.get(begin..begin + length).unwrap_or_default();
        if let Some(flaw) = own.iter().flatten().next().copied().or_else(|| contradiction(phrases, context)) {
            // Another day beside a wrong one can still count.
            let spreads = !matches!(flaw, Flaw::Weekday | Flaw::Past);
            let stays = |one: &Found<'_>, own: Option<Flaw>| !spreads && own.is_none() && one.phrase.is_day();
            let has_other = phrases.iter().zip(own.iter()).any(|(one, own)| stays(one, *own));
            for own in own {
                if own.is_some() || !has_other {
                    *own = Some(flaw);
                }
            }
        }
        begin += length;
    }
    let counts = |(one, flaw): &(&Found<'_>, &Option<Flaw>)| flaw.is_none() && !one.escaped && one.phrase.is_day();
    let Some((day, _)) = found.iter().zip(&flaws).rfind(counts) else { return last_time(found, flaws) };
    // The clusters whose day is another.
    let mut other = None;
    for (one, flaw) in found.iter().zip(&mut flaws) {
        let is_other = one.phrase.is_day() && flaw.is_none() && !one.escaped && one.start != day.start;
        if is_other {
            other = Some(one.cluster);
            *flaw = Some(Flaw::Other);
        }
        let is_time = matches!(one.phrase, Phrase::Time(_) | Phrase::PartOfDay(_));
        if is_time && flaw.is_none() && other == Some(one.cluster) && one.cluster != day.cluster {
            *flaw = Some(Flaw::Other);
        }
    }
    // A time can stand before the other day of its cluster, too.
    let mut other = None;
    for (one, flaw) in found.iter().zip(&mut flaws).rev() {
        if one.phrase.is_day() && *flaw == Some(Flaw::Other) {
            other = Some(one.cluster);
        }
        let is_time = matches!(one.phrase, Phrase::Time(_) | Phrase::PartOfDay(_));
        if is_time && flaw.is_none() && other == Some(one.cluster) && one.cluster != day.cluster {
            *flaw = Some(Flaw::Other);
        }
    }
    last_time(found, flaws)
}

/// Of several times, the last one counts.
fn last_time(found: &[Found<'_>], mut flaws: Vec<Option<Flaw>>) -> Vec<Option<Flaw>> {
    let mut has_time = false;
    for (one, flaw) in found.iter().zip(&mut flaws).rev() {
        if matches!(one.phrase, Phrase::Time(_)) && flaw.is_none() && !one.escaped {
            if has_time {
                *flaw = Some(Flaw::Other);
            }
            has_time = true;
        }
    }
    flaws
}

/// Phrases side by side that can't all be meant.
fn contradiction(phrases: &[Found<'_>], context: &Context<'_>) -> Option<Flaw> {
    let has = |wanted: fn(&Phrase<'_>) -> bool| phrases.iter().any(|one| wanted(&one.phrase));
    if has(|phrase| matches!(phrase, Phrase::Moment(..))) && has(|phrase| matches!(phrase, Phrase::Time(_))) {
        return Some(Flaw::Part);
    }
    let days = phrases.iter().find_map(|one| match &one.phrase {
        Phrase::Repeat(repeat) => Some(&repeat.days),
        _ => None,
    });
    let Some(Days::Weekdays(weekdays)) = days else { return None };
    let is_other = |one: &Found<'_>| match one.phrase {
        // “Every friday next week” is that Friday, and a whole date can be another on purpose.
        Phrase::Due(DayPhrase::First(_) | DayPhrase::On(_)) => false,
        Phrase::Due(day) => !weekdays.contains(&day.resolve(context).weekday()),
        _ => false,
    };
    phrases.iter().any(is_other).then_some(Flaw::Rule)
}

fn is_beside(one: &Found<'_>, other: &Found<'_>) -> bool {
    one.cluster == other.cluster && one.phrase.is_about_time() && other.phrase.is_about_time()
}

/// What keeps a phrase from being understood today.
fn flaw(phrase: &Phrase<'_>, context: &Context<'_>) -> Option<Flaw> {
    let over = |end: End| match end {
        End::Until(day) => day.flaw(context).or((day.resolve(context) < context.today).then_some(Flaw::Past)),
        End::Never | End::Count(_) | End::For(..) => None,
    };
    match phrase {
        Phrase::Due(day) | Phrase::Start(day) | Phrase::Suffix(Suffix::From(day), _) => day.flaw(context),
        Phrase::Repeat(repeat) => repeat.begin.and_then(|day| day.flaw(context)).or_else(|| over(repeat.end)),
        Phrase::Suffix(Suffix::Until(day), _) => over(End::Until(*day)),
        _ => None,
    }
}
