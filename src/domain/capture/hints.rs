//! Says what to write instead of what is not understood.

use super::amid::is_likely;
use super::day::DayPhrase;
use super::flaw::Flaw;
use super::found::{Found, Left, Phrase};
use super::language::Language;
use super::names::longer;
use super::{Context, Hint};
use crate::domain::text::name_key;

/// The hints about a line, in order.
pub(super) fn hints(
    line: &str,
    found: &[Found<'_>],
    flaws: &[Option<Flaw>],
    left: &[Left],
    context: &Context<'_>,
) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    for left in left {
        let own = line.get(left.start..left.end).unwrap_or_default();
        if left.flaw == Flaw::Amid && !is_likely(own, context.date_order) {
            continue;
        }
        let instead = match left.flaw {
            Flaw::Amid => Some(own),
            Flaw::Zone => line.get(left.start..left.end).and_then(|text| text.split_whitespace().next_back()),
            Flaw::Tag => line.get(left.start..left.end).map(|tag| tag.trim_end_matches(['/', '-', '_'])),
            _ => line.get(left.instead..left.end),
        };
        let text = context.language.hint(left.flaw).unwrap_or_default();
        let text = text.replace("{}", instead.unwrap_or_default());
        hints.push(Hint { start: left.start, end: left.end, flaw: left.flaw, text });
    }
    let mut last = None;
    for (one, flaw) in found.iter().zip(flaws) {
        let Some(flaw) = flaw.filter(|_| one.flaw.is_none()) else {
            last = None;
            continue;
        };
        // One hint for what stands together.
        if let Some(hint) = last.filter(|cluster| *cluster == one.cluster).and_then(|_| hints.last_mut()) {
            hint.end = one.end;
            continue;
        }
        last = Some(one.cluster);
        hints.push(Hint { start: one.start, end: one.end, flaw, text: text(one, flaw, context) });
    }
    for one in found.iter().zip(flaws).filter(|(one, flaw)| flaw.is_none() && !one.escaped).map(|(one, _)| one) {
        if let Phrase::Project(name) = one.phrase
            && let Some(end) = longer(line, one, name)
            && context.projects.binary_search(&name_key(name)).is_err()
        {
            let name = line.get(one.start..end).unwrap_or_default().trim_start_matches('+');
            let text = context.language.hint(Flaw::Project).unwrap_or_default();
            hints.push(Hint {
                start: one.start,
                end,
                flaw: Flaw::Project,
                text: text.replace("{}", &format!("+\"{name}\"")),
            });
        }
    }
    hints.sort_by_key(|hint| hint.start);
    hints
}

fn text(found: &Found<'_>, flaw: Flaw, context: &Context<'_>) -> String {
    let language = context.language;
    let text = language.hint(flaw).unwrap_or_default();
    match found.phrase {
        Phrase::Due(day) | Phrase::Start(day) => filled(text, day, context, language),
        _ => text.to_owned(),
    }
}

/// The text with the weekday of a date, or both ways to read one.
fn filled(text: &str, day: DayPhrase, context: &Context<'_>, language: &Language) -> String {
    let month = |month: i8| {
        let index = usize::try_from(month - 1).unwrap_or_default();
        language.written.months.get(index).copied().unwrap_or_default().to_lowercase()
    };
    match day {
        DayPhrase::Slash(first, second, year) => {
            let year = year.map(|year| format!(" {year}")).unwrap_or_default();
            let read = |day: i8, of: i8| format!("{day} {}{year}", month(of));
            text.replacen("{}", &read(first, second), 1).replacen("{}", &read(second, first), 1)
        }
        DayPhrase::Named(..) => {
            let weekday = day.resolve(context).weekday().to_monday_zero_offset();
            let index = usize::try_from(weekday).unwrap_or_default();
            text.replace("{}", language.written.weekdays.get(index).copied().unwrap_or_default())
        }
        _ => text.to_owned(),
    }
}
