//! Use cases: publishing a photo of the office or of its leadership, and removing it.
//!
//! There is one at a time. A replaced photo is kept, so that past dates are shown as
//! they were; a removed photo is erased, with all its predecessors.

use super::Profiles;
use crate::file::refused;
use crate::progress::{new_salt, remark_digest};
use crate::store::file::change::Change;
use crate::store::file::evidence::{NewFile, NewLink, RecordRow};
use crate::store::file::{evidence, kept};
use crate::store::profile::{person_post, photo};
use crate::store::{Event, EventKind, Tx};
use crate::{AttachRefused, Result, Upload};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::file::{FileRefusal, Purpose, within_quota};
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::access::{Action, Actor, Record, can_with};
use domain::place::district::Slug;
use domain::profile::photo::{NewPhoto, Subject, parse};
use serde_json::json;

impl Profiles<'_> {
    /// Publishes a photo of `subject` in place of the current one; returns the row id. `typed` returns the
    /// value of a form field. Idempotent: the same picture with the same texts is stored once.
    pub async fn put_photo<'a>(
        self,
        slug: &Slug,
        subject: Subject,
        typed: impl Fn(&'static str) -> &'a str,
        mut uploads: Vec<Upload>,
    ) -> std::result::Result<i64, AttachRefused> {
        let by = may_edit(self.actor, slug)?;
        let (new, upload) = (parse(subject, typed), uploads.pop());
        let (new, upload) = match (new, upload) {
            (Ok(new), Some(upload)) if uploads.is_empty() => (new, upload),
            (Ok(_), Some(_)) => return Err(refused(FileRefusal::TooMany(1)).into()),
            (new, upload) => {
                let missing = upload.is_none().then(|| FieldError::new("file", Reason::Missing));
                let wrong = new.err().unwrap_or_default().into_iter().chain(missing);
                return Err(Error::Invalid(wrong.collect()).into());
            }
        };
        let name = upload.name().to_owned();
        let kept = self.backend.uploads().keep_picture(upload).await?;
        let kept =
            kept.map_err(|refusal| AttachRefused { error: refused(refusal), file: Some(name) })?;
        let put = Put {
            slug: slug.clone(),
            subject,
            new,
            file: kept.file.clone(),
            name: kept.name.as_str().to_owned(),
            quota: self.backend.evidence().quota,
            by,
            now: self.backend.now(),
        };
        let put = self.backend.write(async move |tx| put.make(tx).await).await;
        // Until here no sweep may remove it.
        drop(kept);
        Ok(put?)
    }

    /// Removes the photo of `subject` and all its predecessors. Idempotent.
    pub async fn remove_photo(self, slug: &Slug, subject: Subject) -> domain::Result<()> {
        let by = may_edit(self.actor, slug)?;
        let (now, slug) = (self.backend.now(), slug.clone());
        let work = async move |tx: &mut Tx| {
            let record = photo::record(tx, &slug, subject).await?.ok_or(Error::NotFound)?;
            let photos = photo::take_off(tx, record, Change::by(by, now)).await?;
            if photos > 0 {
                let payload = json!({ "district": slug, "of": subject.key(), "photos": photos });
                tx.emit(Event::by_account(now, by, EventKind::PhotoRemoved, &slug, payload));
            }
            Ok(())
        };
        self.backend.write(work).await
    }
}

/// The account of the actor, if it may record facts of the district.
fn may_edit(actor: &Actor, slug: &Slug) -> domain::Result<AccountId> {
    can_with(actor, Action::EditProfile, Record::District(slug))?;
    Ok(actor.account().ok_or(Error::Unauthenticated)?.id())
}

/// A photo about to be published.
struct Put {
    slug: Slug,
    subject: Subject,
    new: NewPhoto,
    file: NewFile,
    /// Name of the file.
    name: String,
    quota: u64,
    by: AccountId,
    now: DateTime<Utc>,
}

impl Put {
    async fn make(&self, tx: &mut Tx) -> Result<i64> {
        let record = self.record(tx).await?;
        let at = self.now.timestamp_micros();
        let file = evidence::put_file(tx, &self.file, at).await?;
        let link = self.link(record, file);
        let stands = photo::living(tx, record).await?;
        if let Some(one) = &stands
            && (one.file, one.consent, &one.alt) == (file, link.consent, &link.alt)
        {
            return Ok(one.id);
        }
        evidence::leave(tx, record, Change::by(self.by, self.now)).await?;
        let id = evidence::put(tx, &link).await?.ok_or(Error::Conflict)?;
        let used = kept::used(tx, &self.slug).await?;
        within_quota(used, self.quota).map_err(refused)?;
        let payload = json!({
            "district": self.slug, "of": self.subject.key(), "evidence": id, "file": file,
            "in_place_of": stands.map(|one| one.id), "consent": link.consent,
            "digest": remark_digest(&link.salt, &format!("{}\u{1f}{}", link.alt, link.name)),
        });
        tx.emit(Event::by_account(self.now, self.by, EventKind::PhotoPut, &self.slug, payload));
        Ok(id)
    }

    /// The record that the photo belongs to. An erased person gets no new photo.
    async fn record(&self, tx: &mut Tx) -> Result<RecordRow> {
        let record = photo::record(tx, &self.slug, self.subject).await?.ok_or(Error::NotFound)?;
        if let Subject::Person(no) = self.subject {
            let people = person_post::of(tx, &self.slug, self.now, false).await?;
            let is_named = people.iter().any(|one| one.no == no && one.name.is_some());
            is_named.then_some(()).ok_or(Error::NotFound)?;
        }
        Ok(record)
    }

    fn link(&self, record: RecordRow, file: i64) -> NewLink {
        NewLink {
            file,
            district: self.slug.clone(),
            record,
            purpose: Purpose::Photo,
            consent: self.new.consent,
            alt: self.new.alt.as_ref().map_or_else(String::new, |alt| alt.as_str().to_owned()),
            name: self.name.clone(),
            salt: new_salt(),
            at: self.now.timestamp_micros(),
            by: self.by,
        }
    }
}
