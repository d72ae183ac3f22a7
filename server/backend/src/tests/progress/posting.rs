//! Posting: idempotent, and only where and when it is permitted.

use super::*;
use crate::tests::test_db::OpenBackend as _;
use chrono::Duration;
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::refusal::Refusal;
use domain::progress::ProgressKind;
use domain::progress::pin_status::RealTime;
use domain::year::fiscal_year::FiscalYear;
use testing::on_both_engines;

on_both_engines! {
    async fn a_report_is_posted_once_however_often_it_is_sent(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let sent = form("2567/p1");
        let here = slug(HERE);
        let (one, two) = tokio::join!(
            backend.reports(&reporter).post(&here, &sent),
            backend.reports(&reporter).post(&here, &sent),
        );
        let id = one.unwrap();
        assert_eq!(two, Ok(id));
        assert_eq!(verbs(&backend, id).await, ["posted"]);
        let other = ReportForm { text: "อย่างอื่น".to_owned(), ..sent.clone() };
        let reused = backend.reports(&reporter).post(&here, &other).await;
        assert_eq!(reused, Err(Error::Refused(Refusal::KeyReused)));
        // The key belongs to its author: the same key of another account is another report.
        let director = appoint(&backend, Role::Director, HERE).await;
        assert_ne!(backend.reports(&director).post(&here, &sent).await, Ok(id));
        backend.close().await;
        assert_eq!(crate::check(db.url()).await.unwrap(), []);
    }

    async fn a_report_moves_the_pin_at_once_and_a_withdrawal_moves_it_back(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let here = slug(HERE);
        let pin = async || backend.map(&Actor::Public).board().await.unwrap().pin(&here).cloned().unwrap();
        let stands = async || (pin().await.newest, pin().await.standings.active_items(backend.now()));
        assert_eq!(stands().await, (None, 0));
        let id = backend.reports(&reporter).post(&here, &form("2567/p1")).await.unwrap();
        backend.reports(&reporter).post(&here, &form("2567/a1")).await.unwrap();
        let posted = backend.now();
        time.advance(Duration::days(1));
        assert_eq!(stands().await, (Some(posted), 2));
        backend.reports(&reporter).withdraw(id, "ผิดรายการ").await.unwrap();
        time.advance(Duration::days(31));
        assert_eq!(stands().await, (Some(posted), 0));
        assert_eq!(pin().await.status(backend.now()), RealTime::Ageing);
    }

    async fn a_correction_takes_the_place_of_the_old_report(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let here = slug(HERE);
        let old = backend.reports(&reporter).post(&here, &form("2567/p1")).await.unwrap();
        let correction = ReportForm {
            kind: "output".to_owned(),
            number: "๑,๒๓๔.5".to_owned(),
            unit: "คน".to_owned(),
            link: "https://example.go.th".to_owned(),
            corrects: old.to_string(),
            ..form("2567/p2")
        };
        let new = backend.reports(&reporter).post(&here, &correction).await.unwrap();
        assert_eq!(backend.reports(&reporter).post(&here, &correction).await, Ok(new), "sent again");
        assert_eq!(verbs(&backend, old).await, ["posted", "corrected"]);
        let lines = backend.districts(&reporter).page(&here, &[]).await.unwrap().lines;
        let (first, second) = (&lines[0].reports[0], &lines[1].reports[0]);
        assert_eq!((first.id, first.corrected, lines[0].newest()), (old, true, None));
        assert_eq!((second.id, second.kind), (new, ProgressKind::Output));
        let again = second.correction(crate::new_client_key()).unwrap();
        assert_eq!((again.number.as_str(), again.unit.as_str()), ("1234.5", "คน"));
        assert_eq!(again.corrects, new.to_string());
        let twice = ReportForm { corrects: old.to_string(), ..form("2567/p1") };
        let refused = backend.reports(&reporter).post(&here, &twice).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::Corrected)));
    }

    async fn only_a_report_of_the_same_district_and_year_is_corrected(db: TestDb) {
        let backend = db.backend(&clock()).await;
        crate::open_year(db.url(), FiscalYear::new(2568).unwrap(), &clock()).await.unwrap();
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let other = appoint(&backend, Role::Reporter, THERE).await;
        let old = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let correction = |item| ReportForm { corrects: old.to_string(), ..form(item) };
        let refused = backend.reports(&other).post(&slug(THERE), &correction("2567/p1")).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotYours { .. }))), "{refused:?}");
        let unknown = |field| Err(Error::Invalid(vec![FieldError::new(field, Reason::Unknown)]));
        let refused = backend.reports(&reporter).post(&slug(HERE), &correction("2568/p1")).await;
        assert_eq!(refused, unknown("corrects"));
        let nothing = ReportForm { corrects: "999999".to_owned(), ..form("2567/p1") };
        assert_eq!(backend.reports(&reporter).post(&slug(HERE), &nothing).await, unknown("corrects"));
        for item in ["2567/p99", "2599/p1"] {
            let refused = backend.reports(&reporter).post(&slug(HERE), &form(item)).await;
            assert_eq!(refused, unknown("item"), "{item}");
        }
    }

    async fn strangers_other_districts_and_bad_forms_are_refused(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let good = form("2567/p1");
        assert_eq!(backend.reports(&Actor::Public).post(&slug(HERE), &good).await, Err(Error::Unauthenticated));
        let refused = backend.reports(&reporter).post(&slug(THERE), &good).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotYours { .. }))));
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        assert_eq!(backend.reports(&officer).post(&slug(HERE), &good).await, Err(Error::Forbidden));
        let empty = backend.reports(&reporter).post(&slug(HERE), &ReportForm::default()).await;
        assert!(matches!(empty, Err(Error::Invalid(fields)) if fields.len() == 4));
    }

    async fn a_closed_year_stays_as_it_is(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let id = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        assert!(is_taken(&backend, "UPDATE fiscal_year SET closed_at = 1 WHERE year = 2567").await);
        let closed = Error::Refused(Refusal::YearClosed(FiscalYear::new(2567).unwrap()));
        let refused = backend.reports(&reporter).post(&slug(HERE), &form("2567/p2")).await;
        assert_eq!(refused, Err(closed.clone()));
        assert_eq!(backend.reports(&reporter).withdraw(id, "ผิด").await, Err(closed));
        assert!(!is_taken(&backend, "UPDATE progress_report SET state = 'withdrawn'").await);
    }

    async fn what_was_posted_never_changes(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let id = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        backend.reports(&reporter).withdraw(id, "ผิด").await.unwrap();
        for sql in [
            "UPDATE progress_report SET kind = 'output'",
            "UPDATE progress_report SET posted_at = 1",
            "UPDATE progress_report SET content_hash = ''",
            "DELETE FROM progress_report",
            "UPDATE progress_text SET text = ''",
            "UPDATE progress_remark SET text = ''",
        ] {
            assert!(!is_taken(&backend, sql).await, "{sql}");
        }
        assert!(is_taken(&backend, "DELETE FROM progress_text").await, "a text can be erased");
    }
}
