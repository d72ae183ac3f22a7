//! Questions, answers, acknowledgements, withdrawals.

use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::refusal::Refusal;
use domain::progress::report::{State, Verb};
use testing::on_both_engines;

async fn post(backend: &Backend, author: &Actor, item: &str) -> i64 {
    backend.reports(author).post(&slug(HERE), &form(item)).await.expect("it is posted")
}

on_both_engines! {
    async fn a_question_is_answered_and_the_report_acknowledged(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        let id = post(&backend, &reporter, "2567/p1").await;
        backend.reports(&officer).question(id, "กี่โรงเรียน").await.unwrap();
        let wrong = backend.reports(&officer).acknowledge(id).await;
        assert_eq!(wrong, Err(Error::Refused(Refusal::WrongState(State::Questioned))));
        backend.reports(&reporter).answer(id, "๑๒ โรงเรียน").await.unwrap();
        backend.reports(&officer).acknowledge(id).await.unwrap();
        assert_eq!(verbs(&backend, id).await, ["posted", "questioned", "answered", "acknowledged"]);
        let lines = backend.districts(&reporter).page(&slug(HERE), &[]).await.unwrap().lines;
        let report = &lines[0].reports[0];
        let said: Vec<_> = report.remarks.iter().map(|one| (one.verb, one.text.as_str())).collect();
        assert_eq!(said, [(Verb::Question, "กี่โรงเรียน"), (Verb::Answer, "12 โรงเรียน")]);
        let roles: Vec<_> = report.remarks.iter().map(|one| one.role).collect();
        assert_eq!(roles, [Some(Role::MonitoringOfficer), Some(Role::Reporter)], "who asks, and as what");
        assert_eq!((report.state, report.acknowledged_at), (State::Acknowledged, Some(backend.now())));
        assert_eq!(report.verbs, [Verb::Correct]);
        let late = backend.reports(&reporter).withdraw(id, "ผิด").await;
        assert_eq!(late, Err(Error::Refused(Refusal::WrongState(State::Acknowledged))));
    }

    async fn several_are_acknowledged_and_those_that_cannot_be_are_named(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let bureau = appoint(&backend, Role::BureauOfficer, HERE).await;
        let (own, others) = (post(&backend, &reporter, "2567/p1").await, post(&backend, &reporter, "2567/p2").await);
        let taken_back = post(&backend, &reporter, "2567/p1").await;
        backend.reports(&reporter).withdraw(taken_back, "ผิด").await.unwrap();
        let done = backend.reports(&bureau).acknowledge_all(&[own, own, others, taken_back, 999_999]).await.unwrap();
        assert_eq!(done.done, [own]);
        let ids: Vec<i64> = done.refused.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, [others, taken_back, 999_999]);
        assert!(matches!(done.refused[0].1, Error::Refused(Refusal::NotYours { .. })));
        assert!(done.refused[1..].iter().all(|(_, why)| *why == Error::NotFound));
        assert_eq!(verbs(&backend, own).await, ["posted", "acknowledged"]);
        let many: Vec<i64> = (1..=101).collect();
        assert_eq!(backend.reports(&bureau).acknowledge_all(&many).await, Err(Error::Malformed));
    }

    async fn a_reason_is_needed_and_told_by_its_field(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let id = post(&backend, &reporter, "2567/p1").await;
        let refused = backend.reports(&reporter).withdraw(id, " \u{200b}").await;
        assert_eq!(refused, Err(Error::Invalid(vec![FieldError::new("reason", Reason::Missing)])));
        let long = backend.reports(&reporter).withdraw(id, &"ก".repeat(2001)).await;
        assert_eq!(long, Err(Error::Invalid(vec![FieldError::new("reason", Reason::TooLong(2000))])));
        let stranger = backend.reports(&Actor::Public).withdraw(id, "").await;
        assert_eq!(stranger, Err(Error::Unauthenticated), "who may comes before how");
        assert_eq!(verbs(&backend, id).await, ["posted"]);
    }

    async fn of_two_at_once_one_is_first(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let officer = appoint(&backend, Role::MonitoringLead, HERE).await;
        let id = post(&backend, &reporter, "2567/p1").await;
        let (taken_back, read) = tokio::join!(
            backend.reports(&reporter).withdraw(id, "ผิด"),
            backend.reports(&officer).acknowledge(id),
        );
        assert!(taken_back.is_ok() != read.is_ok(), "{taken_back:?} {read:?}");
        assert_eq!(verbs(&backend, id).await.len(), 2);
        let one = ReportForm { corrects: id.to_string(), ..form("2567/p1") };
        let other = ReportForm { corrects: id.to_string(), ..form("2567/p1") };
        let here = slug(HERE);
        let both = tokio::join!(
            backend.reports(&reporter).post(&here, &one),
            backend.reports(&reporter).post(&here, &other),
        );
        let internal = |outcome: &domain::Result<i64>| matches!(outcome, Err(Error::Internal(_)));
        assert!(both.0.is_err() || both.1.is_err(), "{both:?}");
        assert!(!internal(&both.0) && !internal(&both.1), "{both:?}");
    }

    async fn the_log_holds_digests_and_no_text(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let id = post(&backend, &reporter, "2567/p1").await;
        backend.reports(&reporter).withdraw(id, "เหตุผลลับ").await.unwrap();
        let payloads: Vec<String> = backend.db().read(async |conn: &mut crate::store::Conn| {
            Ok(on!(conn, query_scalar("SELECT payload FROM event WHERE entity = 'progress_report' ORDER BY id") => fetch_all)?)
        }).await.unwrap();
        assert_eq!(payloads.len(), 2);
        for payload in payloads {
            assert!(payload.contains("\"digest\":\"") && !payload.contains("ลับ") && !payload.contains("โรงเรียน"));
        }
    }
}
