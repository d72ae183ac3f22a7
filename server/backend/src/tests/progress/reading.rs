//! Each reader's view, against the domain's rules and a hand-written table.

use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::Error;
use domain::kernel::refusal::Refusal;
use domain::progress::report::State;
use domain::progress::shown::ShownReport;
use domain::progress::waiting::WaitingFilter;
use domain::year::fiscal_year::FiscalYear;
use testing::on_both_engines;

/// A letter per report: `t` with text, `q` with remarks too, `.` without text, `-` not visible.
fn letter(report: Option<&ShownReport>) -> char {
    match report.map(|report| (report.content.is_some(), !report.remarks.is_empty())) {
        None => '-',
        Some((false, false)) => '.',
        Some((true, false)) => 't',
        Some((true, true)) => 'q',
        Some((false, true)) => '!',
    }
}

/// Reports on p1 in the order: posted, corrected, acknowledged, answered, withdrawn, correcting.
const SEEN: [(Option<(Role, &str)>, &str); 11] = [
    (None, ".-t.-."),
    (Some((Role::Reporter, HERE)), "tttqqt"),
    (Some((Role::Director, HERE)), "tttqqt"),
    (Some((Role::Reporter, THERE)), ".-t.-."),
    (Some((Role::Director, THERE)), ".-t.-."),
    (Some((Role::Reviewer, HERE)), "tttt-t"),
    (Some((Role::BureauOfficer, HERE)), "tttq-t"),
    (Some((Role::MonitoringOfficer, HERE)), "tttqqt"),
    (Some((Role::MonitoringLead, HERE)), "tttqqt"),
    (Some((Role::Executive, HERE)), "tttt-t"),
    (Some((Role::Administrator, HERE)), ".-t.-."),
];

