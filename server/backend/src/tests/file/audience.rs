//! A file's visibility follows from its entity; the files of an unknown entity are visible to no actor.

use super::bytes::*;
use super::*;
use crate::store::{Conn, Tx, on};
use crate::tests::test_db::OpenBackend as _;
use domain::Error;
use domain::people::role::Role;
use domain::profile::photo::Subject;
use sqlx::{query, query_scalar};
use testing::on_both_engines;

/// The same public file, on an entity unknown to this version.
const FROM_A_NEWER_VERSION: &str = "
    INSERT INTO evidence_link (file_id, district_id, entity, entity_id, audience, purpose, consent, attached_at, attached_by)
    SELECT file_id, district_id, 'plan', entity_id, 'everybody', purpose, consent, attached_at, attached_by
    FROM evidence_link WHERE entity = 'district' RETURNING id";

const ITS_TEXT: &str =
    "INSERT INTO evidence_text (link_id, alt, name, salt) VALUES ($1, 'a', 'b', 'c')";

/// All kinds of actor: the public, and each role, in the district and in another.
async fn everybody(backend: &Backend) -> Vec<Actor> {
    let mut all = vec![Actor::Public];
    for role in Role::ALL {
        for district in [HERE, THERE] {
            all.push(appoint(backend, role, district).await);
        }
    }
    all
}

on_both_engines! {
    async fn a_file_of_an_unknown_entity_is_found_by_nobody(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let typed = |field: &'static str| if field == "alt" { "อาคาร" } else { "nobody" };
        let photo = vec![sent(&backend, "a.jpg", &jpeg(40, 30)).await];
        let known = backend.profiles(&reporter).put_photo(&slug(HERE), Subject::Office, typed, photo).await.unwrap();
        let add = async |tx: &mut Tx| {
            let id: i64 = on!(tx, query_scalar(FROM_A_NEWER_VERSION) => fetch_one)?;
            on!(tx, query(ITS_TEXT).bind(id) => execute)?;
            Ok(id)
        };
        let unknown = backend.db().write(add).await.unwrap();
        for actor in everybody(&backend).await {
            assert!(backend.files(&actor).get(known, false).await.unwrap().is_public, "{actor:?}");
            assert_eq!(backend.files(&actor).get(unknown, false).await, Err(Error::NotFound), "{actor:?}");
        }
        assert_eq!(backend.files(&reporter).remove(unknown).await, Err(Error::NotFound));
    }

    async fn a_file_of_a_report_goes_with_its_text(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let file = vec![sent(&backend, "a.pdf", &pdf(&[CATALOG])).await];
        let id = backend.files(&reporter).attach(report, &said("แผน"), file).await.unwrap()[0];
        let noted = async |conn: &mut Conn| {
            Ok(on!(conn, query_scalar("SELECT audience FROM evidence_link") => fetch_one)?)
        };
        let noted: String = backend.db().read(noted).await.unwrap();
        assert_eq!(noted, "readers");
        for actor in everybody(&backend).await {
            let page = backend.districts(&actor).page(&slug(HERE), &[]).await.unwrap();
            let reads = page.lines.iter().flat_map(|line| &line.reports).any(|report| report.content.is_some());
            assert_eq!(backend.files(&actor).get(id, false).await.is_ok(), reads, "{actor:?}");
        }
    }
}
