//! One throw-away PostgreSQL cluster per test binary, a database per test.

use sqlx::Postgres;
use sqlx::migrate::MigrateDatabase as _;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

/// Starts a cluster, says where, and holds it until its standard input ends: which it does when the
/// test binary ends, be it by a panic or a kill.
const HOLD_A_CLUSTER: &str = r#"
set -e
trap '' INT TERM HUP
dir=$(mktemp -d /tmp/pakmud-postgres-XXXXXX)
trap '"$0/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
cd "$dir"
"$0/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C -N >/dev/null
"$0/pg_ctl" -D "$dir/data" -l "$dir/log" -w \
    -o "-c listen_addresses= -k $dir -c fsync=off -c max_connections=300" start >/dev/null
echo "$dir"
read -r _ || true
"#;

/// A running cluster. It ends when the holder's standard input is closed.
struct Cluster {
    socket: String,
    _holder: Mutex<Child>,
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database; `None` only where the environment says SQLite only.
pub(super) async fn fresh_database() -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests have no configuration but the environment"
    )]
    let sqlite_only = std::env::var_os("PAKMUD_TEST_SQLITE_ONLY").is_some();
    if sqlite_only {
        return None;
    }
    let socket = &CLUSTER.get_or_init(start).socket;
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let url = format!("postgres://postgres@localhost/test_{number}?host={socket}");
    Postgres::create_database(&url).await.expect("the throw-away cluster takes a new database");
    Some(url)
}

fn start() -> Cluster {
    let programs = programs().expect(
        "these tests need PostgreSQL's server programs (Debian: apt-get install postgresql); \
         to test SQLite alone, set PAKMUD_TEST_SQLITE_ONLY=1",
    );
    // The server refuses to run as root.
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let mut command = if is_root { Command::new("runuser") } else { Command::new("sh") };
    if is_root {
        command.args(["-u", "postgres", "--", "sh"]);
    }
    command.arg("-c").arg(HOLD_A_CLUSTER).arg(programs).current_dir("/");
    let mut holder =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a shell starts");
    let mut socket = String::new();
    let stdout = holder.stdout.take().expect("standard output is a pipe");
    _ = BufReader::new(stdout).read_line(&mut socket);
    assert!(
        socket.ends_with('\n'),
        "the throw-away PostgreSQL cluster did not start; its reason stands above"
    );
    Cluster { socket: socket.trim_end().to_owned(), _holder: Mutex::new(holder) }
}

/// The folder of the newest server's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(Result::ok);
    let number = |entry: &std::fs::DirEntry| entry.file_name().to_str()?.parse::<u32>().ok();
    let newest =
        versions.filter(|entry| entry.path().join("bin/initdb").exists()).max_by_key(number)?;
    Some(newest.path().join("bin"))
}
