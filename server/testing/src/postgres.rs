//! One throw-away PostgreSQL cluster per test binary, a database per test.

use sqlx::Postgres;
use sqlx::migrate::MigrateDatabase as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

/// Script that starts a cluster, prints its address and runs it until its standard input closes, which
/// happens when the test binary ends, by a panic or a kill. Until then each line is a command for `pg_ctl`.
const HOLD_A_CLUSTER: &str = r#"
set -e
trap '' INT TERM HUP
dir=$(mktemp -d /tmp/pakmud-postgres-XXXXXX)
order() {
    "$0/pg_ctl" -D "$dir/data" -l "$dir/log" -m immediate -w \
        -o "-c listen_addresses= -k $dir -c fsync=off -c max_connections=300" "$1" >/dev/null 2>&1
}
trap 'order stop; rm -rf "$dir"' EXIT
cd "$dir"
"$0/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C -N >/dev/null
order start || cat "$dir/log" >&2
echo "$dir"
while read -r line; do order "$line" && echo "$line"; done
"#;

/// A running cluster. It stops when the holder's standard input is closed.
pub struct Cluster {
    socket: String,
    holder: Mutex<Holder>,
}

struct Holder {
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    _shell: Child,
}

impl Cluster {
    /// Runs the `pg_ctl` command `stop`, as abrupt as a crash, or `start`; returns when it is done.
    ///
    /// # Panics
    /// If the command fails.
    pub fn order(&self, order: &str) {
        let mut holder = self.holder.lock().expect("no order has failed before");
        writeln!(holder.orders, "{order}").expect("the shell listens");
        let mut answer = String::new();
        _ = holder.answers.read_line(&mut answer);
        assert_eq!(answer.trim_end(), order, "the cluster did not carry it out");
    }

    /// The address of a new, empty database.
    async fn fresh_database(&self) -> String {
        let number = DATABASES.fetch_add(1, Ordering::Relaxed);
        let url = format!("postgres://postgres@localhost/test_{number}?host={}", self.socket);
        Postgres::create_database(&url).await.expect("the throw-away cluster takes a new database");
        url
    }
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database on the cluster that all tests share; `None` only if the
/// environment restricts the tests to SQLite.
pub(super) async fn fresh_database() -> Option<String> {
    if is_sqlite_only() {
        return None;
    }
    Some(CLUSTER.get_or_init(start).fresh_database().await)
}

/// The address of a new, empty database on its own cluster, with that cluster.
pub(super) async fn database_on_its_own() -> Option<(String, Cluster)> {
    if is_sqlite_only() {
        return None;
    }
    let cluster = start();
    Some((cluster.fresh_database().await, cluster))
}

/// Replaces one database with a copy of another, which must have no connections.
///
/// # Panics
/// If it cannot be copied.
pub(super) fn copy(from: &str, to: &str) {
    let (name, socket) = parts(to);
    let run = |program: &str, words: &[&str]| {
        let program = programs().expect("a cluster runs").join(program);
        let status =
            Command::new(program).args(["-U", "postgres", "-h", socket]).args(words).status();
        assert!(status.expect("the program starts").success(), "{words:?}");
    };
    run("dropdb", &[name]);
    run("createdb", &["-T", parts(from).0, name]);
}

/// Name and socket of a database from one of this module's addresses.
fn parts(url: &str) -> (&str, &str) {
    let parts =
        url.strip_prefix("postgres://postgres@localhost/").and_then(|url| url.split_once("?host="));
    parts.expect("an address of ours")
}

fn is_sqlite_only() -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests have no configuration but the environment"
    )]
    std::env::var_os("PAKMUD_TEST_SQLITE_ONLY").is_some()
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
    let orders = holder.stdin.take().expect("standard input is a pipe");
    let mut answers = BufReader::new(holder.stdout.take().expect("standard output is a pipe"));
    let mut socket = String::new();
    _ = answers.read_line(&mut socket);
    assert!(
        socket.ends_with('\n'),
        "the throw-away PostgreSQL cluster did not start; its reason stands above"
    );
    let holder = Mutex::new(Holder { orders, answers, _shell: holder });
    Cluster { socket: socket.trim_end().to_owned(), holder }
}

/// The folder of the newest server's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(Result::ok);
    let number = |entry: &std::fs::DirEntry| entry.file_name().to_str()?.parse::<u32>().ok();
    let newest =
        versions.filter(|entry| entry.path().join("bin/initdb").exists()).max_by_key(number)?;
    Some(newest.path().join("bin"))
}
