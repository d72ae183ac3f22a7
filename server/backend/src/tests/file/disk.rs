//! A full disk, and a crash between file and row.

use super::bytes::*;
use super::*;
use crate::tests::test_db::OpenBackend as _;
use crate::{Rule, check_files};
use domain::Error;
use domain::people::role::Role;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, SystemTime};
use testing::on_both_engines;

fn make_old(path: &std::path::Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
    File::options().append(true).open(path).unwrap().set_modified(long_ago).unwrap();
}

on_both_engines! {
    async fn a_file_without_a_row_is_swept_once_it_is_old_and_nothing_else_is(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let upload = sent(&backend, "a.jpg", &jpeg(40, 30)).await;
        backend.files(&reporter).attach(report, &said("ภาพ"), vec![upload]).await.unwrap();
        // The process ends after the file and before the row.
        drop(backend.uploads().keep(sent(&backend, "b.png", &png(50, 30)).await).await.unwrap().unwrap());
        let left = db.dir().join("files/arriving/left");
        fs::write(&left, "half a file").unwrap();
        make_old(&left);
        fs::write(db.dir().join("files/readme.txt"), "somebody's own").unwrap();
        assert_eq!(lying(&db).len(), 4);
        assert_eq!(backend.uploads().sweep().await.unwrap().removed, 1, "only what never arrived");
        time.advance(chrono::Duration::minutes(11));
        let swept = backend.uploads().sweep().await.unwrap();
        assert_eq!((swept.removed, swept.missing), (2, vec![]));
        assert_eq!(lying(&db).len(), 2);
        assert!(!left.exists() && db.dir().join("files/readme.txt").exists());
        backend.close().await;
    }

    async fn a_row_without_a_file_is_named(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let upload = sent(&backend, "a.jpg", &jpeg(40, 30)).await;
        let ids = backend.files(&reporter).attach(report, &said("ภาพ"), vec![upload]).await.unwrap();
        let dir = db.dir().join("files");
        assert_eq!(check_files(db.url(), &dir).await.unwrap(), []);
        fs::remove_file(backend.files(&reporter).get(ids[0], true).await.unwrap().path).unwrap();
        assert_eq!(backend.uploads().sweep().await.unwrap().missing.len(), 1);
        let found = check_files(db.url(), &dir).await.unwrap();
        assert_eq!(found.iter().map(|one| one.rule).collect::<Vec<_>>(), [Rule::FileIsThere]);
        backend.close().await;
    }

    async fn what_was_taken_off_everywhere_is_erased_and_what_is_used_elsewhere_stays(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let mut ids = Vec::new();
        for item in ["2567/p1", "2567/p2"] {
            let report = backend.reports(&reporter).post(&slug(HERE), &form(item)).await.unwrap();
            let upload = sent(&backend, "a.jpg", &jpeg(40, 30)).await;
            ids.extend(backend.files(&reporter).attach(report, &said("ภาพ"), vec![upload]).await.unwrap());
        }
        time.advance(chrono::Duration::hours(1));
        for (id, left) in [(ids[0], 2), (ids[1], 0)] {
            backend.files(&reporter).remove(id).await.unwrap();
            assert_eq!(backend.files(&reporter).remove(id).await, Err(Error::NotFound));
            backend.uploads().sweep().await.unwrap();
            assert_eq!(lying(&db).len(), left);
        }
        backend.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_takes_no_more_refuses_the_file_and_nothing_else() {
    let db = TestDb::sqlite();
    // A path that is no folder simulates every write failure, even for root.
    let blocked = db.dir().join("blocked");
    fs::write(&blocked, "").unwrap();
    let backend = db.backend(&clock()).await.with_files(blocked.clone(), crate::DEFAULT_QUOTA);
    let reporter = appoint(&backend, Role::Reporter, HERE).await;
    let refused = backend.uploads().begin("a.jpg").await.map(drop);
    assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    // A received upload cannot be stored.
    fs::remove_file(&blocked).unwrap();
    let upload = sent(&backend, "a.jpg", &jpeg(40, 30)).await;
    fs::set_permissions(&blocked, Permissions::from_mode(0o755)).unwrap();
    let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
    for start in 0..=255 {
        fs::write(blocked.join(format!("{start:02x}")), "").unwrap();
    }
    let refused = backend.files(&reporter).attach(report, &said("ภาพ"), vec![upload]).await;
    assert!(matches!(refused.unwrap_err().error, Error::Unavailable(_)));
    assert_eq!(files_for(&backend, &reporter).await.unwrap(), [], "no row without a file");
    for start in 0..=255 {
        fs::remove_file(blocked.join(format!("{start:02x}"))).unwrap();
    }
    let upload = sent(&backend, "a.jpg", &jpeg(40, 30)).await;
    backend.files(&reporter).attach(report, &said("ภาพ"), vec![upload]).await.unwrap();
    assert_eq!(files_for(&backend, &reporter).await.unwrap().len(), 1);
    backend.close().await;
}
