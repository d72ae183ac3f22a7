//! Exported files: typed, safe, and with the rows of the view.

use super::*;
use crate::ExportFormat;
use crate::tests::test_db::OpenBackend as _;
use calamine::{Data, Reader as _, Xlsx};
use domain::Error;
use std::io::Cursor;
use testing::on_both_engines;
use words::Lang;

async fn export(backend: &Backend, query: &[(&str, &str)], format: ExportFormat) -> Vec<u8> {
    let query: Vec<(String, String)> =
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    backend
        .overview(&executive(backend))
        .export(&query, format, Lang::Th, "https://pakmud.example")
        .await
        .unwrap()
        .bytes
}

on_both_engines! {
    async fn a_workbook_opens_with_typed_columns_and_the_rows_of_the_view(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let query = [("kind", "primary"), ("status", "fresh")];
        let overview = overview(&backend, &query).await;
        let listed = overview.chosen.listed(overview.scene(), overview.standings());
        let bytes = export(&backend, &query, ExportFormat::Xlsx).await;
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["เขต", "รายการ", "ที่มาของข้อมูล"]);
        let sheet = book.worksheet_range("เขต").unwrap();
        assert_eq!((sheet.height(), sheet.width()), (listed.len() + 1, 9 + 21));
        let first = &overview.scene().districts[listed[0]];
        let row: Vec<&Data> = sheet.rows().nth(1).unwrap().iter().collect();
        assert_eq!(row[0], &Data::String(first.code.clone()), "a code is a text, its zeros stay");
        assert_eq!(row[1], &Data::String(first.name_th.clone()));
        assert!(matches!((row[3], row[5], row[8]), (Data::Float(_), Data::DateTime(_), Data::Float(_))), "{row:?}");
        let active: f64 = sheet.rows().skip(1).filter_map(|row| if let Data::Float(n) = row[8] { Some(n) } else { None }).sum();
        let last = overview.standings().days.len() - 1;
        let counted: i32 = listed.iter().map(|place| overview.standings().active_items(*place, last)).sum();
        assert!((active - f64::from(counted)).abs() < 0.5, "{active} {counted}");
        assert_eq!(book.worksheet_range("รายการ").unwrap().height(), 22);
    }

    async fn taking_a_file_leaves_an_event_with_the_view_and_no_name(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        export(&backend, &[("cluster", "3")], ExportFormat::Csv).await;
        let sql = "SELECT payload FROM event WHERE entity = 'overview' AND verb = 'exported'";
        let read = async |conn: &mut crate::store::Conn| {
            Ok(crate::store::on!(conn, sqlx::query_scalar(sql) => fetch_all)?)
        };
        let told: Vec<String> = backend.db().read(read).await.unwrap();
        let told: serde_json::Value = serde_json::from_str(&told[0]).unwrap();
        assert_eq!((&told["format"], &told["view"]), (&"csv".into(), &"/overview/districts?cluster=3".into()));
        let refused = backend.overview(&Actor::Public).export(&[], ExportFormat::Csv, Lang::Th, "").await;
        assert_eq!(refused, Err(Error::Unauthenticated));
    }
}
