//! Backup and restore of the database.

use crate::tests::progress::{HERE, appoint, form, slug};
use crate::tests::test_db::OpenBackend as _;
use crate::tests::{clock, run};
use crate::{Backend, Copied, Error, Head, Rule, backup, check, head, migrate, note_of, restore};
use domain::people::role::Role;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use testing::TestDb;

/// A migrated SQLite database, and a folder for backups beside it.
async fn database() -> (TestDb, PathBuf) {
    let db = TestDb::sqlite();
    migrate(db.url(), &clock()).await.unwrap();
    let folder = db.dir().join("backups");
    fs::create_dir(&folder).unwrap();
    (db, folder)
}

fn sqlite(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

fn whole(copied: Copied) -> Head {
    match copied {
        Copied::Whole { head, .. } => head,
        Copied::Unsound(findings) => panic!("{findings:?}"),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_holds_what_was_acknowledged_before_it_while_others_go_on_writing() {
    let (db, folder) = database().await;
    let backend = db.backend(&clock()).await;
    let actor = appoint(&backend, Role::Reporter, HERE).await;
    let post = async || backend.reports(&actor).post(&slug(HERE), &form("2567/p1")).await;
    let before = post().await.unwrap();
    let file = folder.join("one.sqlite");
    let url = db.url().to_owned();
    let target = file.clone();
    let copying = tokio::spawn(async move { backup(&url, &target, false).await });
    let mut meanwhile = 0;
    while !copying.is_finished() {
        post().await.unwrap();
        meanwhile += 1;
    }
    let head = whole(copying.await.unwrap().unwrap());
    assert!(meanwhile > 0, "writers waited for the backup");
    assert_eq!(names(&folder), ["one.sqlite", "one.sqlite.head"], "and nothing else");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(note_of(&file)).unwrap(), format!("{head}\n"));
    assert_eq!(check(&sqlite(&file)).await.unwrap(), []);
    assert_eq!(crate::head(&sqlite(&file)).await.unwrap(), head);
    let copy = Backend::open(&sqlite(&file), clock()).await.unwrap();
    let reports = copy.districts(&actor).page(&slug(HERE), &[]).await.unwrap().lines;
    assert!(reports[0].reports.iter().any(|report| report.id == before));
    copy.close().await;
    backend.close().await;
    assert_eq!(
        crate::check_head(db.url(), &head).await.unwrap(),
        [],
        "the original goes on from it"
    );
}

#[tokio::test]
async fn a_backup_takes_the_place_of_another_only_if_told_and_its_note_goes_with_it() {
    let (db, folder) = database().await;
    let file = folder.join("newest.sqlite");
    let first = whole(backup(db.url(), &file, false).await.unwrap());
    run(&db, "INSERT INTO event (at, actor, entity, entity_id, verb, payload) VALUES (0, 'system', 'x', '1', 'y', '{}')").await;
    assert!(matches!(backup(db.url(), &file, false).await, Err(Error::BackupExists(_))));
    assert_eq!(head(&sqlite(&file)).await.unwrap(), first);
    let second = whole(backup(db.url(), &file, true).await.unwrap());
    assert_eq!(second.position, first.position + 1);
    assert_eq!(Head::parse(fs::read_to_string(note_of(&file)).unwrap().trim()), Some(second));
    assert_eq!(names(&folder), ["newest.sqlite", "newest.sqlite.head"]);
}

#[tokio::test]
async fn a_backup_never_lands_on_the_database_nor_in_a_folder_that_is_not_there() {
    let (db, folder) = database().await;
    std::os::unix::fs::symlink(db.dir(), folder.join("way")).unwrap();
    for name in ["pakmud.sqlite", "pakmud.sqlite-wal", "backups/way/pakmud.sqlite"] {
        let refused = backup(db.url(), &db.dir().join(name), true).await;
        assert!(matches!(refused, Err(Error::BackupItself(_))), "{name}: {refused:?}");
    }
    let refused = backup(db.url(), Path::new("/nowhere/at/all.sqlite"), false).await;
    assert!(matches!(refused, Err(Error::NoFolder(folder)) if folder == "/nowhere/at"));
    assert_eq!(check(db.url()).await.unwrap(), []);
    let nothing = TestDb::sqlite();
    let refused = backup(nothing.url(), &folder.join("x.sqlite"), false).await;
    assert!(matches!(refused, Err(Error::NoDatabase(_))));
}

#[tokio::test]
async fn an_unsound_database_gives_no_backup_and_leaves_nothing_behind() {
    let (db, folder) = database().await;
    run(&db, "DROP TRIGGER event_refuses_update").await;
    run(&db, "UPDATE event SET payload = '{}' WHERE id = 2").await;
    let copied = backup(db.url(), &folder.join("x.sqlite"), false).await.unwrap();
    let Copied::Unsound(findings) = copied else { panic!("{copied:?}") };
    assert_eq!(findings[0].rule, Rule::Chain);
    let path = db.dir().join("pakmud.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    bytes[20_000..60_000].fill(0xa5);
    fs::write(&path, bytes).unwrap();
    let refused = backup(db.url(), &folder.join("x.sqlite"), false).await;
    assert!(
        matches!(&refused, Err(Error::Damaged { place, .. }) if *place == path.display().to_string()),
        "{refused:?}"
    );
    assert_eq!(names(&folder), [""; 0]);
}

#[tokio::test]
async fn a_backup_is_restored_into_an_empty_place_and_nowhere_else() {
    let (db, folder) = database().await;
    let file = folder.join("one.sqlite");
    let head = whole(backup(db.url(), &file, false).await.unwrap());
    let occupied = restore(db.url(), &file).await;
    assert!(matches!(&occupied, Err(Error::Occupied(place)) if place.ends_with("pakmud.sqlite")));
    let place = folder.join("new/data/pakmud.sqlite");
    assert_eq!(whole(restore(&sqlite(&place), &file).await.unwrap()), head);
    assert_eq!(check(&sqlite(&place)).await.unwrap(), []);
    assert_eq!(names(place.parent().unwrap()), ["pakmud.sqlite"]);
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o640);
    fs::rename(&place, folder.join("moved.sqlite")).unwrap();
    fs::write(folder.join("new/data/pakmud.sqlite-wal"), "left over").unwrap();
    let occupied = restore(&sqlite(&place), &file).await;
    assert!(matches!(&occupied, Err(Error::Occupied(place)) if place.ends_with("-wal")));
}

#[tokio::test]
async fn what_is_no_sound_backup_is_not_restored() {
    let (db, folder) = database().await;
    let (file, place) = (folder.join("one.sqlite"), folder.join("new.sqlite"));
    let refused = restore(&sqlite(&place), &file).await;
    assert!(matches!(refused, Err(Error::NoBackup(_))));
    fs::write(&file, "Dear diary").unwrap();
    assert!(matches!(restore(&sqlite(&place), &file).await, Err(Error::NotADatabase(_))));
    fs::write(&file, "").unwrap();
    assert!(matches!(restore(&sqlite(&place), &file).await, Err(Error::NoBackup(_))));
    let head = whole(backup(db.url(), &file, true).await.unwrap());
    fs::write(note_of(&file), "tomorrow").unwrap();
    assert!(matches!(restore(&sqlite(&place), &file).await, Err(Error::BadNote(_))));
    let other = Head { hash: "f".repeat(64), ..head };
    fs::write(note_of(&file), other.to_string()).unwrap();
    let copied = restore(&sqlite(&place), &file).await.unwrap();
    assert!(matches!(&copied, Copied::Unsound(findings) if findings[0].rule == Rule::NotedHead));
    assert_eq!(names(&folder), ["one.sqlite", "one.sqlite.head"]);
}

#[tokio::test]
async fn a_backup_from_before_an_upgrade_is_restored_and_one_from_after_it_refused() {
    let (db, folder) = database().await;
    run(&db, "DELETE FROM _sqlx_migrations WHERE version = 4").await;
    let (old, newer) = (folder.join("old.sqlite"), folder.join("newer.sqlite"));
    whole(backup(db.url(), &old, false).await.unwrap());
    run(&db, "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
              SELECT 9999, 'of the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1").await;
    whole(backup(db.url(), &newer, false).await.unwrap());
    let place = sqlite(&folder.join("new.sqlite"));
    assert!(matches!(restore(&place, &newer).await, Err(Error::Newer { version: 9999, .. })));
    whole(restore(&place, &old).await.unwrap());
    assert!(matches!(check(&place).await, Err(Error::Pending { count: 1, .. })));
}

#[tokio::test]
async fn a_place_for_backups_that_cannot_be_written_is_named_and_the_database_left_alone() {
    let (db, _) = database().await;
    let refused = backup(db.url(), Path::new("/proc/self/x.sqlite"), false).await;
    assert!(
        matches!(&refused, Err(Error::NotWritable(place)) if place.contains("/proc/self")),
        "{refused:?}"
    );
    assert_eq!(check(db.url()).await.unwrap(), []);
}

#[tokio::test]
async fn on_postgres_both_name_the_tool_that_does_it() {
    let url = "postgres://me:secret@db.example/pakmud";
    for (refused, tool) in [
        (backup(url, Path::new("x"), false).await, "pg_dump --format=custom"),
        (restore(url, Path::new("x")).await, "pg_restore --exit-on-error"),
    ] {
        let sentence = refused.unwrap_err().to_string();
        assert!(sentence.contains(tool) && sentence.contains("db.example"), "{sentence}");
        assert!(!sentence.contains("secret"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_waits_for_no_writer_that_holds_the_database() {
    use sqlx::{Connection as _, SqliteConnection, query};
    let (db, folder) = database().await;
    let mut other = SqliteConnection::connect(db.url()).await.unwrap();
    query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let file = folder.join("x.sqlite");
    let copied = tokio::time::timeout(Duration::from_secs(4), backup(db.url(), &file, false));
    whole(copied.await.expect("it does not wait").unwrap());
    other.close().await.unwrap();
}
