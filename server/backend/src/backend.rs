//! The open backend: the database, the clock and the in-memory caches; the areas' handles borrow it.

use crate::error::RETRY_SECONDS;
use crate::file::{DEFAULT_QUOTA, Evidence};
use crate::kept::Kept;
use crate::map::board::Whole;
use crate::overview::Overviews;
use crate::people::password::{HashCost, Hasher};
use crate::people::session::LatelySignedIn;
use crate::place::district_day::LogBegins;
use crate::school::Loaded;
use crate::store::demo::demo_mark;
use crate::store::engine::address::Address;
use crate::store::engine::migrations;
use crate::store::event::log;
use crate::store::event::positions::Positions;
use crate::store::{Conn, Db, Stamp, Terms, Topic, Tx, UseCase};
use crate::{Clock, Error, Result};
use chrono::{DateTime, Utc};
use domain::kernel::bangkok;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// The open database and the clock. Cheap to clone.
///
/// The use cases are methods of a handle per area, such as [`Backend::reports`], each in the file of its
/// concept.
#[derive(Clone)]
pub struct Backend {
    db: Db,
    clock: Clock,
    is_demo: bool,
    board: Arc<Kept<Whole>>,
    overviews: Overviews,
    registers: Arc<Kept<Loaded>>,
    lately_signed_in: LatelySignedIn,
    log_begins: LogBegins,
    /// Whether the last read failed because the database did not answer.
    is_away: Arc<AtomicBool>,
    snapshots: Arc<AtomicU64>,
    /// Whether an older value was used in place of one that could not be read.
    stood_in: Arc<AtomicBool>,
    hasher: Hasher,
    evidence: Evidence,
    school_turn: Arc<Semaphore>,
}

impl Backend {
    /// Opens the database at `url`. Returns a separate error for each reason to refuse: missing, not a
    /// database, with pending or newer migrations, damaged, or not answering.
    pub async fn open(url: &str, clock: Clock) -> Result<Self> {
        let address = Self::look(url).await?;
        let db = Db::open(&address).await.map_err(|e| address.explain(e))?;
        Self::over(db, &address, clock).await
    }

    /// Like `open`, with a commit per write to SQLite: the baseline for measuring grouped commits.
    pub async fn open_committing_singly(url: &str, clock: Clock) -> Result<Self> {
        let address = Self::look(url).await?;
        let db = Db::open_grouping(&address, 1).await.map_err(|e| address.explain(e))?;
        Self::over(db, &address, clock).await
    }

    async fn look(url: &str) -> Result<Address> {
        let address = Address::parse(url)?;
        address.look()?;
        migrations::demand_current(&address).await.map_err(|e| address.explain(e))?;
        Ok(address)
    }

    async fn over(db: Db, address: &Address, clock: Clock) -> Result<Self> {
        let is_demo = db.read(demo_mark::is_marked).await.map_err(|e| address.explain(e))?;
        Ok(Self {
            db,
            clock,
            is_demo,
            board: Arc::default(),
            overviews: Overviews::default(),
            registers: Arc::default(),
            lately_signed_in: LatelySignedIn::default(),
            log_begins: LogBegins::default(),
            is_away: Arc::default(),
            snapshots: Arc::default(),
            stood_in: Arc::default(),
            hasher: Hasher::new(HashCost::STRONG),
            evidence: Evidence::new(address.files_beside(), DEFAULT_QUOTA),
            school_turn: Arc::new(Semaphore::new(1)),
        })
    }

    /// Sets another cost of hashing passwords; hashes of any cost can be verified.
    #[must_use]
    pub fn with_hash_cost(mut self, cost: HashCost) -> Self {
        self.hasher = Hasher::new(cost);
        self
    }

    /// Sets the folder where files are kept, which need not exist yet, and the quota of one district's files
    /// in bytes. By default the folder lies beside a SQLite database.
    #[must_use]
    pub fn with_files(mut self, dir: PathBuf, quota: u64) -> Self {
        self.evidence = Evidence::new(dir, quota);
        self
    }

    /// Whether this is a demo database. The mark is set before the database is first
    /// opened, and never removed.
    pub fn is_demo(&self) -> bool {
        self.is_demo
    }

    /// Position of the newest event that is visible to all readers. Cheap: kept in memory.
    pub fn position(&self) -> i64 {
        self.positions().head()
    }

    /// The current time of this backend's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A receiver of the same position as it changes, for readers that follow the log.
    pub fn head(&self) -> watch::Receiver<i64> {
        self.positions().subscribe()
    }

