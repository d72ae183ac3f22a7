//! Use case: describing the content of each file of a report.
//!
//! The row id in a form identifies the text that its author saw: a new text replaces the row, under another
//! id. So a text changed meanwhile is never overwritten unseen.

use super::Files;
use super::attach::may_attach;
use crate::Result;
use crate::progress::{new_salt, remark_digest, report_row};
use crate::store::file::change::Change;
use crate::store::file::evidence;
use crate::store::file::evidence::Said;
use crate::store::{Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::file::{AltText, parse_texts};
use domain::kernel::id::AccountId;
use domain::progress::report::Report;
use serde_json::json;

impl Files<'_> {
    /// Sets the alternative texts of files of the report with this row id, from the `fields` of a form
    /// ([`domain::file::text_field`]): all of them or none. Unchanged fields change nothing.
    /// `Conflict` if another text was saved since, or the file was detached. Idempotent.
    pub async fn describe<'a>(
        self,
        report: i64,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> domain::Result<()> {
        let (texts, actor, now) = (parse_texts(fields), self.actor.clone(), self.backend.now());
        let work = async move |tx: &mut Tx| {
            let (report, by) = may_attach(tx, &actor, report).await?;
            for (id, text) in texts.clone().map_err(Error::Invalid)? {
                describe(tx, &report, id, &text, by, now).await?;
            }
            Ok(())
        };
        self.backend.write(work).await
    }
}

async fn describe(
    tx: &mut Tx,
    report: &Report,
    drawn: i64,
    text: &AltText,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    let (record, text) = (report_row(report.id), text.as_str());
    let (file, before) = evidence::said(tx, drawn, record).await?.ok_or(Error::NotFound)?;
    let stands = evidence::same(tx, record, file).await?;
    let is_said = stands.as_ref().is_some_and(|(_, stands)| stands.as_deref() == Some(text));
    if before == text || is_said {
        return Ok(());
    }
    let salt = new_salt();
    let said =
        evidence::say(tx, drawn, Said { alt: text, salt: &salt }, Change::by(by, now)).await?;
    let (id, name) = said.ok_or(Error::Conflict)?;
    let payload = json!({
        "district": report.district, "item": report.item, "state": report.state, "evidence": id, "in_place_of": drawn,
        "file": file, "digest": remark_digest(&salt, &format!("{text}\u{1f}{name}")),
    });
    tx.emit(Event::by_account(now, by, EventKind::FileDescribed, &report.id, payload));
    Ok(())
}
