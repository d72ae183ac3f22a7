//! A year's catalogue from a file: previewed, applied completely or not at all, and only as far as reports permit.

use crate::store::place::{shipped_fact, source};
use crate::store::year::catalogue_item;
use crate::store::{Conn, on};
use crate::tests::clock;
use crate::tests::progress::{HERE, appoint, form, slug};
use crate::tests::test_db::OpenBackend as _;
use crate::{
    Backend, CatalogueFile, CatalogueReport, Error, check, load_catalogue, migrate, open_year,
};
use domain::people::access::Actor;
use domain::people::role::Role;
use domain::place::source::Source;
use domain::year::fiscal_year::FiscalYear;
use domain::year::new_catalogue::{CatalogueFault, Comparability, ItemChange};
use serde_json::{Value, json};
use sqlx::{query_as, query_scalar};
use testing::{TestDb, on_both_engines};

const SHIPPED: &str = include_str!("../../../../data/catalogue-2567.json");

fn year(number: i32) -> FiscalYear {
    FiscalYear::new(number).expect("a year")
}

/// The shipped catalogue, as that of 2568: each item continues the one with its number.
fn as_2568() -> Value {
    let mut catalogue: Value = serde_json::from_str(SHIPPED).expect("it ships");
    catalogue["fiscal_year"] = json!(2568);
    for item in catalogue["items"].as_array_mut().expect("items") {
        let list = item["group"].as_str().unwrap_or("p").to_lowercase();
        item["predecessor"] = json!(format!("{list}{}", item["no"]));
    }
    catalogue
}

async fn load(db: &TestDb, catalogue: &Value, dry_run: bool) -> CatalogueReport {
    let source = Source {
        key: String::new(),
        title_th: "ประกาศ".to_owned(),
        title_en: "Announcement".to_owned(),
        licence: "-".to_owned(),
        as_of: "2024-10-01".parse().expect("a day"),
        note_th: String::new(),
        note_en: String::new(),
    };
    let file = CatalogueFile { bytes: catalogue.to_string().into_bytes(), source };
    let loaded = load_catalogue(db.url(), year(2568), file, dry_run, &clock()).await;
    loaded.expect("the database answers")
}

/// The changed items, with their changes.
fn changed(report: CatalogueReport) -> Vec<(String, Vec<ItemChange>)> {
    let CatalogueReport::Planned { items, .. } = report else { panic!("{report:?}") };
    let all = items.into_iter().map(|item| (item.key, item.changes));
    all.filter(|(_, changes)| !changes.is_empty()).collect()
}

async fn verbs(backend: &Backend) -> Vec<String> {
    let sql =
        "SELECT verb FROM event WHERE entity = 'fiscal_year' AND entity_id = '2568' ORDER BY id";
    let read = async |conn: &mut Conn| Ok(on!(conn, query_scalar(sql) => fetch_all)?);
    backend.db().read(read).await.expect("the log can be read")
}

