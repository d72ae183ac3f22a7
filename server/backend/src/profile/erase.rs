//! Erasure of personal data, as the data-protection act demands: value and salt are deleted in every
//! version; the erasure is recorded in the log, whose chain still verifies.

use super::OperatorProfiles;
use crate::Result;
use crate::store::file::change::Change;
use crate::store::place::district;
use crate::store::profile::{fact, person_post, photo};
use crate::store::{Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::place::district::Slug;
use domain::profile::concept::Concept;
use domain::profile::photo::Subject;
use serde_json::json;

/// The data of a district to erase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasure {
    /// Every version of a personal fact.
    Fact(&'static Concept),
    /// Name and telephone number of the entry with this number, in every version, and its photos.
    Person(i64),
}

impl OperatorProfiles<'_> {
    /// Erases, for the operator on the command line; returns the number of erased versions.
    /// `Invalid` names `what` if the fact is not personal.
    pub async fn erase(self, slug: &Slug, what: Erasure) -> domain::Result<u64> {
        if let Erasure::Fact(concept) = what
            && !concept.is_personal()
        {
            return Err(Error::Invalid(vec![FieldError::new("what", Reason::Unknown)]));
        }
        let (slug, now) = (slug.clone(), self.backend.now());
        self.backend.write(async move |tx| erase(tx, &slug, what, now).await).await
    }
}

async fn erase(tx: &mut Tx, slug: &Slug, what: Erasure, now: DateTime<Utc>) -> Result<u64> {
    if !district::is_active(tx, slug).await? {
        return Err(Error::NotFound.into());
    }
    let (versions, photos, named) = match what {
        Erasure::Fact(concept) => {
            let versions = fact::erase(tx, slug, concept.key, now).await?;
            (versions, 0, json!({ "key": concept.key }))
        }
        Erasure::Person(no) => {
            let photos = erase_photos(tx, slug, no, now).await?;
            (person_post::erase(tx, slug, no, now).await?, photos, json!({ "no": no }))
        }
    };
    if versions > 0 || photos > 0 {
        let payload =
            json!({ "district": slug, "what": named, "versions": versions, "photos": photos });
        tx.emit(Event::by_system(now, EventKind::ProfileErased, slug, payload));
    }
    Ok(versions)
}

/// Removes the entry's photos, without an account as actor; returns their number.
async fn erase_photos(tx: &mut Tx, slug: &Slug, no: i64, now: DateTime<Utc>) -> Result<u64> {
    match photo::record(tx, slug, Subject::Person(no)).await? {
        Some(record) => photo::take_off(tx, record, Change::by_system(now)).await,
        None => Ok(0),
    }
}
