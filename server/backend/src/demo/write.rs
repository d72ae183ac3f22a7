//! Writes a demo's accounts and reports, with the events that the use cases would have written.

use super::dice::Dice;
use super::season::{Fate, Invented, Season};
use super::texts::Texts;
use crate::progress::{digest, event_of, posted, remark_digest, text};
use crate::store::event::log;
use crate::store::people::{account, appointment};
use crate::store::progress::remark::NewRemark;
use crate::store::progress::report::{Corrected, Move, NewRow};
use crate::store::progress::{remark, report};
use crate::store::{Event, EventKind, Tx};
use crate::{Error, Result};
use chrono::{DateTime, Duration, Utc};
use domain::kernel::bangkok;
use domain::kernel::id::AccountId;
use domain::people::account::{AccountName, DisplayName};
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::place::district::Slug;
use domain::progress::form::{ReportForm, parse};
use domain::progress::new_report::NewReport;
use domain::progress::report::{State, Verb};
use domain::year::item_name::ItemName;
use serde_json::json;
use std::collections::BTreeMap;

/// Number of rows per statement: a statement's JSON is parsed again for each of its rows.
pub(super) const CHUNK: usize = 200;

/// An account id that does not exist: the database refuses references to it.
const NOBODY: AccountId = AccountId::new(0);

/// The accounts of a demo by name, and the acknowledging officer.
pub(super) struct People {
    ids: BTreeMap<String, AccountId>,
    officer: AccountId,
}

impl People {
    /// Row id of the account that reports for a district.
    pub(super) fn reporter(&self, district: &Slug) -> AccountId {
        self.ids.get(&format!("dr-{district}")).copied().unwrap_or(NOBODY)
    }
}

/// A reporter for each district, a director for the first, and one account of each other role; all
/// with the password of `hash`.
pub(super) async fn people(
    tx: &mut Tx,
    season: &Season<'_>,
    hash: &str,
    since: DateTime<Utc>,
) -> Result<People> {
    let mut wanted: Vec<(String, Role, Option<Slug>)> = Vec::new();
    for (slug, _) in season.districts {
        wanted.push((format!("dr-{slug}"), Role::Reporter, Some(slug.clone())));
    }
    if let Some((slug, _)) = season.districts.first() {
        wanted.push((format!("dd-{slug}"), Role::Director, Some(slug.clone())));
    }
    for role in Role::ALL.into_iter().filter(|role| !role.is_of_a_district()) {
        wanted.push((format!("{}-demo", role.key().to_lowercase()), role, None));
    }
    let names = wanted.iter().map(|(name, role, _)| named(season.texts, name, *role));
    let names: Vec<_> = names.collect::<Result<_>>()?;
    let ids: BTreeMap<String, AccountId> =
        account::add(tx, &names, since).await?.into_iter().map(|(id, name)| (name, id)).collect();
    let mut appointments = BTreeMap::new();
    for (name, role, district) in wanted {
        let id = *ids.get(&name).ok_or(Error::Fault("a demo's account is there already"))?;
        let items = if role == Role::BureauOfficer { own_items(season) } else { Vec::new() };
        let one = Appointment::new(role, district, items, bangkok::date(since), None);
        let one = one.map_err(|_| Error::Fault("a demo's appointment does not fit its role"))?;
        appointments.insert(id, vec![one]);
        account::set_password(tx, id, hash).await?;
        tx.emit(Event::by_system(since, EventKind::AccountCreated, &id, json!({ "demo": true })));
    }
    appointment::replace(tx, &appointments).await?;
    let officer = ids.get("me-demo").copied().unwrap_or(NOBODY);
    Ok(People { ids, officer })
}

fn named(texts: &Texts, name: &str, role: Role) -> Result<(AccountName, DisplayName)> {
    let shown = texts.names.get(role.key()).map(String::as_str).unwrap_or_default();
    let both = AccountName::parse(name).and_then(|name| Ok((name, DisplayName::parse(shown)?)));
    both.map_err(|_| Error::Fault("a demo's account has no name"))
}

