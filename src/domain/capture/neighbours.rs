//! Keeps whole what is understood only in part.
//!
//! Phrases about time that stand side by side are a cluster. If what stands next to it could belong to it, such as the
//! `13` of `friday 13`, none of its phrases is understood.

use super::day::DayPhrase;
use super::flaw::Flaw;
use super::found::{Candidate, Phrase};
use super::language::{Language, Unit, Word};
use super::not_due::Mention;
use super::numbers::ordinal_number;
use super::reader::digits;
use super::token::{Kind, Token};

/// The most words such as `on the` between a cluster and what could belong to it.
const MOST_JOINING: u8 = 3;

/// The tokens of a line, and what was found in them.
struct Line<'t, 'a> {
    tokens: &'t [Token<'a>],
    language: &'static Language,
    /// Which tokens are in a phrase.
    is_found: Vec<bool>,
    /// Which tokens are the first of a phrase about time.
    begins_time: Vec<bool>,
}

/// Numbers the clusters, and marks those that are understood only in part.
pub(super) fn mend(
    candidates: &mut [Candidate<'_>],
    mentions: &mut Vec<Mention>,
    tokens: &[Token<'_>],
    language: &'static Language,
) {
    let mut line =
        Line { tokens, language, is_found: vec![false; tokens.len()], begins_time: vec![false; tokens.len()] };
    for Candidate { found, tokens: own } in candidates.iter() {
        line.is_found.get_mut(own.clone()).into_iter().flatten().for_each(|is_found| *is_found = true);
        if found.phrase.is_about_time()
            && !found.escaped
            && let Some(begins) = line.begins_time.get_mut(own.start)
        {
            *begins = true;
        }
    }
    let mut clusters: Vec<Mention> = Vec::new();
    let mut begin = 0;
    while let Some(first) = candidates.get(begin) {
        let is_one = !first.found.phrase.is_about_time() || first.found.escaped;
        let mut length = 1;
        let mut last = first.tokens.end;
        while !is_one
            && let Some(next) = candidates.get(begin + length)
            && next.tokens.start == last
            && line.begins_time.get(last) == Some(&true)
            && line.joins(last)
        {
            last = next.tokens.end;
            length += 1;
        }
        let own = candidates.get_mut(begin..begin + length).unwrap_or_default();
        for candidate in own.iter_mut() {
            candidate.found.cluster = begin;
        }
        if !is_one && let Some(flawed) = line.flawed(own, mentions) {
            for candidate in own {
                candidate.found.flaw = Some(flawed.flaw);
            }
            clusters.push(flawed);
        }
        begin += length;
    }
    spread(candidates, &mut clusters, mentions, &line);
    // A cluster says more than what it contains.
    let is_apart = |mention: &Mention| {
        let after = clusters.partition_point(|cluster| cluster.tokens.end <= mention.tokens.start);
        clusters.get(after).is_none_or(|cluster| mention.tokens.end <= cluster.tokens.start)
    };
    mentions.retain(is_apart);
    mentions.extend(clusters);
    mentions.sort_by_key(|mention| mention.tokens.start);
}

/// What stands beside a part that is not understood and could belong to it is not understood either, unless both say a
/// day: `10:30 PST tomorrow`, `every friday the 13th 9am`
fn spread(candidates: &mut [Candidate<'_>], clusters: &mut [Mention], mentions: &mut [Mention], line: &Line<'_, '_>) {
    let mut begin = 0;
    // The end of the last part that is not understood, whether it says a day, and its place.
    let mut last: Option<(usize, bool)> = None;
    while let Some(first) = candidates.get(begin) {
        let cluster = first.found.cluster;
        let length = candidates.iter().skip(begin).take_while(|other| other.found.cluster == cluster).count().max(1);
        let Some(own) = candidates.get_mut(begin..begin + length) else { break };
        begin += length;
        let (Some(first), Some(end)) = (own.first(), own.last().map(|last| last.tokens.end)) else { break };
        if !first.found.phrase.is_about_time() || first.found.escaped {
            continue;
        }
        let start = first.tokens.start;
        let says_day = own.iter().any(|own| own.found.phrase.is_day() || matches!(own.found.phrase, Phrase::Repeat(_)));
        let before = mentions.partition_point(|mention| mention.tokens.start < start);
        let before = before.checked_sub(1).and_then(|before| mentions.get_mut(before));
        let rule = before.filter(|before| {
            before.tokens.end == start && matches!(before.flaw, Flaw::Rule | Flaw::Hours) && line.joins(start)
        });
        let flaw = first.found.flaw;
        if flaw.is_none()
            && let Some(rule) = rule
        {
            rule.tokens.end = end;
            let flaw = rule.flaw;
            for own in own {
                own.found.flaw = Some(flaw);
            }
            continue;
        }
        let index = clusters.partition_point(|mention| mention.tokens.start < start);
        if flaw.is_some() {
            last = clusters
                .get(index.saturating_sub(usize::from(
                    clusters.get(index).is_none_or(|mention| mention.tokens.start > start),
                )))
                .map(|mention| (mention.tokens.end, says_day));
            continue;
        }
        let Some((_, other_says_day)) = last.filter(|(end, _)| *end == start && line.joins(start)) else { continue };
        if says_day && other_says_day {
            continue;
        }
        if let Some(mention) = index.checked_sub(1).and_then(|index| clusters.get_mut(index)) {
            mention.tokens.end = end;
            let flaw = mention.flaw;
            for own in own {
                own.found.flaw = Some(flaw);
            }
            last = Some((end, says_day || other_says_day));
        }
    }
}

impl Line<'_, '_> {
    /// A cluster together with what could belong to it, if anything does.
    fn flawed(&self, own: &[Candidate<'_>], mentions: &[Mention]) -> Option<Mention> {
        let (first, last) = (own.first()?, own.last()?);
        let (start, end) = (first.tokens.start, last.tokens.end);
        let repeats = own.iter().any(|own| matches!(own.found.phrase, Phrase::Repeat(_) | Phrase::Suffix(..)));
        let has_time = own.iter().any(|own| matches!(own.found.phrase, Phrase::Time(_) | Phrase::Moment(..)));
        if has_time && self.plain(end).is_some_and(|token| self.is_zone(token.core)) {
            return Some(Mention { tokens: start..end + 1, flaw: Flaw::Zone });
        }
        let next = mentions.partition_point(|mention| mention.tokens.start < end);
        let after = mentions.get(next).filter(|mention| mention.tokens.start == end && self.joins(end));
        if let Some(after) = after {
            let flaw = if repeats && after.flaw != Flaw::Range { Flaw::Rule } else { after.flaw };
            return Some(Mention { tokens: start..after.tokens.end, flaw });
        }
        let flaw = if repeats { Flaw::Rule } else { Flaw::Part };
        if let Some(length) = self.belongs(end, repeats, MOST_JOINING) {
            return Some(Mention { tokens: start..end + length, flaw });
        }
        let is_led = |word| matches!(word, Word::On | Word::By | Word::At | Word::For);
        if self.tokens.get(start).is_some_and(|token| token.means(is_led) && first.tokens.len() > 1) {
            return None;
        }
        let is_before = |mention: &&Mention| mention.tokens.end == start && mention.flaw == Flaw::Range;
        let before = next.checked_sub(1).and_then(|before| mentions.get(before));
        if let Some(before) = before.filter(is_before).filter(|_| self.joins(start)) {
            return Some(Mention { tokens: before.tokens.start..end, flaw: Flaw::Range });
        }
        let is_weekday = matches!(
            first.found.phrase,
            Phrase::Due(DayPhrase::Weekday(_) | DayPhrase::This(_) | DayPhrase::Next(_) | DayPhrase::Named(..))
        );
        let is_mentioned = mentions.get(next.wrapping_sub(1)).is_some_and(|mention| mention.tokens.end == start);
        let length = self.belongs_before(start, is_weekday).filter(|_| !is_mentioned)?;
        let is_every = self.tokens.get(start - length).is_some_and(|token| token.means(|word| word == Word::Every));
        Some(Mention { tokens: start - length..end, flaw: if is_every { Flaw::Rule } else { flaw } })
    }

    /// Whether a token stands directly after the one before it.
    fn joins(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_none_or(|before| before.trail.is_empty())
            && self.tokens.get(index).is_some_and(|token| token.kind == Kind::Plain && !token.escaped)
    }

    /// A token that stands directly after the one before it and is in no phrase.
    fn plain(&self, index: usize) -> Option<&Token<'_>> {
        self.tokens.get(index).filter(|_| self.joins(index) && self.is_found.get(index) == Some(&false))
    }

    /// Whether a word of the title follows, so a number before it counts that.
    fn counts(&self, index: usize) -> bool {
        self.plain(index).is_some_and(|token| token.is_title_word() && !self.is_zone(token.core))
    }

    /// `PST`, `UTC+1`
    fn is_zone(&self, core: &str) -> bool {
        let (name, offset) = core.split_at_checked(core.find(['+', '-']).unwrap_or(core.len())).unwrap_or((core, ""));
        self.language.zones.contains(&name) && offset.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':')
    }

    /// How many tokens from here on could belong to the cluster before them, if any does.
    fn belongs(&self, index: usize, repeats: bool, joining: u8) -> Option<usize> {
        let token = self.plain(index)?;
        if token.core.starts_with(|c: char| c.is_ascii_digit()) {
            return (self.is_date(token.core) && (!self.counts(index + 1) || token.core.contains('/'))).then_some(1);
        }
        if token.core.starts_with(['\'', '’']) {
            return digits(token.core.trim_start_matches(['\'', '’']), 2).map(|_| 1);
        }
        if token.means(|word| word == Word::Doubtful) {
            return None;
        }
        let is_joined = |length| {
            let joining = joining.checked_sub(1)?;
            self.belongs(index + 1, repeats, joining).map(|rest| rest + length)
        };
        token.meanings.iter().find_map(|(_, word)| match word {
            Word::Month(_) | Word::Morning | Word::Afternoon | Word::Of | Word::Weekday(_) => Some(1),
            Word::Unit(Unit::Day | Unit::Week | Unit::Month | Unit::Year) => (!self.counts(index + 1)).then_some(1),
            Word::Number(_) if self.plain(index + 1).is_some_and(|next| next.means(is_unit)) => Some(2),
            Word::Number(_) => (joining < MOST_JOINING && !self.counts(index + 1)).then_some(1),
            Word::In if repeats => {
                self.plain(index + 1).filter(|next| next.means(|word| matches!(word, Word::Month(_)))).map(|_| 2)
            }
            Word::The | Word::On | Word::At => is_joined(1),
            Word::To | Word::Until | Word::And | Word::Or | Word::Except => {
                is_joined(1).or_else(|| self.begins_time.get(index + 1).filter(|begins| **begins).map(|_| 1))
            }
            Word::For if repeats => is_joined(1),
            _ => None,
        })
    }

    /// How many tokens before a cluster could belong to it, if any does.
    fn belongs_before(&self, start: usize, is_weekday: bool) -> Option<usize> {
        if !self.joins(start) {
            return None;
        }
        let index = start.checked_sub(1)?;
        let free = |index: usize| {
            let token = self.tokens.get(index).filter(|token| token.kind == Kind::Plain && !token.escaped);
            token.filter(|_| self.is_found.get(index) == Some(&false))
        };
        let token = free(index)?;
        if token.means(|word| word == Word::Doubtful) {
            return None;
        }
        let is_date = |word| word == Word::Every || (is_weekday && matches!(word, Word::Month(_)));
        if token.means(is_date) || is_slashed(token.core) || self.is_range_of_times(token.core) {
            return Some(1);
        }
        let is_number = token.means(|word| matches!(word, Word::Number(_))) || digits(token.core, 4).is_some();
        let before = index.checked_sub(1).and_then(free).filter(|_| is_number && self.joins(index))?;
        before.means(|word| word == Word::In).then_some(2)
    }

    /// `13`, `13th`, `3/12`, `9-11am`
    fn is_date(&self, core: &str) -> bool {
        let half = |word: Word| matches!(word, Word::Morning | Word::Afternoon);
        let is_half = |mark: &str| self.language.meanings(mark).iter().any(|(_, word)| half(*word));
        let is_part = |part: &str| {
            let mark = part.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
            mark.len() < part.len() && (mark.is_empty() || is_half(mark))
        };
        let is_short = core.len() <= 4 || core.contains(|c: char| !c.is_ascii_digit());
        is_short && core.split(['-', '–', '/']).all(is_part) || ordinal_number(core, self.language).is_some()
    }

    /// `9-11am`, `09:00-11:00`
    fn is_range_of_times(&self, core: &str) -> bool {
        core.contains(['-', '–']) && core.contains(|c: char| c == ':' || c.is_alphabetic()) && self.is_date(core)
    }
}

fn is_unit(word: Word) -> bool {
    matches!(word, Word::Unit(_) | Word::Units(..))
}

/// `12/24/2026`
fn is_slashed(core: &str) -> bool {
    core.contains('/') && core.split('/').all(|part| digits(part, 4).is_some())
}
