//! Faults of rows, titles of groups, and what a catalogue does to the items that stand.

use super::*;

fn year() -> FiscalYear {
    FiscalYear::new(2570).unwrap()
}

/// A policy with this number, as it is typed.
fn policy(row: u32, no: &str) -> TypedItem {
    TypedItem {
        row,
        year: "2570".into(),
        track: "policy".into(),
        no: no.into(),
        titles: [format!("ที่ {no}"), format!("No. {no}")],
        ..TypedItem::default()
    }
}

/// A quick win of group A.
fn quick_win(row: u32, no: &str, titles: [&str; 2]) -> TypedItem {
    let group_titles = titles.map(str::to_owned);
    TypedItem { track: "quick_win".into(), group: "A".into(), group_titles, ..policy(row, no) }
}

fn faults(rows: &[TypedItem], before: &[CatalogueItem]) -> Vec<(u32, Vec<CatalogueFault>)> {
    let refused = check(rows, year(), before).unwrap_err();
    refused.into_iter().map(|one| (one.row.unwrap(), one.faults)).collect()
}

fn items(rows: &[TypedItem]) -> Vec<CatalogueItem> {
    check(rows, year(), &[]).unwrap()
}

#[test]
fn each_fault_of_a_row_is_named_and_the_others_are_looked_at_too() {
    use CatalogueFault as F;
    let with = |change: fn(&mut TypedItem)| {
        let mut item = policy(7, "7");
        change(&mut item);
        item
    };
    for (item, expected) in [
        (policy(7, ""), vec![F::MissingNumber]),
        (policy(7, "0"), vec![F::BadNumber]),
        (policy(7, "100"), vec![F::BadNumber]),
        (policy(7, "one"), vec![F::BadNumber]),
        (with(|item| item.track = "nothing".into()), vec![F::UnknownTrack]),
        (with(|item| item.group = "A".into()), vec![F::UnknownGroup]),
        (quick_win(7, "7", ["", ""]), vec![F::UnknownGroup]),
        (with(|item| item.titles[1].clear()), vec![F::EmptyTitle]),
        (with(|item| item.titles[0] = "ก".repeat(301)), vec![F::TooLong(300)]),
        (with(|item| item.predecessor = "p44".into()), vec![F::UnknownPredecessor("p44".into())]),
        (with(|item| item.comparability = "same".into()), vec![F::BadComparability]),
        (with(|item| item.comparability = "alike".into()), vec![F::BadComparability]),
        (with(|item| item.year = "2569".into()), vec![F::OtherYear("2569".into())]),
        (
            with(|item| (item.no, item.titles[0]) = ("x".into(), String::new())),
            vec![F::BadNumber, F::EmptyTitle],
        ),
    ] {
        assert_eq!(faults(&[policy(6, "6"), item.clone()], &[]), [(7, expected)], "{item:?}");
    }
    assert_eq!(faults(&[policy(1, "3"), policy(2, "3")], &[]), [(2, vec![F::Twice(1)])]);
    let two = [quick_win(1, "1", ["ก", "A"]), quick_win(2, "2", ["ข", "A"])];
    assert_eq!(faults(&two, &[]), [(2, vec![F::OtherGroupTitle])]);
}

#[test]
fn a_group_is_titled_by_one_row_or_by_the_year_before() {
    let titles = ["ลดภาระ".to_owned(), "Less load".to_owned()];
    let by_row = items(&[quick_win(1, "1", ["", ""]), quick_win(2, "2", ["ลดภาระ", "Less load"])]);
    assert!(by_row.iter().all(|item| item.group_titles == titles));
    let by_year = check(&[quick_win(1, "1", ["", ""])], year(), &by_row).unwrap();
    assert_eq!(by_year[0].group_titles, titles);
    assert_eq!(by_year[0].key(), "a1");
}

#[test]
fn what_continues_a_predecessor_is_the_same_unless_it_says_otherwise() {
    let before = items(&[policy(1, "1"), policy(2, "2")]);
    let mut rows = [policy(1, "1"), policy(2, "2"), policy(3, "3")];
    rows[0].predecessor = "p2".into();
    rows[1].predecessor = "p1".into();
    rows[1].comparability = "changed".into();
    let new = check(&rows, year(), &before).unwrap();
    let all: Vec<Comparability> = new.iter().map(|item| item.comparability).collect();
    assert_eq!(all, [Comparability::Same, Comparability::Changed, Comparability::New]);
}

#[test]
fn items_are_exchanged_only_in_a_year_that_is_not_in_use() {
    use ItemChange as C;
    let stands = items(&[policy(1, "1"), policy(2, "2"), policy(3, "3")]);
    let mut new = items(&[policy(1, "1"), policy(2, "2"), policy(3, "4")]);
    new[1].titles[0] = "อื่น".into();
    new[1].predecessor = Some("p9".into());
    let planned = |usage, new: &[CatalogueItem]| {
        let plan = plan(&stands, new, usage);
        plan.map(|all| all.into_iter().map(|one| (one.key, one.changes)).collect::<Vec<_>>())
    };
    let expected = [
        ("p1", vec![]),
        ("p2", vec![C::Replaced, C::PredecessorChanged]),
        ("p4", vec![C::Added]),
        ("p3", vec![C::Removed]),
    ]
    .map(|(key, changes)| (key.to_owned(), changes));
    assert_eq!(planned(Usage::Unused, &new).unwrap(), expected);
    let refused = planned(Usage::InUse, &new).unwrap_err();
    let refused: Vec<_> = refused.into_iter().map(|one| (one.key.unwrap(), one.faults)).collect();
    assert_eq!(
        refused,
        [
            ("p4".to_owned(), vec![CatalogueFault::AddedInUse]),
            ("p3".to_owned(), vec![CatalogueFault::RemovedInUse]),
        ]
    );
    new[2] = stands[2].clone();
    let expected = vec![C::TitleChanged, C::PredecessorChanged];
    assert_eq!(planned(Usage::InUse, &new).unwrap()[1], ("p2".to_owned(), expected));
}
