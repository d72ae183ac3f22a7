//! Every SQL text is listed, and both engines take it.

use super::clock;
use crate::store::{Conn, Engine};
use crate::store::{
    account, alone, appointment, cluster, copy, demo_mark, district, event, evidence,
    evidence_kept, fiscal_year, form_result, happening, invariants, invitation, measuring,
    migrations, overview, person_post, photo, policy_item, postgres, profile_fact,
    progress_reading, progress_remark, progress_report, progress_standing, province, school,
    school_heading, school_upload, sequencer, session, shipped_fact, sign_in_failure, source,
    writer,
};
use crate::{Result, migrate, on_both_engines};
use sqlx::{Executor as _, SqlSafeStr as _};
use std::fs;
use std::path::Path;

const ON_BOTH: &[&[&str]] = &[
    account::STATEMENTS,
    appointment::STATEMENTS,
    cluster::STATEMENTS,
    demo_mark::STATEMENTS,
    district::STATEMENTS,
    event::STATEMENTS,
    evidence::STATEMENTS,
    evidence_kept::STATEMENTS,
    fiscal_year::STATEMENTS,
    form_result::STATEMENTS,
    happening::STATEMENTS,
    invariants::STATEMENTS,
    invitation::STATEMENTS,
    measuring::STATEMENTS,
    migrations::STATEMENTS,
    overview::STATEMENTS,
    person_post::STATEMENTS,
    photo::STATEMENTS,
    policy_item::STATEMENTS,
    profile_fact::STATEMENTS,
    progress_reading::STATEMENTS,
    progress_remark::STATEMENTS,
    progress_report::STATEMENTS,
    progress_standing::STATEMENTS,
    province::STATEMENTS,
    school::STATEMENTS,
    school_heading::STATEMENTS,
    school_upload::STATEMENTS,
    session::STATEMENTS,
    sign_in_failure::STATEMENTS,
    shipped_fact::STATEMENTS,
    source::STATEMENTS,
];
const ON_SQLITE: &[&[&str]] =
    &[copy::SQLITE_STATEMENTS, invariants::SQLITE_STATEMENTS, migrations::SQLITE_STATEMENTS];
const ON_POSTGRES: &[&[&str]] =
    &[alone::POSTGRES_STATEMENTS, migrations::POSTGRES_STATEMENTS, sequencer::STATEMENTS];
/// `BEGIN …` and the like are no statements to prepare; the tests of the writer run them. A channel's
/// name is no statement at all.
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
        let open = super::super::open(&db).await;
        let own = if db.url().starts_with("sqlite") { ON_SQLITE } else { ON_POSTGRES };
        open.read(async |conn: &mut Conn| -> Result<()> {
            prepare(conn, ON_BOTH).await;
            prepare(conn, own).await;
            Ok(())
        })
        .await
        .unwrap();
    }
}

#[test]
fn no_statement_is_left_out_of_the_lists() {
    let mut texts = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store")).unwrap() {
        let source = fs::read_to_string(entry.unwrap().path()).unwrap();
        texts += source
            .lines()
            .filter(|line| line.starts_with("const ") && line.contains(": &str ="))
            .count();
    }
    let listed: usize = [ON_BOTH, ON_SQLITE, ON_POSTGRES, NOT_PREPARED]
        .iter()
        .copied()
        .flatten()
        .map(|list| list.len())
        .sum();
    assert_eq!(texts, listed, "a `const …: &str` in src/store is missing in its file's list");
}

#[test]
fn no_query_is_written_in_place() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store")).unwrap() {
        let path = entry.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        for call in ["query(\"", "query_as(\"", "query_scalar(\"", "Row>(\""] {
            assert!(!source.contains(call), "{}: {call}", path.display());
        }
    }
}
