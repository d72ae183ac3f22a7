//! The overview over five years of reports, and over as many as all schools would give.

use super::client::{Connection, get_signed_in, post_signed_in};
use super::load::CONNECTIONS;
use super::program::Program;
use super::signed_in::{at, sign_in};
use super::{Result, listeners, row};
use chrono::Duration as Days;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::sleep_until;

/// How many days are asked for that nobody has asked for before.
const DAYS: i64 = 60;
/// How often the page is opened that is there.
const VISITS: usize = 200;
/// How many open it, and in how long.
const RUSH: usize = 5_000;
const RUSH_TIME: Duration = Duration::from_secs(10);
/// How many reports come in meanwhile.
const POSTS: usize = 10;
/// How many executives are signed in then.
const EXECUTIVES: usize = 4;
/// What the program says when it has counted.
const COUNTED: &str = "the overview was counted";

/// How large the country is.
struct Size {
    /// What there is of it.
    units: &'static str,
    /// How many copies of each of the 245 districts.
    copies: i64,
    /// How often each has reported on each item of each open year.
    times: i64,
}

/// Five years of the districts there are; of districts that report as often as all schools together; of all schools.
const DISTRICTS: Size = Size { units: "245 districts", copies: 0, times: 5 };
const BUSY: Size = Size { units: "245 districts", copies: 0, times: 119 };
const SCHOOLS: Size = Size { units: "29,155 units", copies: 118, times: 1 };

/// The program on such a country, and an executive.
struct Country {
    server: Program,
    session: String,
    name: String,
}

/// Starts the program on both and prints the rows.
pub async fn measure(program: &Path) -> Result<()> {
    let districts = Country::start(program, DISTRICTS).await?;
    let few = districts.uncached().await?;
    districts.row("another day", &format!("p95 {few:.1} ms"), "≤ 100 ms");
    districts.shared().await?;
    districts.rush().await?;
    districts.export().await?;
    districts.server.stop().await?;
    larger(program, BUSY, few).await?;
    larger(program, SCHOOLS, few).await
}

/// Prints the rows of a larger country against those of the districts there are.
async fn larger(program: &Path, size: Size, few: f64) -> Result<()> {
    let country = Country::start(program, size).await?;
    let many = country.uncached().await?;
    let measured = format!("p95 {many:.1} ms, {:.1} ×", many / few);
    country.row("another day", &measured, "≤ 2 ×");
    country.row("resident memory", &format!("{:.0} MiB", country.server.resident_mib()?), "");
    country.server.stop().await
}

impl Country {
    async fn start(program: &Path, size: Size) -> Result<Self> {
        let (server, reports) = Program::start_crowded(program, size.copies, size.times).await?;
        let session = sign_in(server.addr, "ex-demo").await?;
        let name = format!("`/overview`, {}, {reports} reports", size.units);
        let country = Self { server, session, name };
        let first = country.ask(&mut country.connect().await?, "/overview").await?;
        country.row("the first after the start", &format!("{} ms", first.as_millis()), "");
        Ok(country)
    }

    fn row(&self, what: &str, measured: &str, goal: &str) {
        row(&format!("{}: {what}", self.name), measured, goal);
    }

    async fn connect(&self) -> Result<Connection> {
        Connection::open(self.server.addr).await
    }

    /// How long the executive waits for a page.
    async fn ask(&self, connection: &mut Connection, path: &str) -> Result<Duration> {
        let request = get_signed_in(self.server.addr, path, &self.session);
        let began = Instant::now();
        connection.ask(&request).await?.expect_ok()?;
        Ok(began.elapsed())
    }

    /// How long 95 of 100 days took that nobody had asked for before, in milliseconds.
    async fn uncached(&self) -> Result<f64> {
        let today = backend::Clock::system().now().date_naive();
        let (mut connection, mut times) = (self.connect().await?, Vec::new());
        for back in 1..=DAYS {
            let address = format!("/overview?on={}", today - Days::days(back));
            times.push(self.ask(&mut connection, &address).await?);
        }
        Ok(at(&mut times, 95))
    }

    async fn shared(&self) -> Result<()> {
        let (mut connection, mut times) = (self.connect().await?, Vec::new());
        for _ in 0..VISITS {
            times.push(self.ask(&mut connection, "/overview").await?);
        }
        self.row("already counted", &format!("p95 {:.1} ms", at(&mut times, 95)), "≤ 5 ms");
        Ok(())
    }

    /// Thousands open it, while reports come in.
    async fn rush(&self) -> Result<()> {
        let addr = self.server.addr;
        let mut sessions = Vec::new();
        for _ in 0..EXECUTIVES {
            sessions.push(sign_in(addr, "ex-demo").await?);
        }
        let (before, began) = (self.server.logged(COUNTED)?.len(), Instant::now());
        let posting = tokio::spawn(listeners::post_each(addr, POSTS, RUSH_TIME));
        let mut opening = JoinSet::new();
        for one in 0..CONNECTIONS {
            let request = get_signed_in(addr, "/overview", &sessions[one % EXECUTIVES]);
            opening.spawn(async move {
                let (mut connection, mut times) = (Connection::open(addr).await?, Vec::new());
                for turn in (one..RUSH).step_by(CONNECTIONS) {
                    let due = began + RUSH_TIME.mul_f64(turn as f64 / RUSH as f64);
                    sleep_until(due.into()).await;
                    connection.ask(&request).await?.expect_ok()?;
                    times.push(due.elapsed());
                }
                Result::Ok(times)
            });
        }
        let mut times = Vec::new();
        while let Some(one) = opening.join_next().await {
            times.extend(one??);
        }
        let took = began.elapsed().as_secs_f64();
        posting.await??;
        let counts = self.server.logged(COUNTED)?.len() - before;
        let p99 = at(&mut times, 99);
        self.row(
            &format!("{RUSH} opens within 10 s, {POSTS} reports meanwhile, none refused"),
            &format!("{counts} counts, p99 {p99:.0} ms, {took:.1} s"),
            "≤ 10 counts a report",
        );
        Ok(())
    }

    async fn export(&self) -> Result<()> {
        let mut connection = self.connect().await?;
        let form = "format=xlsx&view=";
        let form = post_signed_in(self.server.addr, "/do/export_overview", form, &self.session);
        self.server.forget_peak()?;
        let (before, began) = (self.server.resident_mib()?, Instant::now());
        connection.ask(&form).await?.expect_ok()?;
        let took = began.elapsed().as_millis();
        let peak = self.server.peak_mib()? - before;
        self.row("XLSX of 245 × 21", &format!("{took} ms, {peak:.1} MiB more meanwhile"), "≤ 1 s");
        self.row("resident memory", &format!("{before:.0} MiB"), "");
        Ok(())
    }
}
