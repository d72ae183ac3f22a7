//! Error reports on both engines: sent once, read by authorised actors, answered once, deleted on time.

use super::delete_closed;
use crate::tests::clock;
use crate::tests::progress::{HERE, THERE, appoint, slug};
use crate::tests::test_db::OpenBackend as _;
use crate::{Backend, check};
use chrono::Duration;
use domain::Error;
use domain::error_report::{ErrorReportForm, ErrorReportState, Holder, KEPT_DAYS};
use domain::people::access::Actor;
use domain::people::role::Role;
use testing::on_both_engines;

fn form(wrong: &str) -> ErrorReportForm {
    ErrorReportForm {
        about: format!("district:{HERE}"),
        wrong: wrong.to_owned(),
        correct: "054-710-000".to_owned(),
        contact: "someone@example.org".to_owned(),
    }
}

async fn send(backend: &Backend, wrong: &str) -> domain::Result<String> {
    backend.error_reports(&Actor::Public).send(&form(wrong)).await
}

/// The texts of the open reports that the actor may answer.
async fn open(backend: &Backend, actor: &Actor) -> domain::Result<Vec<String>> {
    let open = backend.error_reports(actor).open().await?;
    assert_eq!(open.count as usize, open.reports.len());
    Ok(open.reports.into_iter().map(|report| report.wrong).collect())
}

on_both_engines! {
    async fn the_same_text_sent_twice_is_one_report_until_it_is_closed(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        let first = send(&backend, "a").await.unwrap();
        assert_eq!(send(&backend, "a").await.unwrap(), first);
        assert_ne!(send(&backend, "b").await.unwrap(), first);
        assert_eq!(open(&backend, &officer).await.unwrap(), ["a", "b"]);
        let id = backend.error_reports(&officer).open().await.unwrap().reports[0].id;
        backend.error_reports(&officer).answer(id, "ok").await.unwrap();
        assert_ne!(send(&backend, "a").await.unwrap(), first);
        assert_eq!(check(db.url()).await.unwrap(), []);
    }

    async fn only_the_office_and_the_monitoring_officers_read_and_answer(db: TestDb) {
        let backend = db.backend(&clock()).await;
        send(&backend, "a").await.unwrap();
        let own = appoint(&backend, Role::Reporter, HERE).await;
        let other = appoint(&backend, Role::Director, THERE).await;
        let id = backend.error_reports(&own).open().await.unwrap().reports[0].id;
        assert_eq!(open(&backend, &other).await.unwrap(), [""; 0]);
        assert_eq!(backend.error_reports(&other).answer(id, "x").await, Err(Error::NotFound));
        for role in Role::ALL {
            let actor = appoint(&backend, role, HERE).await;
            let may = [Role::Reporter, Role::Director, Role::MonitoringOfficer, Role::MonitoringLead];
            let expected = if may.contains(&role) { Ok(vec!["a".to_owned()]) } else { Err(Error::Forbidden) };
            assert_eq!(open(&backend, &actor).await, expected, "{role:?}");
        }
        assert_eq!(open(&backend, &Actor::Public).await, Err(Error::Unauthenticated));
        assert_eq!(backend.error_reports(&Actor::Public).answer(id, "x").await, Err(Error::Unauthenticated));
    }

    async fn a_report_is_answered_once_and_its_link_shows_the_answer(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let key = send(&backend, "a").await.unwrap();
        let own = appoint(&backend, Role::Director, HERE).await;
        let status = async || backend.error_reports(&Actor::Public).status(&key).await.unwrap();
        assert_eq!(status().await.state, ErrorReportState::Open { holder: Holder::Office });
        let id = backend.error_reports(&own).open().await.unwrap().reports[0].id;
        let refused = backend.error_reports(&own).answer(id, "  ").await;
        assert!(matches!(refused, Err(Error::Invalid(fields)) if fields[0].field == "answer"));
        let (first, second) = tokio::join!(
            backend.error_reports(&own).answer(id, "corrected"),
            backend.error_reports(&own).answer(id, "corrected"),
        );
        assert_eq!([first, second].iter().filter(|one| one.is_ok()).count(), 1);
        assert_eq!(backend.error_reports(&own).answer(id, "again").await, Err(Error::Conflict));
        let closed = ErrorReportState::Closed { at: backend.now(), answer: "corrected".to_owned() };
        assert_eq!(status().await.state, closed);
        let unknown = backend.error_reports(&Actor::Public).status(&"0".repeat(32)).await;
        assert_eq!(unknown, Err(Error::NotFound));
    }

    async fn after_fourteen_days_the_monitoring_officers_hold_it(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        send(&backend, "a").await.unwrap();
        let holder = async || backend.error_reports(&officer).open().await.unwrap().reports[0].holder;
        assert_eq!(holder().await, Holder::Office);
        clock.advance(Duration::days(15));
        assert_eq!(holder().await, Holder::MonitoringOfficers);
    }

    async fn a_closed_report_is_deleted_after_a_year_and_an_open_one_never(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let own = appoint(&backend, Role::Director, HERE).await;
        let key = send(&backend, "closed").await.unwrap();
        let id = backend.error_reports(&own).open().await.unwrap().reports[0].id;
        backend.error_reports(&own).answer(id, "ok").await.unwrap();
        send(&backend, "open").await.unwrap();
        clock.advance(Duration::days(KEPT_DAYS) - Duration::seconds(1));
        assert_eq!(delete_closed(&backend).await.unwrap(), 0);
        clock.advance(Duration::seconds(1));
        assert_eq!(delete_closed(&backend).await.unwrap(), 1);
        assert_eq!(delete_closed(&backend).await.unwrap(), 0);
        let gone = backend.error_reports(&Actor::Public).status(&key).await;
        assert_eq!(gone, Err(Error::NotFound));
        assert_eq!(check(db.url()).await.unwrap(), []);
    }

    async fn a_record_that_no_public_page_shows_has_no_reports(db: TestDb) {
        let backend = db.backend(&clock()).await;
        for about in ["district:nowhere-1", "school:1050010000"] {
            let form = ErrorReportForm { about: about.to_owned(), ..form("a") };
            let sent = backend.error_reports(&Actor::Public).send(&form).await;
            assert_eq!(sent, Err(Error::NotFound), "{about}");
        }
        assert!(slug(HERE) != slug(THERE));
    }
}