    /// Position of the newest event of these topics, or a later one: after the start of the process, that of the
    /// newest event of any topic. Cheap: kept in memory.
    pub fn position_of(&self, topics: &[Topic]) -> i64 {
        self.positions().of(topics)
    }

    /// The stamp that a cached value depending on these topics must reach to be current.
    pub fn stamp(&self, topics: &[Topic]) -> Stamp {
        self.positions().stamp(topics)
    }

    /// The stamp for values that also depend on the date in Bangkok.
    pub fn stamp_of_today(&self, topics: &[Topic]) -> Stamp {
        self.stamp(topics).on(bangkok::date(self.now()))
    }

    /// The newest positions that this process knows.
    pub(crate) fn positions(&self) -> &Positions {
        self.db.positions()
    }

    /// The cached map.
    pub(crate) fn kept_board(&self) -> &Kept<Whole> {
        &self.board
    }

    /// The cached overview counts.
    pub(crate) fn overviews(&self) -> &Overviews {
        &self.overviews
    }

    /// The cached register of schools.
    pub(crate) fn registers(&self) -> &Kept<Loaded> {
        &self.registers
    }

    /// The files, and the semaphore for decoding them.
    pub(crate) fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// Acquires the permit for parsing a list of schools, which takes some hundred megabytes at worst.
    pub(crate) async fn school_turn(&self) -> domain::Result<OwnedSemaphorePermit> {
        let turn = self.school_turn.clone().acquire_owned().await;
        turn.map_err(|_| domain::Error::Unavailable(RETRY_SECONDS))
    }

    /// The sessions found valid when the database was last queried.
    pub(crate) fn lately_signed_in(&self) -> &LatelySignedIn {
        &self.lately_signed_in
    }

    /// The cached date on which the log begins, set by the first query.
    pub(crate) fn first_day(&self) -> &LogBegins {
        &self.log_begins
    }

    /// The hasher and verifier of passwords.
    pub(crate) fn hasher(&self) -> &Hasher {
        &self.hasher
    }

    /// Whether the database answers; one round trip.
    pub async fn ready(&self) -> bool {
        self.read(log::position).await.is_ok()
    }

    /// Whether the last read got no answer from the database. Cached values may be stale then.
    pub(crate) fn is_away(&self) -> bool {
        self.is_away.load(Ordering::Relaxed)
    }

    /// The number of snapshots read: a page that takes more than one can show two different states.
    pub fn snapshots(&self) -> u64 {
        self.snapshots.load(Ordering::Relaxed)
    }

    /// Notes that an older value is used because the current one cannot be read: results built from it must not
    /// be cached as current once the database answers.
    pub(crate) fn stand_in(&self) {
        self.stood_in.store(true, Ordering::SeqCst);
    }

    /// Closes every connection, after pending writes.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// The store itself, for this crate's tests, which bypass the use cases.
    #[cfg(test)]
    pub(crate) fn db(&self) -> &Db {
        &self.db
    }

    /// Runs a write; the only place where a write's error is logged and published.
    pub(crate) async fn write<T: Send + 'static, F>(&self, use_case: F) -> domain::Result<T>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<T>,
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        self.db.write(use_case).await.map_err(Error::publish)
    }

    /// Runs a write that ends sessions: a cached session counts as valid only after the database has been
    /// queried again.
    pub(crate) async fn write_ending_sessions<T: Send + 'static, F>(
        &self,
        use_case: F,
    ) -> domain::Result<T>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<T>,
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        let written = self.write(use_case).await;
        self.lately_signed_in.forget_all();
        written
    }

    /// Runs a write on other terms. On SQLite all other writes wait while it runs.
    pub(crate) async fn write_on<T: Send + 'static, F>(
        &self,
        terms: Terms,
        use_case: F,
    ) -> domain::Result<T>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<T>,
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        self.db.write_on(terms, use_case).await.map_err(Error::publish)
    }

    /// Reads a page from one snapshot; the only place where a read's error is logged and published.
    pub(crate) async fn read<T>(
        &self,
        page: impl AsyncFnOnce(&mut Conn) -> Result<T>,
    ) -> domain::Result<T> {
        self.snapshots.fetch_add(1, Ordering::Relaxed);
        let read = self.db.read(page).await.map_err(Error::publish);
        let is_away = matches!(read, Err(domain::Error::Unavailable(_)));
        self.is_away.store(is_away, Ordering::Relaxed);
        if !is_away
            && self.stood_in.load(Ordering::Relaxed)
            && self.stood_in.swap(false, Ordering::SeqCst)
        {
            self.positions().wrote(&Topic::ALL.into());
        }
        read
    }
}
