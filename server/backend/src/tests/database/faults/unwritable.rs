//! The file system refuses writes: each write fails, at once or after some bytes, until space is available.
//! The affected process continues.

use super::ledger::{Ledger, keys, reporter};
use super::own_process::{of_the_test, told};
use super::*;
use crate::Backend;
use domain::people::access::Actor;
use domain::people::role::Role;
use rlimit::Resource;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use testing::TestDb;
use tokio::signal::unix::{SignalKind, signal};

/// Signal sent on a write past the limit; unhandled, it would end the process.
const SIGXFSZ: i32 = 25;

/// The ways to make writes fail.
#[derive(Clone, Copy)]
enum Way {
    /// No byte of any file can be written beyond this offset.
    Limit(u64),
    /// A file beside the database takes all free space.
    Fill,
}

impl Way {
    fn spoil(self, folder: &Path) {
        match self {
            Self::Limit(bytes) => Resource::FSIZE.set(bytes, rlimit::INFINITY).unwrap(),
            Self::Fill => {
                let mut filler = fs::File::create(folder.join("filler")).unwrap();
                for size in [1 << 16, 1 << 9] {
                    while filler.write_all(&vec![0; size]).is_ok() {}
                }
            }
        }
    }

    fn mend(self, folder: &Path) {
        match self {
            Self::Limit(_) => Resource::FSIZE.set(rlimit::INFINITY, rlimit::INFINITY).unwrap(),
            Self::Fill => fs::remove_file(folder.join("filler")).unwrap(),
        }
    }
}

async fn goes_on(backend: &Backend, ledger: &mut Ledger, actor: &Actor, folder: &Path, way: Way) {
    way.spoil(folder);
    let mut refused = Vec::new();
    // With space left in the log, some writes may still succeed.
    for _ in 0..50 {
        refused = ledger.post(backend, actor, &keys(150)).await;
        backend.districts(actor).page(&slug(HERE), &[]).await.unwrap();
        backend.map(&Actor::Public).board().await.unwrap();
        assert!(backend.ready().await);
        if !refused.is_empty() {
            break;
        }
    }
    assert!(!refused.is_empty(), "nothing failed");
    assert!(
        refused.iter().all(|error| matches!(error, domain::Error::Unavailable(_))),
        "{refused:?}"
    );
    way.mend(folder);
    let doubtful = ledger.in_doubt();
    assert_eq!(ledger.post(backend, actor, &doubtful).await, [], "without a restart it goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it is the process that the tests below limit"]
async fn the_one_that_cannot_write() {
    let lines = told();
    let [url, folder, account, ways @ ..] = lines.as_slice() else { return };
    let _heard = signal(SignalKind::from_raw(SIGXFSZ)).unwrap();
    let backend = Backend::open(url, clock()).await.unwrap();
    let (actor, mut ledger) = (reporter(account.parse().unwrap()), Ledger::default());
    for way in ways {
        let way = way.parse().map_or(Way::Fill, Way::Limit);
        goes_on(&backend, &mut ledger, &actor, Path::new(folder), way).await;
    }
    backend.close().await;
    let sums = ledger.settle(url).await;
    println!("{sums}");
    sums.demand_kept();
    assert_eq!(sums.in_doubt, 0);
}

/// A process with a database in `folder` goes through the failures in turn.
async fn one_that_meets(url: &str, folder: &Path, ways: &[&str]) {
    crate::migrate(url, &clock()).await.unwrap();
    let backend = Backend::open(url, clock()).await.unwrap();
    let account = appoint(&backend, Role::Reporter, HERE).await.account().unwrap().id();
    backend.close().await;
    let mut child =
        of_the_test("database::faults::unwritable::the_one_that_cannot_write").spawn().unwrap();
    let told = format!("{url}\n{}\n{account}\n{}\n", folder.display(), ways.join("\n"));
    child.stdin.take().unwrap().write_all(told.as_bytes()).unwrap();
    let output =
        tokio::task::spawn_blocking(move || child.wait_with_output()).await.unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("acknowledged"), "{said}");
    println!("{}", said.lines().filter(|line| line.contains("acknowledged")).collect::<String>());
}

#[tokio::test]
async fn a_process_whose_writes_fail_says_so_and_goes_on_when_they_no_longer_do() {
    let db = TestDb::sqlite();
    // At once; within the log, in the middle of a commit; a little later.
    one_that_meets(db.url(), db.dir(), &["0", "100000", "0", "3000000"]).await;
}

/// On a separate file system of a few megabytes, created by `.ci/small-disk.sh`.
#[tokio::test]
#[ignore = "it needs PAKMUD_TEST_SMALL_DISK, the folder of a small file system"]
async fn a_process_on_a_full_disk_says_so_and_goes_on_when_there_is_space() {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests have no configuration but the environment"
    )]
    let folder = std::env::var_os("PAKMUD_TEST_SMALL_DISK").map(PathBuf::from);
    let folder = folder.expect("PAKMUD_TEST_SMALL_DISK is the folder of a small file system");
    let url = format!("sqlite:{}", folder.join("pakmud.sqlite").display());
    one_that_meets(&url, &folder, &["fill", "fill"]).await;
}