on_both_engines! {
    async fn everybody_sees_what_the_rules_say(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        let here = slug(HERE);
        let mut ids = Vec::new();
        for _ in 0..5 {
            ids.push(backend.reports(&reporter).post(&here, &form("2567/p1")).await.unwrap());
        }
        let [_, corrected, acknowledged, answered, withdrawn] = ids[..] else { unreachable!() };
        backend.reports(&officer).acknowledge(corrected).await.unwrap();
        backend.reports(&officer).acknowledge(acknowledged).await.unwrap();
        backend.reports(&officer).question(answered, "กี่คน").await.unwrap();
        backend.reports(&reporter).answer(answered, "สิบคน").await.unwrap();
        backend.reports(&reporter).withdraw(withdrawn, "ผิด").await.unwrap();
        let correction = ReportForm { corrects: corrected.to_string(), ..form("2567/p1") };
        ids.push(backend.reports(&reporter).post(&here, &correction).await.unwrap());
        for (who, expected) in SEEN {
            let actor = match who {
                Some((role, district)) => appoint(&backend, role, district).await,
                None => Actor::Public,
            };
            let lines = backend.districts(&actor).page(&here, &[]).await.unwrap().lines;
            let find = |id: &i64| lines[0].reports.iter().find(|report| report.id == *id);
            let seen: String = ids.iter().map(|id| letter(find(id))).collect();
            assert_eq!(seen, expected, "{who:?}");
            assert!(lines[0].reports.is_sorted_by(|a, b| (a.posted_at, a.id) > (b.posted_at, b.id)));
            let answered = find(&answered).map(|report| report.state);
            let knows = expected.as_bytes()[3] == b'q';
            assert_eq!(answered, Some(if knows { State::Answered } else { State::Posted }), "{who:?}");
            let page = backend.reports(&actor).of_item(FiscalYear::new(2567).unwrap(), "p1").await.unwrap();
            let standing = page.districts.iter().find(|one| one.slug == here).unwrap();
            assert_eq!(standing.newest.as_ref().map(|report| report.id), ids.last().copied());
            assert_eq!(letter(standing.newest.as_ref()), char::from(expected.as_bytes()[5]), "{who:?}");
            assert_eq!(page.districts.iter().filter(|one| one.newest.is_some()).count(), 1);
        }
    }

    async fn the_bureau_sees_what_waits_for_it(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        let bureau = appoint(&backend, Role::BureauOfficer, HERE).await;
        let here = slug(HERE);
        let mut ids = Vec::new();
        for item in ["2567/p1", "2567/p2", "2567/p1", "2567/p1"] {
            ids.push(backend.reports(&reporter).post(&here, &form(item)).await.unwrap());
        }
        backend.reports(&reporter).withdraw(ids[2], "ผิด").await.unwrap();
        backend.reports(&officer).acknowledge(ids[3]).await.unwrap();
        let waiting = async |actor: &Actor| {
            let waiting = backend.reports(actor).waiting(&WaitingFilter::default(), &[]).await.unwrap().waiting;
            assert!(waiting.reports.iter().all(|report| report.content.is_some()));
            (waiting.total, waiting.reports.iter().map(|report| report.id).collect::<Vec<_>>())
        };
        assert_eq!(waiting(&officer).await, (2, vec![ids[0], ids[1]]));
        assert_eq!(waiting(&bureau).await, (1, vec![ids[0]]));
        assert_eq!(backend.reports(&reporter).waiting(&WaitingFilter::default(), &[]).await.err(), Some(Error::Forbidden));
        assert_eq!(backend.reports(&Actor::Public).waiting(&WaitingFilter::default(), &[]).await.err(), Some(Error::Unauthenticated));
    }

    async fn what_waits_is_counted_by_item_and_narrowed_by_item_and_cluster(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let here = slug(HERE);
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let own = board.pin(&here).unwrap().cluster;
        let far = board.pins.iter().find(|pin| pin.cluster != own).unwrap().slug.clone();
        for (district, item) in [(&here, "2567/p1"), (&here, "2567/a2"), (&far, "2567/p1")] {
            let reporter = appoint(&backend, Role::Reporter, district.as_str()).await;
            backend.reports(&reporter).post(district, &form(item)).await.unwrap();
        }
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        let waiting = async |filter: WaitingFilter| {
            let waiting = backend.reports(&officer).waiting(&filter, &[]).await.unwrap().waiting;
            let counts: Vec<_> =
                waiting.items.iter().map(|one| (one.item.key(), one.count)).collect();
            let shown = waiting.reports.iter().map(|one| (one.district.clone(), one.item.key()));
            (waiting.total, counts, shown.collect::<Vec<_>>())
        };
        let (p1, a2) = (|count| ("p1".to_owned(), count), ("a2".to_owned(), 1));
        let item = ItemName::parse("2567/p1");
        let (total, counts, shown) = waiting(WaitingFilter { item, cluster: None }).await;
        assert_eq!((total, counts), (2, vec![p1(2), a2.clone()]), "other items stay to choose from");
        assert_eq!(shown, [(here.clone(), "p1".to_owned()), (far, "p1".to_owned())]);
        let (total, counts, shown) = waiting(WaitingFilter { item, cluster: own }).await;
        assert_eq!((total, counts, shown), (1, vec![p1(1), a2], vec![(here, "p1".to_owned())]));
        let nowhere = WaitingFilter { item: None, cluster: Some(99) };
        assert_eq!(waiting(nowhere).await, (0, vec![], vec![]));
    }

    async fn chosen_reports_are_shown_with_what_keeps_them_from_being_acknowledged(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let bureau = appoint(&backend, Role::BureauOfficer, HERE).await;
        let mut ids = Vec::new();
        for item in ["2567/p1", "2567/p2", "2567/p1", "2567/p1"] {
            ids.push(backend.reports(&reporter).post(&slug(HERE), &form(item)).await.unwrap());
        }
        backend.reports(&bureau).question(ids[2], "กี่คน").await.unwrap();
        backend.reports(&reporter).withdraw(ids[3], "ผิด").await.unwrap();
        ids.push(999_999);
        let chosen = backend.reports(&bureau).chosen(&ids).await.unwrap();
        let found: Vec<i64> = chosen.iter().map(|one| one.id).collect();
        assert_eq!(found, ids);
        assert!(chosen[0].refusal.is_none() && chosen[0].report.is_some());
        assert!(matches!(chosen[1].refusal, Some(Error::Refused(Refusal::NotYours { .. }))));
        let questioned = Refusal::WrongState(State::Questioned);
        assert_eq!(chosen[2].refusal, Some(Error::Refused(questioned)));
        for hidden in &chosen[3..] {
            assert_eq!((&hidden.report, &hidden.refusal), (&None, &Some(Error::NotFound)));
        }
        assert_eq!(backend.reports(&reporter).chosen(&ids).await, Err(Error::Forbidden));
        assert_eq!(backend.reports(&bureau).chosen(&[1; 101]).await, Err(Error::Malformed));
    }

    async fn what_does_not_exist_is_not_found(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let year = |number| FiscalYear::new(number).unwrap();
        for (number, key) in [(2567, "p11"), (2590, "p1"), (2567, ""), (2567, "P1")] {
            let page = backend.reports(&Actor::Public).of_item(year(number), key).await;
            assert_eq!(page, Err(Error::NotFound), "{number}/{key}");
        }
        assert_eq!(backend.districts(&Actor::Public).page(&slug("p-atlantis"), &[]).await.err(), Some(Error::NotFound));
        let lines = backend.districts(&Actor::Public).page(&slug(HERE), &[]).await.unwrap().lines;
        assert_eq!((lines.len(), lines[0].reports.len()), (21, 0));
    }
}
