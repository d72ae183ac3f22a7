//! A ledger of posts outside the database: key, digest of the content, answer to the poster.

use super::*;
use crate::digest::sha256;
use crate::progress::digest;
use crate::store::{Conn, on};
use crate::{Backend, check};
use domain::kernel::id::AccountId;
use domain::people::access::{AccountActor, Actor};
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::progress::form::{ReportForm, parse};
use sqlx::query_as;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// Entries by key, in hexadecimal digits.
#[derive(Default)]
pub struct Ledger(BTreeMap<String, Entry>);

struct Entry {
    /// SHA-256 of the content as it was sent.
    content: String,
    /// The row ids that were returned, in order.
    answers: Vec<i64>,
}

/// The comparison of the ledger with the database.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Keys whose post was acknowledged.
    pub acknowledged: usize,
    /// Keys whose post got no answer, or was to be retried.
    pub in_doubt: usize,
    /// Stored keys among those in doubt.
    pub stored_in_doubt: usize,
    /// Keys acknowledged, but not stored as sent.
    pub lost: usize,
    /// Keys stored more than once, or with a number of events other than one.
    pub doubled: usize,
    /// Keys whose repeated post returned another id.
    pub changed: usize,
    /// Keys stored, but never sent.
    pub strange: usize,
}

/// The form with this key; its content is derived from the key, so that it can be repeated without storing it.
pub fn form_of(key: &str) -> ReportForm {
    ReportForm {
        item: "2567/p1".to_owned(),
        kind: "on_plan".to_owned(),
        text: format!("ดำเนินการแล้วทุกโรงเรียน ครั้งที่ {key}"),
        key: key.to_owned(),
        ..ReportForm::default()
    }
}

fn canonical(form: &ReportForm) -> String {
    parse(form).expect("a form that can be posted").canonical()
}

/// New unique keys.
pub fn keys(count: usize) -> Vec<String> {
    (0..count).map(|_| format!("{:032x}", rand::random::<u128>())).collect()
}

/// The reporter of the district [`HERE`] whose account has this row id.
pub fn reporter(account: AccountId) -> Actor {
    let now = clock().now();
    let from = now.date_naive() - chrono::Duration::days(1);
    let one = Appointment::new(Role::Reporter, Some(slug(HERE)), Vec::new(), from, None);
    AccountActor::new(account, vec![one.expect("it fits")], now).into()
}

impl Ledger {
    /// Records that the key is about to be sent.
    pub fn sent(&mut self, key: &str) {
        let content = sha256(&canonical(&form_of(key)));
        self.0.entry(key.to_owned()).or_insert(Entry { content, answers: Vec::new() });
    }

    /// Records that the post of the key was answered with this row id.
    pub fn answered(&mut self, key: &str, id: i64) {
        self.0.get_mut(key).expect("only what was sent is answered").answers.push(id);
    }

    /// The keys without an answer.
    pub fn in_doubt(&self) -> Vec<String> {
        let open = self.0.iter().filter(|(_, entry)| entry.answers.is_empty());
        open.map(|(key, _)| key.clone()).collect()
    }

    /// At most this many of the keys with an answer.
    pub fn some_answered(&self, count: usize) -> Vec<String> {
        let answered = self.0.iter().rev().filter(|(_, entry)| !entry.answers.is_empty());
        answered.take(count).map(|(key, _)| key.clone()).collect()
    }

    /// Posts all of the keys at once; returns the errors of those that were not acknowledged.
    pub async fn post(
        &mut self,
        backend: &Backend,
        actor: &Actor,
        keys: &[String],
    ) -> Vec<domain::Error> {
        let posts: Vec<_> = keys
            .iter()
            .map(|key| {
                self.sent(key);
                let (backend, actor, key) = (backend.clone(), actor.clone(), key.clone());
                tokio::spawn(async move {
                    let answer = backend.reports(&actor).post(&slug(HERE), &form_of(&key)).await;
                    (key, answer)
                })
            })
            .collect();
        let mut refused = Vec::new();
        for post in posts {
            match post.await.expect("no post panics") {
                (key, Ok(id)) => self.answered(&key, id),
                (_, Err(error)) => refused.push(error),
            }
        }
        refused
    }

    /// Compares with the database at `url`, opened again, which must also pass every check.
    pub async fn settle(&self, url: &str) -> Sums {
        // On PostgreSQL the next process assigns the positions that a dead one left open.
        Backend::open(url, clock()).await.expect("the database opens").close().await;
        assert_eq!(check(url).await.expect("the database can be checked"), []);
        let backend = Backend::open(url, clock()).await.expect("the database opens");
        let rows = backend.db().read(stored).await.expect("reports can be read");
        backend.close().await;
        let mut by_key: HashMap<&str, Vec<&Stored>> = HashMap::new();
        for row in &rows {
            by_key.entry(&row.1).or_default().push(row);
        }
        let mut sums = Sums::default();
        for (key, entry) in &self.0 {
            entry.compare(
                key,
                by_key.remove(key.as_str()).unwrap_or_default().as_slice(),
                &mut sums,
            );
        }
        sums.strange = by_key.len();
        sums
    }
}

impl Entry {
    fn compare(&self, key: &str, rows: &[&Stored], sums: &mut Sums) {
        if let Some(id) = self.answers.first() {
            sums.acknowledged += 1;
            let is_stored = rows.iter().any(|row| row.0 == *id && self.is_of(key, row));
            sums.lost += usize::from(!is_stored);
            sums.changed += usize::from(self.answers.iter().any(|other| other != id));
        } else {
            sums.in_doubt += 1;
            sums.stored_in_doubt += usize::from(!rows.is_empty());
        }
        sums.doubled += usize::from(rows.len() > 1 || rows.iter().any(|row| row.5 != 1));
    }

    /// Whether the row holds the content as sent, and its digest matches.
    fn is_of(&self, key: &str, (_, _, stored, salt, text, _): &Stored) -> bool {
        let held = canonical(&ReportForm { text: text.clone(), ..form_of(key) });
        sha256(&held) == self.content && digest(salt, &slug(HERE), &held) == *stored
    }
}

/// Row id, key, digest, salt, text; and the number of positioned events of its posting.
type Stored = (i64, String, String, String, String, i64);

async fn stored(conn: &mut Conn) -> crate::Result<Vec<Stored>> {
    let sql = "
        SELECT r.id, r.client_key, r.content_hash, t.salt, t.text, COALESCE(e.placed, 0)
        FROM progress_report r JOIN progress_text t ON t.report_id = r.id
        LEFT JOIN (SELECT e.entity_id, COUNT(*) AS placed FROM event e JOIN event_place p ON p.event_id = e.id
                   WHERE e.entity = 'progress_report' AND e.verb = 'posted' GROUP BY e.entity_id) e
            ON e.entity_id = CAST(r.id AS TEXT)";
    Ok(on!(conn, query_as(sql) => fetch_all)?)
}

impl Sums {
    /// Fails unless every acknowledged post is kept.
    pub fn demand_kept(&self) {
        let broken = self.lost + self.doubled + self.changed + self.strange;
        assert_eq!(broken, 0, "{self}");
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, in_doubt, stored_in_doubt, lost, doubled, changed, strange } =
            self;
        write!(
            f,
            "acknowledged {acknowledged} · lost {lost} · double {doubled} · answer changed on repeat {changed} · \
             never sent {strange} · in doubt at the end {in_doubt}, of which stored {stored_in_doubt}"
        )
    }
}
