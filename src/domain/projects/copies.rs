//! Copies of projects, and what they are called.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{Name, Project};
use crate::domain::Timestamp;

impl Project {
    /// A copy with this name and these days, still with the numbers of the original.
    pub fn copied(
        &self,
        name: Name,
        template: bool,
        (start, target): (Option<Date>, Option<Date>),
        now: Timestamp,
    ) -> Self {
        let archived_at = template.then_some(now);
        Self { name, template, start, target, archived_at, favourite: false, ..self.clone() }
    }

    /// What a copy is called if nobody says so: a name that none of these projects has.
    pub fn name_of_copy<'p>(&self, template: bool, others: impl Iterator<Item = &'p Self>) -> Name {
        let taken: HashSet<String> = others.map(|other| other.name.key()).collect();
        let plain = without_mark(self.name.as_str());
        let mark = if template { "template" } else { "copy" };
        // What is made from a template has its name, if no other project does.
        let unmarked = (self.template && !template).then(|| plain.to_owned());
        let marked = (1_u32..).map(|number| match number {
            1 => with_mark(plain, &format!(" ({mark})")),
            _ => with_mark(plain, &format!(" ({mark} {number})")),
        });
        let mut free = unmarked.into_iter().chain(marked).map(Name).filter(|name| !taken.contains(&name.key()));
        free.next().unwrap_or_else(|| self.name.clone())
    }
}

/// A name without what an earlier copy has put behind it.
fn without_mark(name: &str) -> &str {
    let marked = name.strip_suffix(')').and_then(|open| open.rsplit_once(" ("));
    let is_mark = |mark: &str| {
        let number = mark.strip_prefix("copy").or_else(|| mark.strip_prefix("template"));
        number.is_some_and(|number| number.is_empty() || number.trim_start().parse::<u32>().is_ok())
    };
    marked.filter(|(plain, mark)| is_mark(mark) && !plain.trim().is_empty()).map_or(name, |(plain, _)| plain.trim_end())
}

/// A name with a mark behind it, shortened to have room for both.
fn with_mark(plain: &str, mark: &str) -> String {
    let room = Name::MAX_CHARS - mark.chars().count();
    let cut: String = plain.chars().take(room).collect();
    format!("{}{mark}", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_taken_off_before_another_is_put_on() {
        for (name, plain) in [
            ("House", "House"),
            ("House (copy)", "House"),
            ("House (copy 12)", "House"),
            ("House (template)", "House"),
            ("House (old)", "House (old)"),
            ("(copy)", "(copy)"),
            ("House (copyright)", "House (copyright)"),
        ] {
            assert_eq!(without_mark(name), plain);
        }
        assert_eq!(with_mark(&"ä".repeat(100), " (copy)").chars().count(), 100);
    }
}
