use std::fmt::Write as _;

use super::*;
use crate::domain::settings::DateOrder;
use crate::domain::text::name_key;

/// What each line of a fixture means. Its first lines say how to read it.
const LINES: &str = include_str!("../../../../tests/fixtures/capture/lines.tsv");

fn hints(line: &str, captured: &Captured) -> String {
    let hints = captured.hints.iter().map(|hint| format!("{:?} “{}”", hint.flaw, &line[hint.start..hint.end]));
    hints.collect::<Vec<_>>().join("; ")
}

#[test]
fn lines_are_understood_whole_or_not_at_all() {
    let mut projects: Vec<String> = Vec::new();
    let (mut now, mut date_order) = (None, None);
    let (mut count, mut wrong) = (0, String::new());
    for text in LINES.lines().filter(|text| !text.is_empty() && !text.starts_with("# ")) {
        if let Some(names) = text.strip_prefix("#projects ") {
            projects = names.split(", ").map(name_key).collect();
            projects.sort_unstable();
            continue;
        }
        if let Some(moment) = text.strip_prefix("#now ") {
            now = Some(moment.parse::<jiff::Zoned>().unwrap());
            continue;
        }
        if let Some(order) = text.strip_prefix("#order ") {
            date_order = match order {
                "day_first" => Some(DateOrder::DayFirst),
                "month_first" => Some(DateOrder::MonthFirst),
                _ => None,
            };
            continue;
        }
        let now = now.as_ref().expect("a fixture says its “now” first");
        let local = now.datetime();
        let (zone, projects) = (now.time_zone(), projects.as_slice());
        let context = Context { instant: now.timestamp(), zone, projects, date_order, ..at(local) };
        let line = text.split('\t').next().unwrap();
        let captured = parse(line, &context);
        let found = format!("{line}\t{}\t{}", short(&captured), hints(line, &captured));
        if found.trim_end() != text {
            writeln!(wrong, "{}", found.trim_end()).unwrap();
        }
        properties::check_nothing_is_lost(line, &captured);
        count += 1;
    }
    assert!(count >= 600, "only {count} lines");
    assert!(wrong.is_empty(), "should read:\n{wrong}");
}
