//! A database that is newer, damaged, locked or gone: each command says which, and ends with 2.

use crate::site::command_line::{build_site, ends, pakmud};
use crate::support::app::{database_file, migrated_dir, sqlite};
use sqlx::{Connection as _, SqliteConnection, query};
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// Every command that opens a database, in turn.
const COMMANDS: [&[&str]; 5] =
    [&["serve"], &["check"], &["migrate"], &["open-year", "2570"], &["user", "list"]];

async fn ready_dir() -> TempDir {
    let dir = migrated_dir().await;
    build_site(dir.path());
    dir
}

fn run(dir: &Path, arguments: &[&str]) -> Output {
    pakmud(dir).args(arguments).env("PAKMUD_SITE_DIR", "site").output().unwrap()
}

/// Writes over a part of the file.
fn damage(dir: &Path, bytes: std::ops::Range<usize>) {
    let mut file = std::fs::read(database_file(dir)).unwrap();
    file[bytes].fill(0xa5);
    std::fs::write(database_file(dir), file).unwrap();
}

#[tokio::test]
async fn a_newer_database_is_left_to_the_newer_program() {
    let dir = ready_dir().await;
    let mut conn = SqliteConnection::connect(&sqlite(dir.path())).await.unwrap();
    let future = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                  SELECT 9999, 'of the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
    query(future).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let before = std::fs::read(database_file(dir.path())).unwrap();
    for command in COMMANDS {
        ends(
            &run(dir.path(), command),
            2,
            &["pakmud.sqlite", "9999", "newer version of the program"],
        );
    }
    assert!(std::fs::read(database_file(dir.path())).unwrap() == before, "nothing was changed");
}

#[tokio::test]
async fn a_missing_database_is_not_made_by_the_way() {
    let dir = tempfile::tempdir().unwrap();
    build_site(dir.path());
    for command in COMMANDS.into_iter().filter(|command| command[0] != "migrate") {
        ends(&run(dir.path(), command), 2, &["There is no database at", "pakmud migrate"]);
    }
    ends(&run(dir.path(), &["backup", "x"]), 2, &["There is no database at"]);
    ends(&run(dir.path(), &["restore", "x"]), 2, &["There is no backup at x"]);
    assert!(!database_file(dir.path()).exists());
}

#[tokio::test]
async fn a_damaged_database_is_named_as_such() {
    let dir = ready_dir().await;
    // The head of the first page's tree: nothing can be read.
    damage(dir.path(), 100..200);
    for command in COMMANDS {
        ends(&run(dir.path(), command), 2, &["pakmud.sqlite", "damaged", "newest backup"]);
    }
    // The head of the file.
    damage(dir.path(), 16..100);
    for command in COMMANDS {
        ends(&run(dir.path(), command), 2, &["pakmud.sqlite", "not a database"]);
    }
}

#[tokio::test]
async fn damage_deep_in_the_file_is_found_by_check_migrate_and_backup() {
    let dir = ready_dir().await;
    let length = std::fs::metadata(database_file(dir.path())).unwrap().len();
    let middle = usize::try_from(length).unwrap() / 8192 * 4096;
    damage(dir.path(), middle..middle + 40_960);
    ends(&run(dir.path(), &["migrate"]), 2, &["damaged", "newest backup"]);
    let checked = run(dir.path(), &["check"]);
    assert!(matches!(checked.status.code(), Some(1 | 2)), "{checked:?}");
    let backup = run(dir.path(), &["backup", "x"]);
    assert!(matches!(backup.status.code(), Some(1 | 2)), "{backup:?}");
    assert!(!dir.path().join("x").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_another_program_keeps_to_itself_is_locked() {
    let dir = ready_dir().await;
    let mut other = SqliteConnection::connect(&sqlite(dir.path())).await.unwrap();
    for statement in ["PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "COMMIT"] {
        query(statement).execute(&mut other).await.unwrap();
    }
    // Each waits a few seconds for the other: together.
    let path = dir.path();
    std::thread::scope(|scope| {
        for command in COMMANDS {
            scope.spawn(move || {
                ends(&run(path, command), 2, &["Another process", "pakmud.sqlite"]);
            });
        }
    });
    other.close().await.unwrap();
    ends(&run(path, &["check"]), 0, &["All invariants hold."]);
}
