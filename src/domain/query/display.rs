//! Queries as text.

use std::borrow::Cow;
use std::fmt;

use super::lexer::opens_quotes;
use super::text::in_quotes;
use super::{Condition, Query, Sort, Term};
use crate::domain::projects::Name;
use crate::domain::tasks::Tag;

/// The shortest form of the query. Only a tag can get longer than it was typed, because `ß` becomes `ss`.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, term) in self.terms.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            write!(f, "{space}{term}")?;
        }
        let mut space = if self.terms.is_empty() { "" } else { " " };
        if !self.sort.is_empty() {
            f.write_str(space)?;
            write_field(f, "sort", &self.sort)?;
            space = " ";
        }
        match self.group {
            Some(key) => write!(f, "{space}group:{}", key.as_str()),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negated { "-" } else { "" };
        write!(f, "{sign}{}", self.condition)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(values) => write_field(f, "is", values.iter().map(|one| one.as_str())),
            Self::Tag(tags) => write_field(f, "tag", tags.iter().map(Tag::as_str)),
            Self::Project(names) => write_field(f, "project", names.iter().map(quoted)),
            Self::Section(names) => write_field(f, "section", names.iter().map(quoted)),
            Self::Parent(ids) => write_field(f, "parent", ids.iter().map(|id| id.0)),
            Self::Id(ids) => write_field(f, "id", ids.iter().map(|id| id.0)),
            Self::Rank(field, tests) => write_field(f, field.as_str(), tests),
            Self::Date(field, tests) => write_field(f, field.as_str(), tests),
            Self::Estimate(tests) => write_field(f, "estimate", tests),
            Self::Has(properties) => write_field(f, "has", properties.iter().map(|one| one.as_str())),
            Self::No(properties) => write_field(f, "no", properties.iter().map(|one| one.as_str())),
            Self::Word(word) => word.fmt(f),
            Self::Phrase(phrase) => phrase.fmt(f),
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.reversed { "-" } else { "" };
        write!(f, "{sign}{}", self.key.as_str())
    }
}

/// A project's or a section's name, quoted if necessary. `project://…` would be an address.
fn quoted(name: &Name) -> Cow<'_, str> {
    let name = name.as_str();
    if name.starts_with(opens_quotes)
        || name.starts_with("//")
        || name.contains(|c: char| c == ',' || c.is_whitespace())
    {
        return in_quotes(name).into();
    }
    name.into()
}

fn write_field<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    values: impl IntoIterator<Item = T>,
) -> fmt::Result {
    for (index, value) in values.into_iter().enumerate() {
        match index {
            0 => write!(f, "{name}:{value}")?,
            _ => write!(f, ",{value}")?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;
    use crate::domain::query::date::tests::any_date_test;
    use crate::domain::query::lexer::Piece;
    use crate::domain::query::value::tests::{any_estimate_test, any_one_of, any_rank_test};
    use crate::domain::query::{
        DateField, GroupKey, Is, MAX_CHARS, Property, RankField, SearchPhrase, SearchWord, SortKey,
    };
    use crate::domain::tasks::TaskId;

    fn piece(text: String) -> Piece<'static> {
        Piece { text: text.into(), column: 1 }
    }

    fn any_condition() -> impl Strategy<Value = Condition> {
        let ids = || any_one_of((1..=i64::MAX).prop_map(TaskId));
        let property = || any_one_of(select(Property::ALL));
        let tag = "[a-z0-9äß/._-]{1,12}".prop_map(|tag| Tag::parse(&tag).unwrap());
        let project = "(//)?[\"“„a, :/-]{0,4}[A-Zé][^\\p{C}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{2028}\u{2029}]{0,8}"
            .prop_map(|name| Name::parse(&name).unwrap());
        let word = "[a-z'(&ü][^-:\"\\s\\p{Cc}]{0,8}\"?x".prop_map(|word| SearchWord::parse(&piece(word)).unwrap());
        let phrase = "[\"a :-]{0,4}[A-Z]\\PC{0,8}".prop_map(|text| SearchPhrase::parse(&piece(text)).unwrap());
        prop_oneof![
            any_one_of(select(Is::ALL)).prop_map(Condition::Is),
            any_one_of(tag).prop_map(Condition::Tag),
            any_one_of(project.clone()).prop_map(Condition::Project),
            any_one_of(project).prop_map(Condition::Section),
            ids().prop_map(Condition::Parent),
            ids().prop_map(Condition::Id),
            select(RankField::ALL).prop_flat_map(|field| {
                any_one_of(any_rank_test(field)).prop_map(move |tests| Condition::Rank(field, tests))
            }),
            (select(DateField::ALL), any_one_of(any_date_test()))
                .prop_map(|(field, tests)| Condition::Date(field, tests)),
            any_one_of(any_estimate_test()).prop_map(Condition::Estimate),
            property().prop_map(Condition::Has),
            property().prop_map(Condition::No),
            word.prop_map(Condition::Word),
            phrase.prop_map(Condition::Phrase),
        ]
    }

    prop_compose! {
        fn any_query()(
            terms in prop::collection::vec((any::<bool>(), any_condition()), 0..6),
            keys in subsequence(SortKey::ALL, 0..4).prop_shuffle(),
            reversed in any::<[bool; 4]>(),
            group in prop::option::of(select(GroupKey::ALL)),
        ) -> Query {
            Query {
                terms: terms.into_iter().map(|(negated, condition)| Term { negated, condition }).collect(),
                sort: keys
                    .iter()
                    .zip(reversed)
                    .map(|(key, reversed)| Sort { key: *key, reversed })
                    .collect(),
                group,
            }
        }
    }

    #[test]
    fn a_query_is_written_in_its_shortest_form() {
        for (text, shortest) in [
            ("", ""),
            ("  rent\tBILL ", "rent BILL"),
            ("sort:-due,title rent sort:created", "rent sort:-due,title,created"),
            ("group:Tag rent sort:due", "rent sort:due group:tag"),
            ("Group:none", "group:none"),
            ("IS:Open,DONE", "is:open,done"),
            ("tag:\"Home\" project:\"House\",\"My House\",\"A,B\"", "tag:home project:House,\"My House\",\"A,B\""),
            ("\"5\"\" pipe\" 5\"", "\"5\"\" pipe\" 5\""),
            ("due:=Friday start:2026-12-01..EOM -planned:-03d", "due:fri start:2026-12-01..eom -planned:-3d"),
            ("estimate:1h30m,60m,=120,>0h5m", "estimate:90,1h,2h,>5"),
        ] {
            assert_eq!(Query::parse(text).unwrap().to_string(), shortest, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_written_query_is_read_as_the_same(query in any_query()) {
            let text = query.to_string();
            prop_assume!(text.chars().count() <= MAX_CHARS);
            prop_assert_eq!(Query::parse(&text), Ok(query), "{}", text);
        }

        #[test]
        fn a_query_is_not_written_longer_than_it_was_read(
            texts in prop::collection::vec(
                "-?(sort|group|tag|due|estimate|Project|\"|-)?:?[<=>]{0,2}(mon|tuesday|1h30m|06[hm]|-?[0-9]{1,3}[dwmyh]?|\"a,\"\"b\"|due|title|[ -~äİ]{1,3})(,[ -~])?",
                0..5,
            ),
        ) {
            let text = texts.join(" ");
            if let Ok(query) = Query::parse(&text) {
                let written = query.to_string();
                prop_assert!(written.chars().count() <= text.chars().count(), "{} -> {}", text, written);
                prop_assert_eq!(Query::parse(&written), Ok(query));
            }
        }
    }
}
