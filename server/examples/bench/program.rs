//! The real program on a database of its own.

use super::{Result, first_answer};
use backend::Clock;
use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A running `pakmud serve`.
pub struct Program {
    /// Where it listens.
    pub addr: SocketAddr,
    /// From the start of the process to the end of the first answer.
    pub first_answer_after: Duration,
    child: Child,
    data: TempDir,
}

/// How it is started.
struct Start {
    /// Its arguments.
    serve: &'static [&'static str],
    /// What it logs.
    log: &'static str,
    /// Where its first answer is.
    first: &'static str,
}

impl Start {
    const PLAIN: Self = Self { serve: &["serve"], log: "info", first: "/" };
    const DEMO: Self = Self { serve: &["serve", "--demo"], ..Self::PLAIN };
    /// With a line for each time that the overview is counted, and without asking for the map.
    const COUNTING: Self =
        Self { log: "info,backend::overview=debug", first: "/readyz", ..Self::DEMO };
}

/// How often each district has reported on each item in a full database: 245 × 21 × 4 = 20,580 reports.
pub const REPORTS_PER_ITEM: usize = 4;

fn database(data: &TempDir) -> String {
    format!("sqlite:{}", data.path().join("pakmud.sqlite").display())
}

/// A port that nobody listens on now.
pub fn free_addr() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// Where a program on `data` writes its log.
fn log_of(data: &TempDir) -> PathBuf {
    data.path().join("log")
}

/// Both sides write their log to a file: neither waits for a terminal.
pub fn log_file() -> Result<Stdio> {
    Ok(Stdio::from(tempfile::tempfile()?))
}

impl Program {
    /// Makes an empty database and starts the program on it.
    pub async fn start(program: &Path) -> Result<Self> {
        let data = tempfile::tempdir()?;
        backend::migrate(&database(&data), &Clock::system()).await?;
        Self::start_on(program, data, Start::PLAIN).await
    }

    /// The same with the demo's accounts and reports.
    pub async fn start_demo(program: &Path) -> Result<Self> {
        Self::start_over(program, Self::demo_data().await?).await
    }

    /// A folder with a demo's database, to be changed before the program starts on it.
    pub async fn demo_data() -> Result<TempDir> {
        let data = tempfile::tempdir()?;
        backend::demo(&database(&data), &Clock::system(), backend::DEMO_SEED, None).await?;
        Ok(data)
    }

    /// Address of the database in such a folder.
    pub fn database(data: &TempDir) -> String {
        database(data)
    }

    /// Starts the program on such a folder.
    pub async fn start_over(program: &Path, data: TempDir) -> Result<Self> {
        Self::start_on(program, data, Start::DEMO).await
    }

    /// Address of the database that it runs on.
    pub fn database_url(&self) -> String {
        database(&self.data)
    }

    /// Makes a database as full as a year gets, and starts the program on it.
    pub async fn start_full(program: &Path) -> Result<Self> {
        let data = tempfile::tempdir()?;
        backend::full_demo(&database(&data), &Clock::system(), REPORTS_PER_ITEM).await?;
        Self::start_on(program, data, Start::DEMO).await
    }

    /// Makes a database with so many copies of each district, each with so many reports on each item of each
    /// open year, and starts the program on it; with the number of reports.
    pub async fn start_crowded(program: &Path, copies: i64, times: i64) -> Result<(Self, u64)> {
        let (data, clock) = (tempfile::tempdir()?, Clock::system());
        let made = backend::crowded_demo(&database(&data), &clock, copies, times).await?;
        Ok((Self::start_on(program, data, Start::COUNTING).await?, made))
    }

    async fn start_on(program: &Path, data: TempDir, start: Start) -> Result<Self> {
        let addr = free_addr()?;
        let began = Instant::now();
        let child = Command::new(program)
            .args(start.serve)
            .env("PAKMUD_DATABASE_URL", database(&data))
            .env("PAKMUD_ADDR", addr.to_string())
            .env("PAKMUD_PUBLIC_URL", format!("http://{addr}"))
            .env("PAKMUD_LOG", start.log)
            .stdout(Stdio::null())
            .stderr(File::create(log_of(&data))?)
            .spawn()?;
        let mut started = Self { addr, first_answer_after: Duration::ZERO, child, data };
        started.first_answer_after = first_answer(addr, start.first).await? - began;
        Ok(started)
    }

    /// The lines of its log that say this.
    pub fn logged(&self, what: &str) -> Result<Vec<String>> {
        let log = std::fs::read_to_string(log_of(&self.data))?;
        Ok(log.lines().filter(|line| line.contains(what)).map(str::to_owned).collect())
    }

    /// Memory that is really there, in MiB.
    pub fn resident_mib(&self) -> Result<f64> {
        self.mib_of("VmRSS:")
    }

    /// The most of it since the start, or since the peak was last forgotten.
    pub fn peak_mib(&self) -> Result<f64> {
        self.mib_of("VmHWM:")
    }

    /// Forgets the peak.
    pub fn forget_peak(&self) -> Result<()> {
        Ok(std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?)
    }

    fn mib_of(&self, name: &str) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let line = line.ok_or("a line of /proc is missing")?;
        let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib / 1024.0)
    }

    /// Seconds of processor time used so far, to a hundredth.
    pub fn busy_seconds(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, fields) = stat.rsplit_once(')').ok_or("no name in /proc")?;
        let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
        let ticks: u64 = ticks.collect::<std::result::Result<Vec<_>, _>>()?.iter().sum();
        Ok(ticks as f64 / 100.0)
    }

    /// Ends it as a service manager would.
    pub async fn stop(mut self) -> Result<()> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        for _ in 0..1000 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err("the program did not end within 10 s of SIGTERM".into())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