on_both_engines! {
    async fn a_year_is_opened_with_a_file_and_its_source_is_kept(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let mut catalogue = as_2568();
        catalogue["items"][0]["title_th"] = json!("นโยบายใหม่");
        catalogue["items"][0].as_object_mut().unwrap().remove("predecessor");
        catalogue["items"].as_array_mut().unwrap().pop();
        let expected = [
            ("p1".to_owned(), vec![ItemChange::Replaced, ItemChange::PredecessorChanged]),
            ("b5".to_owned(), vec![ItemChange::Removed]),
        ];
        let preview = load(&db, &catalogue, true).await;
        assert!(matches!(preview, CatalogueReport::Planned { opens: true, is_applied: false, .. }));
        assert_eq!(changed(preview), expected);
        let backend = db.backend(&clock()).await;
        assert_eq!(verbs(&backend).await, [""; 0], "a dry run opens nothing");
        let applied = load(&db, &catalogue, false).await;
        assert!(matches!(applied, CatalogueReport::Planned { opens: true, is_applied: true, .. }));
        assert_eq!(changed(applied), expected);
        assert_eq!(verbs(&backend).await, ["opened", "catalogue_loaded"]);
        let read = async |conn: &mut Conn| {
            let facts = shipped_fact::of_key(conn, "policy_item", "2568/p1").await?;
            Ok((catalogue_item::of_year(conn, year(2568)).await?, source::all(conn).await?, facts))
        };
        let (items, sources, facts) = backend.db().read(read).await.unwrap();
        assert_eq!(items.len(), 20);
        assert_eq!((items[0].titles[0].as_str(), items[0].comparability), ("นโยบายใหม่", Comparability::New));
        assert_eq!(items[1].predecessor.as_deref(), Some("p2"));
        assert_eq!(sources.last().map(|one| one.key.as_str()), Some("catalogue_2568"));
        assert!(facts.iter().all(|fact| fact.source == "catalogue_2568") && facts.len() == 4);
        assert_eq!(migrate(db.url(), &clock()).await.unwrap(), crate::Migrated::default(), "it stays");
        assert_eq!(changed(load(&db, &catalogue, false).await), []);
        assert_eq!(verbs(&backend).await.len(), 2, "the same again is no event");
        backend.close().await;
        assert_eq!(check(db.url()).await.unwrap(), []);
    }

    async fn items_that_have_reports_keep_their_numbers_and_change_titles_and_predecessors_only(db: TestDb) {
        let backend = db.backend(&clock()).await;
        open_year(db.url(), year(2568), &clock()).await.unwrap();
        let now = crate::Clock::fixed("2024-11-01T00:00:00Z".parse().unwrap());
        let later = Backend::open(db.url(), now).await.unwrap();
        let reporter = appoint(&later, Role::Reporter, HERE).await;
        later.reports(&reporter).post(&slug(HERE), &form("2568/p1")).await.unwrap();
        let mut catalogue = as_2568();
        let last = catalogue["items"].as_array_mut().unwrap().pop().unwrap();
        let CatalogueReport::Refused(refused) = load(&db, &catalogue, false).await else { panic!() };
        assert_eq!(refused[0].faults, [CatalogueFault::RemovedInUse]);
        assert_eq!(verbs(&backend).await, ["opened"]);
        catalogue["items"].as_array_mut().unwrap().push(last);
        catalogue["items"][0]["title_th"] = json!("ชื่อที่แก้ไขแล้ว");
        catalogue["items"][1]["comparability"] = json!("changed");
        let expected = [
            ("p1".to_owned(), vec![ItemChange::TitleChanged]),
            ("p2".to_owned(), vec![ItemChange::PredecessorChanged]),
        ];
        assert_eq!(changed(load(&db, &catalogue, true).await), expected);
        assert_eq!(changed(load(&db, &catalogue, false).await), expected);
        let read = async |conn: &mut Conn| {
            let sql = "SELECT i.title_th, COUNT(r.id) FROM policy_item i LEFT JOIN progress_report r ON r.policy_item_id = i.id
                       WHERE i.fiscal_year = 2568 AND i.no = 1 AND i.track = 'policy' GROUP BY i.title_th";
            Ok(on!(conn, query_as(sql) => fetch_one)?)
        };
        let reported: (String, i64) = backend.db().read(read).await.unwrap();
        assert_eq!(reported, ("ชื่อที่แก้ไขแล้ว".to_owned(), 1));
    }

    async fn a_refused_row_leaves_the_year_unopened(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let mut catalogue = as_2568();
        catalogue["items"][3].as_object_mut().unwrap().remove("no");
        catalogue["items"][4]["predecessor"] = json!("p44");
        catalogue["items"][5]["no"] = json!(5);
        catalogue["items"][6]["no"] = json!(2);
        let CatalogueReport::Refused(refused) = load(&db, &catalogue, false).await else { panic!() };
        let refused: Vec<_> = refused.into_iter().map(|one| (one.row.unwrap(), one.faults)).collect();
        assert_eq!(refused, [
            (4, vec![CatalogueFault::MissingNumber]),
            (5, vec![CatalogueFault::UnknownPredecessor("p44".to_owned())]),
            (6, vec![CatalogueFault::Twice(5)]),
            (7, vec![CatalogueFault::Twice(2)]),
        ]);
        assert_eq!(verbs(&backend).await, [""; 0]);
        let early = CatalogueFile { bytes: as_2568().to_string().replace("2568", "2570").into_bytes(), source: backend.districts(&Actor::Public).sources().await.unwrap()[0].clone() };
        let early = load_catalogue(db.url(), year(2570), early, true, &clock()).await;
        assert!(matches!(early, Err(Error::YearBeforeNotOpen(refused)) if refused == year(2570)));
    }
}
