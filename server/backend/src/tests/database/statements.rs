//! Every SQL text is listed, and both engines accept it.

use crate::store::engine::{copy, invariants, migration_lock, migrations, postgres, writer};
use crate::store::event::sequencer;
use crate::store::{Conn, Engine, STATEMENTS};
use crate::tests::clock;
use crate::{Result, migrate};
use sqlx::{Executor as _, SqlSafeStr as _};
use std::fs;
use std::path::{Path, PathBuf};
use testing::on_both_engines;

const ON_SQLITE: &[&[&str]] =
    &[copy::SQLITE_STATEMENTS, invariants::SQLITE_STATEMENTS, migrations::SQLITE_STATEMENTS];
const ON_POSTGRES: &[&[&str]] =
    &[migration_lock::POSTGRES_STATEMENTS, migrations::POSTGRES_STATEMENTS, sequencer::STATEMENTS];
/// `BEGIN …` and similar statements cannot be prepared; the tests of the writer run them. A channel's
/// name is no statement.
const NOT_PREPARED: &[&[&str]] = &[postgres::CONTROL, writer::CONTROL, &["pakmud_head"]];

async fn prepare(conn: &mut Conn, statements: &[&[&'static str]]) {
    for sql in statements.iter().copied().flatten() {
        let prepared = match conn.engine() {
            Engine::Sqlite(c) => c.prepare(sql.into_sql_str()).await.map(drop),
            Engine::Postgres(c) => c.prepare(sql.into_sql_str()).await.map(drop),
        };
        prepared.unwrap_or_else(|e| panic!("{e}: {sql}"));
    }
}

on_both_engines! {
    async fn every_statement_is_taken(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let open = crate::tests::open(&db).await;
        let own = if db.url().starts_with("sqlite") { ON_SQLITE } else { ON_POSTGRES };
        open.read(async |conn: &mut Conn| -> Result<()> {
            prepare(conn, STATEMENTS).await;
            prepare(conn, own).await;
            Ok(())
        })
        .await
        .unwrap();
    }
}

/// The files of the store, each with its text.
fn store_sources() -> Vec<(PathBuf, String)> {
    let mut sources = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"), &mut sources);
    assert!(sources.len() > 30, "only {} files found", sources.len());
    sources
}

fn collect(folder: &Path, sources: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, sources);
        } else {
            let source = fs::read_to_string(&path).unwrap();
            sources.push((path, source));
        }
    }
}

#[test]
fn no_statement_is_left_out_of_the_lists() {
    let mut texts = 0;
    for (_, source) in store_sources() {
        texts += source
            .lines()
            .filter(|line| line.starts_with("const ") && line.contains(": &str ="))
            .count();
    }
    let listed: usize = [STATEMENTS, ON_SQLITE, ON_POSTGRES, NOT_PREPARED]
        .iter()
        .copied()
        .flatten()
        .map(|list| list.len())
        .sum();
    assert_eq!(texts, listed, "a `const …: &str` in src/store is missing in its file's list");
}

#[test]
fn no_query_is_written_in_place() {
    for (path, source) in store_sources() {
        for call in ["query(\"", "query_as(\"", "query_scalar(\"", "Row>(\""] {
            assert!(!source.contains(call), "{}: {call}", path.display());
        }
    }
}
