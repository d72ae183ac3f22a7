//! Checks of the stored data: the invariants, the chain of events, the file itself.

use crate::file::Folder;
use crate::place::facts::{Shipment, current};
use crate::store::engine::address::Address;
use crate::store::engine::invariants::{Broken, Invariant, broken, foreign_keys, integrity, slugs};
use crate::store::engine::migrations;
use crate::store::event::log::{Head, head as chain_head, placed_after};
use crate::store::file::kept;
use crate::store::{Conn, Db};
use crate::{Error, Result};
use domain::place::district::Slug;
use std::collections::HashSet;
use std::path::Path;
use words::Lang;

/// A rule that the stored data must satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Each active district has a cluster in each open year.
    HasCluster,
    /// The province of an office's seat is one that it serves.
    SeatIsServed,
    /// The position of an office lies in Thailand.
    InThailand,
    /// A slug has the form used in URLs.
    SlugForm,
    /// An item continues an item of the previous year, in the same list.
    ContinuesYearBefore,
    /// An open year has a catalogue.
    HasCatalogue,
    /// A row of the shipped facts exists.
    ShippedRowExists,
    /// A row can be decoded.
    Readable,
    /// The events form one unbroken chain.
    Chain,
    /// Every event has a position (SQLite; on PostgreSQL it is assigned shortly after the commit).
    Placed,
    /// The chain contains the head that was noted earlier.
    NotedHead,
    /// A row refers to rows that exist.
    References,
    /// A file that a row refers to is in its folder.
    FileIsThere,
    /// SQLite finds nothing wrong with the file.
    File,
}

/// A row that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// Table and key of the row.
    pub row: String,
    /// The offending value.
    pub detail: String,
}

impl Finding {
    fn new(rule: Rule, (row, detail): Broken) -> Self {
        Self { rule, row, detail }
    }

    /// The finding as a sentence for the operator.
    pub fn sentence(&self, lang: Lang) -> String {
        let (row, detail) = (&self.row, &self.detail);
        match self.rule {
            Rule::HasCluster => lang.check_has_cluster(row, detail),
            Rule::SeatIsServed => lang.check_seat_is_served(row, detail),
            Rule::InThailand => lang.check_in_thailand(row, detail),
            Rule::SlugForm => lang.check_slug_form(row, detail),
            Rule::ContinuesYearBefore => lang.check_continues_year_before(row, detail),
            Rule::HasCatalogue => lang.check_has_catalogue(row, detail),
            Rule::ShippedRowExists => lang.check_shipped_row_exists(row, detail),
            Rule::Readable => lang.check_readable(row, detail),
            Rule::Chain => lang.check_chain(row, detail),
            Rule::Placed => lang.check_placed(row, detail),
            Rule::NotedHead => lang.check_noted_head(row, detail),
            Rule::References => lang.check_references(row, detail),
            Rule::FileIsThere => lang.check_file_is_there(row, detail),
            Rule::File => lang.check_file(row, detail),
        }
    }
}

/// Checks that each file referred to by the database at `url` exists in the folder `dir`.
pub async fn check_files(url: &str, dir: &Path) -> Result<Vec<Finding>> {
    let needed = reading(url, async |conn| kept::needed(conn).await).await?;
    let folder = Folder::new(dir.to_owned());
    let missing = folder.missing(&needed).into_iter().map(|digest| {
        let detail = folder.path(&digest).display().to_string();
        Finding::new(Rule::FileIsThere, (format!("file {digest}"), detail))
    });
    Ok(missing.collect())
}

/// Checks every invariant of the database at `url`; returns no findings if it is sound. Changes nothing.
pub async fn check(url: &str) -> Result<Vec<Finding>> {
    reading(url, async |conn| {
        let mut findings = whole(conn, None).await?;
        findings.extend(rows(conn).await?);
        findings.extend(shipped(conn).await?);
        Ok(findings)
    })
    .await
}

/// The end of the chain of events, for backups and the daily log line.
pub async fn head(url: &str) -> Result<Head> {
    reading(url, chain_head).await
}

/// Checks the chain, and that it still contains `noted` at its position: an attacker who rewrites the whole
/// chain cannot rewrite the note.
pub async fn check_head(url: &str, noted: &Head) -> Result<Vec<Finding>> {
    reading(url, async |conn| chain(conn, Some(noted)).await).await
}

