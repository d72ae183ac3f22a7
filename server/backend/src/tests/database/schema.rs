//! The two schemas are equal: tables, columns, nullability, kinds of type, unique indexes.

use crate::migrate;
use crate::store::on;
use crate::tests::clock;
use sqlx::query_as;
use std::collections::BTreeSet;
use testing::TestDb;

const SQLITE_COLUMNS: &str = "
    SELECT t.name, c.name, c.type, CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN 1 ELSE 0 END
    FROM sqlite_master t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_%' ESCAPE '\\'";

const POSTGRES_COLUMNS: &str = "
    SELECT c.table_name::TEXT, c.column_name::TEXT, c.data_type::TEXT, CASE c.is_nullable WHEN 'NO' THEN 1::BIGINT ELSE 0 END
    FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.table_name NOT LIKE '\\_%'";

const SQLITE_UNIQUE: &str = "
    SELECT t.name, (SELECT string_agg(c.name, ',' ORDER BY c.seqno) FROM pragma_index_info(i.name) c)
    FROM sqlite_master t JOIN pragma_index_list(t.name) i
    WHERE t.type = 'table' AND i.\"unique\" = 1 AND t.name NOT LIKE '\\_%' ESCAPE '\\'
    UNION SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND c.pk = 1 AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_%' ESCAPE '\\'
      AND (SELECT COUNT(*) FROM pragma_table_info(t.name) p WHERE p.pk > 0) = 1";

const POSTGRES_UNIQUE: &str = "
    SELECT t.relname::TEXT,
           (SELECT string_agg(a.attname::TEXT, ',' ORDER BY k.place)
            FROM unnest(i.indkey::INT2[]) WITH ORDINALITY k (no, place)
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.no)
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = 'public' AND i.indisunique AND t.relname NOT LIKE '\\_%'";

const POSTGRES_DEFERRABLE: &str =
    "SELECT conname::TEXT, contype::TEXT FROM pg_constraint WHERE condeferrable";
const SQLITE_DEFERRABLE: &str = "SELECT name, sql FROM sqlite_master WHERE sql LIKE '%DEFERRABLE%'";

type Column = (String, String, String, i64);

async fn read<T>(db: &TestDb, sql: &'static str) -> Vec<T>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + Send
        + Unpin,
{
    let open = crate::tests::open(db).await;
    let rows =
        open.read(async |conn| Ok(on!(conn, query_as::<_, T>(sql) => fetch_all)?)).await.unwrap();
    open.close().await;
    rows
}

/// The common name of SQLite's and PostgreSQL's types of the same kind.
fn kind(name: &str) -> &'static str {
    match name.to_ascii_uppercase().as_str() {
        "INTEGER" | "BIGINT" => "integer",
        "REAL" | "DOUBLE PRECISION" => "real",
        "TEXT" => "text",
        "BLOB" | "BYTEA" => "bytes",
        other => panic!("{other} is a type of one engine only"),
    }
}

fn columns(rows: Vec<Column>) -> BTreeSet<(String, String, &'static str, i64)> {
    rows.into_iter()
        .map(|(table, column, name, required)| (table, column, kind(&name), required))
        .collect()
}

#[tokio::test]
async fn both_engines_have_the_same_schema() {
    let sqlite = TestDb::sqlite();
    migrate(sqlite.url(), &clock()).await.unwrap();
    let Some(postgres) = TestDb::postgres().await else { return };
    migrate(postgres.url(), &clock()).await.unwrap();

    let here = columns(read(&sqlite, SQLITE_COLUMNS).await);
    assert!(here.iter().any(|(table, column, ..)| table == "district" && column == "slug"));
    assert_eq!(here, columns(read(&postgres, POSTGRES_COLUMNS).await));

    let unique: BTreeSet<(String, String)> =
        read(&sqlite, SQLITE_UNIQUE).await.into_iter().collect();
    assert_eq!(unique, read(&postgres, POSTGRES_UNIQUE).await.into_iter().collect());

    // A constraint violated at COMMIT would fail every write of its batch.
    assert_eq!(read::<(String, String)>(&sqlite, SQLITE_DEFERRABLE).await, []);
    assert_eq!(read::<(String, String)>(&postgres, POSTGRES_DEFERRABLE).await, []);
}

#[test]
fn both_engines_have_migrations_of_the_same_names() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
