//! The real program on a database of its own.

use super::{Result, first_answer};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
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
    _data: TempDir,
}

/// A port that nobody listens on now.
pub fn free_addr() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// Both sides write their log to a file: neither waits for a terminal.
pub fn log_file() -> Result<Stdio> {
    Ok(Stdio::from(tempfile::tempfile()?))
}

impl Program {
    /// Makes a database and starts the program on it.
    pub async fn start(program: &Path) -> Result<Self> {
        Self::start_on(program, "migrate", &[]).await
    }

    /// The same with the demo's accounts and reports.
    pub async fn start_demo(program: &Path) -> Result<Self> {
        Self::start_on(program, "demo", &["--demo"]).await
    }

    async fn start_on(program: &Path, made_by: &str, flags: &[&str]) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let addr = free_addr()?;
        let command = |verb: &str| {
            let mut command = Command::new(program);
            command
                .arg(verb)
                .env("PAKMUD_DATA_DIR", data.path())
                .env("PAKMUD_ADDR", addr.to_string());
            command.stdout(Stdio::null());
            command
        };
        if !command(made_by).stderr(Stdio::null()).status()?.success() {
            return Err(format!("`pakmud {made_by}` failed").into());
        }
        let began = Instant::now();
        let child = command("serve").args(flags).stderr(log_file()?).spawn()?;
        let mut started = Self { addr, first_answer_after: Duration::ZERO, child, _data: data };
        started.first_answer_after = first_answer(addr, "/").await? - began;
        Ok(started)
    }

    /// Memory that is really there, in MiB.
    pub fn resident_mib(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .ok_or("no VmRSS in /proc")?;
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