/// Checks for a database of any version: the file and the chain are sound, and the chain contains `noted`.
pub(crate) async fn whole(conn: &mut Conn, noted: Option<&Head>) -> Result<Vec<Finding>> {
    let mut findings = engine(conn).await?;
    findings.extend(chain(conn, noted).await?);
    Ok(findings)
}

async fn reading<T>(url: &str, look: impl AsyncFnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    let address = Address::parse(url)?;
    let looked = async {
        address.look()?;
        migrations::demand_current(&address).await?;
        let db = Db::open(&address).await?;
        let seen = db.read(look).await;
        db.close().await;
        seen
    };
    looked.await.map_err(|e| address.explain(e))
}

/// The engine's own integrity checks.
async fn engine(conn: &mut Conn) -> Result<Vec<Finding>> {
    let file = |line| Finding::new(Rule::File, ("sqlite".to_owned(), line));
    let mut findings: Vec<Finding> = integrity(conn).await?.into_iter().map(file).collect();
    findings.extend(
        foreign_keys(conn).await?.into_iter().map(|row| Finding::new(Rule::References, row)),
    );
    if matches!(conn, Conn::Reader(_)) {
        let waiting = broken(conn, Invariant::LeftWaiting).await?;
        findings.extend(waiting.into_iter().map(|row| Finding::new(Rule::Placed, row)));
    }
    Ok(findings)
}

/// Checks of single rows.
async fn rows(conn: &mut Conn) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (rule, invariant) in [
        (Rule::HasCluster, Invariant::NoCluster),
        (Rule::SeatIsServed, Invariant::SeatNotServed),
        (Rule::InThailand, Invariant::Outside),
        (Rule::ContinuesYearBefore, Invariant::Predecessor),
        (Rule::HasCatalogue, Invariant::EmptyYear),
    ] {
        findings
            .extend(broken(conn, invariant).await?.into_iter().map(|row| Finding::new(rule, row)));
    }
    for (code, slug) in slugs(conn).await? {
        if Slug::parse(&slug).is_none() {
            findings.push(Finding::new(Rule::SlugForm, (format!("district {code}"), slug)));
        }
    }
    Ok(findings)
}

/// Checks that each shipped row exists and can be decoded.
async fn shipped(conn: &mut Conn) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for set in Shipment::embedded().sets {
        let standing = match current(conn, set.entity).await {
            Ok(rows) => rows,
            Err(Error::Inconsistent(bad)) => {
                let detail = format!("{} = {:?}", bad.column, bad.value);
                findings.push(Finding::new(Rule::Readable, (bad.row, detail)));
                continue;
            }
            Err(other) => return Err(other),
        };
        let standing: HashSet<String> = standing.into_iter().map(|(key, _)| key).collect();
        let missing = set.rows.iter().filter(|row| !standing.contains(&row.key));
        findings.extend(missing.map(|row| {
            let version = format!("version {}", set.version);
            Finding::new(Rule::ShippedRowExists, (format!("{} {}", set.entity, row.key), version))
        }));
    }
    Ok(findings)
}

/// Verifies the chain from its beginning; stops at the first break, since all later digests would differ.
async fn chain(conn: &mut Conn, noted: Option<&Head>) -> Result<Vec<Finding>> {
    let mut end = Head::none();
    let mut holds_note = noted.is_none_or(|noted| *noted == end);
    loop {
        let page = placed_after(conn, end.position).await?;
        if page.is_empty() {
            break;
        }
        for placed in page {
            if !placed.follows(&end) {
                let broken = (format!("event_place {}", placed.position), placed.hash);
                return Ok(vec![Finding::new(Rule::Chain, broken)]);
            }
            end = Head { position: placed.position, hash: placed.hash };
            holds_note |= noted == Some(&end);
        }
    }
    let lost = noted.filter(|_| !holds_note);
    let finding = |noted: &Head| {
        Finding::new(
            Rule::NotedHead,
            (format!("event_place {}", noted.position), noted.hash.clone()),
        )
    };
    Ok(lost.map(finding).into_iter().collect())
}
