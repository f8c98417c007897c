use serde::Deserialize;

use super::*;

fn samples(minutes: &[(u16, i64)]) -> Vec<Sample> {
    let sample = |&(estimate, actual): &(u16, i64)| Sample {
        project_id: None,
        tags: Vec::new(),
        estimate: Estimate::parse(estimate.into()).unwrap(),
        seconds: actual * 60,
    };
    minutes.iter().map(sample).collect()
}

/// A case of `tests/fixtures/calibration/cases.json`, which `reference.py` made.
#[derive(Deserialize)]
struct Case {
    samples: Vec<(u16, i64)>,
    factor: Option<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    count: usize,
    median: f64,
    lower: f64,
    upper: f64,
    confidence: String,
    to_use: Option<f64>,
}

#[test]
fn it_agrees_with_the_reference() {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../../../tests/fixtures/calibration/cases.json")).unwrap();
    assert!(cases.len() > 100);
    for Case { samples: given, factor } in cases {
        let found = Calibration::of(&samples(&given)).account;
        let Some(expected) = factor else {
            assert_eq!(found, None, "{given:?}");
            continue;
        };
        let found = found.unwrap();
        let is_near = |one: f64, other: f64| (one - other).abs() < 1e-9;
        assert_eq!(found.count, expected.count, "{given:?}");
        assert!(is_near(found.median, expected.median), "{given:?}: {} is not {}", found.median, expected.median);
        assert!(is_near(found.lower, expected.lower) && is_near(found.upper, expected.upper), "{given:?}");
        assert_eq!(serde_json::to_value(found.confidence).unwrap(), expected.confidence, "{given:?}");
        assert_eq!(found.to_use, expected.to_use, "{given:?}");
    }
}

#[test]
fn nothing_is_said_too_early() {
    let count = |count: usize| Calibration::of(&samples(&vec![(60, 90); count])).account;
    assert_eq!(count(4), None);
    assert_eq!(count(7).map(|factor| (factor.confidence, factor.to_use)), Some((Confidence::Early, None)));
    assert_eq!(count(8).map(|factor| factor.confidence), Some(Confidence::Known));
}

#[test]
fn tags_and_projects_are_drawn_towards_the_account() {
    let mut all = samples(&[(60, 60); 40]);
    for sample in &mut all[..8] {
        sample.seconds = 60 * 120;
        sample.tags = vec!["writing".to_owned()];
        sample.project_id = Some(ProjectId(3));
    }
    let calibration = Calibration::of(&all);
    assert_eq!(calibration.account.unwrap().to_use, Some(1.0));
    // Eight tasks at 2, and five as the account: 2^(8/13) is 1.53.
    assert_eq!(calibration.tags[0].factor.to_use, Some(1.5));
    assert_eq!((calibration.projects[0].project_id, calibration.projects[0].factor.to_use), (ProjectId(3), Some(1.5)));
    assert_eq!(calibration.bands.len(), 1);
    assert_eq!(calibration.bands[0].up_to, Some(60));
}
