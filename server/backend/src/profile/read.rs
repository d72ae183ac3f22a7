//! Reading a district's profile, current or as of a past time.

use super::Profiles;
use super::sees_internal;
use crate::Result;
use crate::map::board;
use crate::store::Conn;
use crate::store::place::Fields;
use crate::store::place::shipped_fact::ShippedFact;
use crate::store::place::{shipped_fact, source};
use crate::store::profile::fact::Stored;
use crate::store::profile::{fact, person_post, photo};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::bangkok;
use domain::people::access::{Action, can};
use domain::place::district::{DistrictKind, Slug};
use domain::place::source::Source;
use domain::profile::completeness::completeness;
use domain::profile::concept::{CONCEPTS, Concept, Kind};
use domain::profile::person::Person;
use domain::profile::versions::Version;
use domain::profile::{KnownFact, NewestVersion, Profile, typed_place};

/// A district's own row, the base of its profile.
pub(super) struct Base {
    pub code: String,
    pub kind: DistrictKind,
    pub provinces: Vec<String>,
    fields: Fields,
    place: String,
}

impl Base {
    /// The value before any version of a fact: the shipped one, if any.
    pub fn value(&self, concept: &Concept) -> Option<String> {
        match concept.key {
            "position" => Some(self.place.clone()),
            key => self.fields.get(key).cloned().flatten(),
        }
    }
}

impl Profiles<'_> {
    /// The profile of the district with this slug, as far as the actor may see it: current, or as of
    /// `as_of`. For `Actor::Public` it contains only public facts.
    pub async fn get(self, slug: &Slug, as_of: Option<DateTime<Utc>>) -> domain::Result<Profile> {
        can(self.actor, Action::SeeDistrict)?;
        self.backend.read(async |conn: &mut Conn| self.read(conn, slug, as_of).await).await
    }

    /// Reads it in the snapshot of another use case, which has checked that the actor may see districts.
    pub(crate) async fn read(
        self,
        conn: &mut Conn,
        slug: &Slug,
        as_of: Option<DateTime<Utc>>,
    ) -> Result<Profile> {
        let at = as_of.unwrap_or(self.backend.now());
        let internal_too = sees_internal(self.actor, slug);
        let base = self.base(conn, slug).await?;
        let stored = fact::of(conn, slug, at, internal_too).await?;
        let newest = newest(&stored);
        let mut facts: Vec<KnownFact> = newest.iter().filter_map(|one| known(one)).collect();
        let versions = newest
            .iter()
            .map(|one| NewestVersion {
                concept: one.concept,
                period: one.period,
                no: one.version.no,
            })
            .collect();
        ship(conn, &base, &stored, &mut facts).await?;
        let place = |one: &KnownFact| CONCEPTS.iter().position(|known| known == one.concept);
        facts.sort_by_key(|one| (place(one), std::cmp::Reverse(one.period)));
        let day = bangkok::date(at);
        let mut people = person_post::of(conn, slug, at, internal_too).await?;
        let ended = |one: &Person| (!one.holds_on(day), one.post);
        people.sort_by_key(|one| (ended(one), std::cmp::Reverse(one.from), one.no));
        let completeness = completeness(&facts, &people, base.kind, day, internal_too);
        let photos = photo::of(conn, slug, as_of).await?;
        Ok(Profile { district: slug.clone(), facts, versions, people, photos, completeness })
    }

    /// The row of an active district.
    pub(super) async fn base(self, conn: &mut Conn, slug: &Slug) -> Result<Base> {
        let whole = board::whole(self.backend, conn).await?;
        let here = whole.districts.iter().find(|one| one.pin.slug == *slug);
        let here = here.ok_or(Error::NotFound)?;
        Ok(Base {
            code: here.pin.code.clone(),
            kind: here.pin.kind,
            provinces: here.pin.provinces.clone(),
            fields: here.facts(),
            place: typed_place::kept(here.pin.place),
        })
    }
}

/// The newest version of each fact. Rows of a fact are consecutive, the newest last.
fn newest(stored: &[Stored]) -> Vec<&Stored> {
    let of = |one: &Stored| (one.concept.key, one.period);
    let ends = stored.chunk_by(|a, b| of(a) == of(b)).filter_map(<[Stored]>::last);
    ends.collect()
}

/// The fact of a version, unless it was emptied or erased.
fn known(one: &Stored) -> Option<KnownFact> {
    let Version { no, value, at } = one.version.clone();
    let (concept, period, as_of) = (one.concept, one.period, bangkok::date(at));
    Some(KnownFact { concept, period, value: value?, version: no, as_of, source: None })
}

/// Adds the shipped facts that no office has replaced.
async fn ship(
    conn: &mut Conn,
    base: &Base,
    stored: &[Stored],
    facts: &mut Vec<KnownFact>,
) -> Result<()> {
    let shipped = shipped_fact::of_key(conn, "district", &base.code).await?;
    let sources = source::all(conn).await?;
    for concept in &CONCEPTS {
        if !stored.iter().any(|one| one.concept == concept) {
            facts.extend(self::shipped(concept, &shipped, &sources));
        }
    }
    Ok(())
}

/// The shipped value of a concept. For a date before the office recorded its own, it was the current one.
fn shipped(
    concept: &'static Concept,
    shipped: &[ShippedFact],
    sources: &[Source],
) -> Option<KnownFact> {
    let fact = shipped.iter().find(|fact| fact.field == concept.key)?;
    let source = sources.iter().find(|source| source.key == fact.source)?;
    let value = match concept.kind {
        Kind::Position => shipped_place(fact)?,
        _ => fact.value.clone()?,
    };
    Some(KnownFact {
        concept,
        period: None,
        value,
        version: 0,
        as_of: source.as_of,
        source: Some((source.title_th.clone(), source.title_en.clone())),
    })
}

fn shipped_place(fact: &ShippedFact) -> Option<String> {
    let mut parts = fact.value.as_deref()?.split(',');
    let (lat, lon) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    domain::place::position::Place::new(lat, lon).map(typed_place::kept)
}
