//! Databases that are refused on opening, each with its own error.

use crate::tests::{clock, run};
use crate::{Backend, Error, migrate};
use sqlx::query;
use std::fs;
use testing::TestDb;
use testing::on_both_engines;
use words::Lang;

async fn refusal(db: &TestDb) -> Error {
    Backend::open(db.url(), clock()).await.err().expect("this database is refused")
}

on_both_engines! {
    async fn a_migration_that_waits_is_refused_and_counted(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        run(&db, "DELETE FROM _sqlx_migrations WHERE version = 2").await;
        assert!(matches!(refusal(&db).await, Error::Pending { count: 1, .. }));
    }

    async fn a_newer_database_is_refused_by_open_and_by_migrate(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        run(&db, "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                  SELECT 9999, 'of the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1").await;
        assert!(matches!(refusal(&db).await, Error::Newer { version: 9999, .. }));
        assert!(matches!(migrate(db.url(), &clock()).await, Err(Error::Newer { version: 9999, .. })));
    }

    async fn a_migration_with_another_text_is_refused(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        run(&db, "UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 2)
                  WHERE version = 1").await;
        assert!(matches!(refusal(&db).await, Error::ChangedMigration { version: 1, .. }));
        assert!(matches!(migrate(db.url(), &clock()).await, Err(Error::ChangedMigration { version: 1, .. })));
    }
}

#[tokio::test]
async fn a_missing_file_is_refused_and_not_created() {
    let db = TestDb::sqlite();
    assert!(matches!(refusal(&db).await, Error::NoDatabase(_)));
    assert!(!db.dir().join("pakmud.sqlite").exists());
}

#[tokio::test]
async fn another_kind_of_file_is_refused_and_left_as_it_is() {
    let db = TestDb::sqlite();
    let path = db.dir().join("pakmud.sqlite");
    fs::write(&path, "this is a letter, not a database").unwrap();
    assert!(matches!(refusal(&db).await, Error::NotADatabase(_)));
    assert!(matches!(migrate(db.url(), &clock()).await, Err(Error::NotADatabase(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "this is a letter, not a database");
}

#[tokio::test]
async fn a_directory_in_the_way_is_not_a_database() {
    let db = TestDb::sqlite();
    fs::create_dir(db.dir().join("pakmud.sqlite")).unwrap();
    assert!(matches!(refusal(&db).await, Error::NotADatabase(_)));
    assert!(matches!(migrate(db.url(), &clock()).await, Err(Error::NotADatabase(_))));
}

#[tokio::test]
async fn a_damaged_file_is_refused_by_migrate() {
    let db = TestDb::sqlite();
    migrate(db.url(), &clock()).await.unwrap();
    let path = db.dir().join("pakmud.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xa5);
    fs::write(&path, bytes).unwrap();
    assert!(matches!(migrate(db.url(), &clock()).await, Err(Error::Damaged { .. })));
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_named() {
    let clock = clock();
    let refused = migrate("sqlite:/proc/pakmud/pakmud.sqlite", &clock)
        .await
        .expect_err("nobody writes there");
    assert!(matches!(&refused, Error::NotWritable(_)));
    assert!(refused.sentence(Lang::En).contains("/proc/pakmud"));
    assert!(refused.sentence(Lang::Th).contains("/proc/pakmud"));
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_without_the_password() {
    let refused = migrate("postgres://me:secret@127.0.0.1:1/pakmud", &clock())
        .await
        .expect_err("nobody listens");
    let sentence = refused.to_string();
    assert!(sentence.contains("127.0.0.1:1/pakmud") && !sentence.contains("secret"), "{sentence}");
}

#[tokio::test]
async fn pending_migrations_need_the_file_alone() {
    use sqlx::{Connection as _, SqliteConnection};
    let db = TestDb::sqlite();
    migrate(db.url(), &clock()).await.unwrap();
    let mut other = SqliteConnection::connect(db.url()).await.unwrap();
    for undo in [
        "DROP TABLE event_waiting",
        "DROP TABLE event_place",
        "DROP TABLE event",
        "DELETE FROM _sqlx_migrations WHERE version = 2",
    ] {
        query(undo).execute(&mut other).await.unwrap();
    }
    query("BEGIN").execute(&mut other).await.unwrap();
    query("SELECT COUNT(*) FROM district").execute(&mut other).await.unwrap();
    assert!(matches!(migrate(db.url(), &clock()).await, Err(Error::Locked(_))));
    other.close().await.unwrap();
    assert_eq!(migrate(db.url(), &clock()).await.unwrap().migrations.len(), 1);
}