/// The first items of the newest year are the bureau officer's.
fn own_items(season: &Season<'_>) -> Vec<ItemName> {
    season.items.values().next_back().into_iter().flatten().take(3).copied().collect()
}

/// A report with the values of all its rows.
struct Ready {
    row: NewRow,
    report: NewReport,
    salt: String,
}

/// Stores the reports; returns their number, corrections included.
pub(super) async fn reports(
    tx: &mut Tx,
    season: &Season<'_>,
    people: &People,
    items: &BTreeMap<ItemName, i64>,
    invented: Vec<Invented>,
    dice: &mut Dice,
) -> Result<usize> {
    let mut told = Vec::new();
    let ready = |form: &ReportForm, district: &Slug, at: DateTime<Utc>, dice: &mut Dice| {
        ready(form, district, at, people, items, dice)
    };
    let first: Vec<Ready> = invented
        .iter()
        .map(|one| ready(&one.form, &one.district, one.at, dice))
        .collect::<Result<_>>()?;
    let ids = store(tx, first, &mut told).await?;
    let mut corrections = Vec::new();
    let mut corrected = Vec::new();
    for (one, id) in invented.iter().zip(&ids).filter(|(one, _)| one.fate == Fate::Corrected) {
        let item = ItemName::parse(&one.form.item).ok_or(Error::Fault("an item without a name"))?;
        let form = ReportForm { corrects: id.to_string(), ..season.form(item, dice) };
        corrections.push(ready(&form, &one.district, one.at + Duration::minutes(20), dice)?);
        corrected.push(*id);
    }
    let authors: Vec<(AccountId, i64)> =
        corrections.iter().map(|one| (one.row.author, one.row.at)).collect();
    let by = store(tx, corrections, &mut told).await?;
    let count = ids.len() + by.len();
    let mut marks = Vec::new();
    for ((report, by), (author, at)) in corrected.into_iter().zip(by).zip(authors) {
        marks.push(Corrected { report, from: State::Posted, by });
        let at = DateTime::from_timestamp_micros(at).unwrap_or_default();
        told.push(Event::by_account(
            at,
            author,
            EventKind::ReportCorrected,
            &report,
            json!({ "by": by }),
        ));
    }
    for chunk in marks.chunks(CHUNK) {
        report::correct(tx, chunk).await?;
    }
    fates(tx, season, people, invented.iter().zip(ids), dice, &mut told).await?;
    tell(tx, told).await?;
    Ok(count)
}

fn ready(
    form: &ReportForm,
    district: &Slug,
    at: DateTime<Utc>,
    people: &People,
    items: &BTreeMap<ItemName, i64>,
    dice: &mut Dice,
) -> Result<Ready> {
    let report = parse(form).map_err(|_| Error::Fault("a demo's report does not pass its form"))?;
    let salt = dice.digits();
    let author = people.reporter(district);
    let row = NewRow {
        district: district.clone(),
        item: items.get(&report.item).copied().ok_or(Error::Fault("an item that is not there"))?,
        author,
        key: report.key.to_string(),
        digest: digest(&salt, district, &report.canonical()),
        kind: report.progress.kind().key(),
        written_at: None,
        at: at.timestamp_micros(),
        corrects: report.corrects,
    };
    Ok(Ready { row, report, salt })
}

/// Stores reports with their texts; returns their row ids in the same order.
async fn store(tx: &mut Tx, ready: Vec<Ready>, told: &mut Vec<Event>) -> Result<Vec<i64>> {
    let mut ids = Vec::with_capacity(ready.len());
    for chunk in ready.chunks(CHUNK) {
        let rows: Vec<NewRow> = chunk.iter().map(|one| one.row.clone()).collect();
        let stored = report::put(tx, &rows).await?;
        let by_key: BTreeMap<String, i64> = stored.into_iter().map(|(id, key)| (key, id)).collect();
        let mut texts = Vec::with_capacity(chunk.len());
        for Ready { row, report, salt } in chunk {
            let id = *by_key.get(&row.key).ok_or(Error::Fault("a demo's key came twice"))?;
            let at = DateTime::from_timestamp_micros(row.at).unwrap_or_default();
            told.push(Event::by_account(
                at,
                row.author,
                EventKind::ReportPosted,
                &id,
                posted(row, report),
            ));
            texts.push(text(report, id, salt.clone()));
            ids.push(id);
        }
        report::put_texts(tx, &texts).await?;
    }
    Ok(ids)
}

/// Stores the questions, answers, acknowledgements and withdrawals.
async fn fates(
    tx: &mut Tx,
    season: &Season<'_>,
    people: &People,
    reports: impl Iterator<Item = (&Invented, i64)>,
    dice: &mut Dice,
    told: &mut Vec<Event>,
) -> Result<()> {
    let texts = season.texts;
    let (mut moves, mut remarks) = (Vec::new(), Vec::new());
    for (one, report) in reports {
        let author = people.reporter(&one.district);
        let officer = people.officer;
        let steps: &[(Verb, AccountId, &str)] = match one.fate {
            Fate::Waits | Fate::Corrected => &[],
            Fate::Acknowledged => &[(Verb::Acknowledge, officer, "")],
            Fate::Questioned => &[(Verb::Question, officer, &texts.question)],
            Fate::Answered => {
                &[(Verb::Question, officer, &texts.question), (Verb::Answer, author, &texts.answer)]
            }
            Fate::Withdrawn => &[(Verb::Withdraw, author, &texts.withdrawal)],
        };
        let (mut state, mut at) = (State::Posted, one.at);
        for (verb, by, said) in steps {
            let to = state.after(*verb).ok_or(Error::Fault("a demo's report cannot move there"))?;
            at = (at + Duration::minutes(dice.between(10, 2000))).min(season.as_of);
            let micros = at.timestamp_micros();
            let mut payload = json!({
                "district": one.district, "item": one.form.item, "from": state, "state": to,
            });
            if !said.is_empty() {
                let (text, salt) = ((*said).to_owned(), dice.digits());
                payload["digest"] = remark_digest(&salt, &text).into();
                let role = match verb {
                    Verb::Question => Role::MonitoringOfficer,
                    _ => Role::Reporter,
                };
                remarks.push(NewRemark {
                    report,
                    verb: *verb,
                    author: *by,
                    role,
                    at: micros,
                    text,
                    salt,
                });
            }
            moves.push(Move { report, from: state, to, by: *by, at: micros });
            told.push(Event::by_account(at, *by, event_of(*verb), &report, payload));
            state = to;
        }
    }
    put(tx, moves, &remarks).await
}

/// Stores the moves of reports with their remarks.
async fn put(tx: &mut Tx, moves: Vec<Move>, remarks: &[NewRemark]) -> Result<()> {
    // A statement moves a report only once, so an answer must not be in the same one as its question.
    let (later, sooner): (Vec<Move>, Vec<Move>) =
        moves.into_iter().partition(|one| one.from != State::Posted);
    for chunk in sooner.chunks(CHUNK).chain(later.chunks(CHUNK)) {
        report::move_on(tx, chunk).await?;
    }
    for chunk in remarks.chunks(CHUNK) {
        remark::put(tx, chunk).await?;
    }
    Ok(())
}

/// Writes the events to the log in chronological order.
pub(super) async fn tell(tx: &mut Tx, mut told: Vec<Event>) -> Result<()> {
    told.sort_by_key(Event::at);
    for chunk in told.chunks(CHUNK) {
        chunk.iter().cloned().for_each(|event| tx.emit(event));
        log::insert(tx).await?;
    }
    Ok(())
}
