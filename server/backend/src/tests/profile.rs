//! The profile of a district: recorded in versions, read by authorised actors, as of any time, erased.

mod erasing;
mod people;
mod random;
mod replay;

use super::clock;
use super::progress::{HERE, THERE, appoint, slug};
use crate::store::{Conn, on};
use crate::tests::test_db::OpenBackend as _;
use crate::{Backend, TypedFacts, check};
use chrono::Duration;
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::refusal::Refusal;
use domain::people::access::Actor;
use domain::people::role::Role;
use domain::place::district::PositionSource;
use domain::profile::Profile;
use domain::profile::concept::Group;
use sqlx::query_scalar;
use testing::on_both_engines;

/// A form with these values, based on these versions.
fn typed(period: Option<i32>, fields: &[(&str, &str, i64)]) -> TypedFacts {
    TypedFacts {
        period,
        typed: fields.iter().map(|(key, value, _)| ((*key).into(), (*value).into())).collect(),
        over: fields.iter().map(|(key, _, over)| ((*key).into(), *over)).collect(),
    }
}

/// Records contact facts of [`HERE`].
async fn record(
    backend: &Backend,
    actor: &Actor,
    fields: &[(&str, &str, i64)],
) -> domain::Result<usize> {
    let base = backend.profiles(actor).get(&slug(HERE), None).await.unwrap();
    // Fields that are not edited are sent back unchanged.
    let mut all = typed(None, fields);
    for key in ["website", "postcode"] {
        if let Some(fact) = base.newest(key) {
            all.typed.entry(key.into()).or_insert(fact.value.clone());
            all.over.entry(key.into()).or_insert(fact.version);
        }
    }
    backend.profiles(actor).record(&slug(HERE), Group::Contact, all).await
}

async fn read(backend: &Backend, actor: &Actor) -> Profile {
    backend.profiles(actor).get(&slug(HERE), None).await.unwrap()
}

fn value<'a>(profile: &'a Profile, key: &str) -> Option<&'a str> {
    profile.newest(key).map(|fact| fact.value.as_str())
}

async fn texts(backend: &Backend, sql: &'static str) -> Vec<String> {
    let read = async |conn: &mut Conn| Ok(on!(conn, query_scalar(sql) => fetch_all)?);
    backend.db().read(read).await.unwrap()
}

const PAYLOADS: &str = "SELECT payload FROM event WHERE entity = 'profile' ORDER BY id";

on_both_engines! {
    async fn a_fact_is_recorded_once_and_read_by_everybody(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        assert_eq!(record(&backend, &reporter, &[("telephone", "๐๕๔ ๗๗๑ ๐๐๑", 0)]).await, Ok(1));
        assert_eq!(record(&backend, &reporter, &[("telephone", "๐๕๔ ๗๗๑ ๐๐๑", 0)]).await, Ok(0), "sent twice");
        let public = read(&backend, &Actor::Public).await;
        assert_eq!(value(&public, "telephone"), Some("054-771-001"));
        let fact = public.newest("telephone").unwrap();
        assert_eq!((fact.version, fact.source.as_ref()), (1, None));
        assert!(public.newest("website").unwrap().source.is_some(), "what shipped stands beside it");
        let events = texts(&backend, PAYLOADS).await;
        assert_eq!(events.len(), 1);
        assert!(events[0].contains("\"digest\"") && !events[0].contains("771"), "{}", events[0]);
    }

    async fn nobody_overwrites_what_another_has_recorded(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let director = appoint(&backend, Role::Director, HERE).await;
        record(&backend, &reporter, &[("telephone", "054771001", 0)]).await.unwrap();
        let late = [("telephone", "054771002", 0), ("email", "a@b.example", 0)];
        assert_eq!(record(&backend, &director, &late).await, Err(Error::Conflict));
        let now = read(&backend, &Actor::Public).await;
        assert_eq!((value(&now, "telephone"), value(&now, "email")), (Some("054-771-001"), None));
        let seen = [("telephone", "054771002", 1), ("email", "a@b.example", 0)];
        assert_eq!(record(&backend, &director, &seen).await, Ok(2));
        let emptied = [("telephone", "", 2), ("email", "a@b.example", 1)];
        assert_eq!(record(&backend, &director, &emptied).await, Ok(1));
        assert_eq!(value(&read(&backend, &Actor::Public).await, "telephone"), None);
    }

    async fn only_the_own_office_records_and_only_its_director_moves_the_pin(db: TestDb) {
        let backend = db.backend(&clock()).await;
        for (role, place, may_edit, may_move) in [
            (Role::Reporter, HERE, true, false),
            (Role::Director, HERE, true, true),
            (Role::Director, THERE, false, false),
            (Role::MonitoringLead, HERE, false, false),
            (Role::Administrator, HERE, false, false),
        ] {
            let actor = appoint(&backend, role, place).await;
            let edited = record(&backend, &actor, &[("address", "1", 0)]).await;
            assert_eq!(edited.is_ok(), may_edit, "{role:?} of {place}: {edited:?}");
            let place = read(&backend, &actor).await.newest("position").unwrap().clone();
            let form = typed(None, &[("position", &place.value, place.version)]);
            let moved = backend.profiles(&actor).record(&slug(HERE), Group::Place, form).await;
            assert_eq!(moved.is_ok(), may_move, "{role:?}: {moved:?}");
            if !may_move {
                assert!(matches!(moved, Err(Error::Forbidden | Error::Refused(Refusal::NotYours { .. }))));
            }
        }
        assert_eq!(record(&backend, &Actor::Public, &[]).await, Err(Error::Unauthenticated));
    }

    async fn internal_facts_are_for_the_office_and_the_bureau(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let form = typed(None, &[("contact_mobile", "0812345678", 0)]);
        backend.profiles(&reporter).record(&slug(HERE), Group::Internal, form).await.unwrap();
        for (role, place, sees) in [
            (Role::Director, HERE, true),
            (Role::MonitoringOfficer, THERE, true),
            (Role::Director, THERE, false),
            (Role::Executive, THERE, false),
            (Role::Administrator, THERE, false),
        ] {
            let actor = appoint(&backend, role, place).await;
            let seen = read(&backend, &actor).await;
            assert_eq!(value(&seen, "contact_mobile").is_some(), sees, "{role:?} of {place}");
        }
        let public = read(&backend, &Actor::Public).await;
        assert_eq!(value(&public, "contact_mobile"), None);
        assert!(public.completeness.expected < read(&backend, &reporter).await.completeness.expected);
    }

    async fn counts_are_of_a_year_and_last_years_stay(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let record = async |period, value| {
            let form = typed(Some(period), &[("teachers_male", value, 0)]);
            backend.profiles(&reporter).record(&slug(HERE), Group::Teachers, form).await
        };
        assert_eq!(record(2566, "1,200").await, Ok(1));
        assert_eq!(record(2567, "1,300").await, Err(Error::Malformed), "it has not begun");
        clock.advance(Duration::days(90));
        assert_eq!(record(2567, "๑,๓๐๐").await, Ok(1));
        let now = read(&backend, &Actor::Public).await;
        assert_eq!(now.of("teachers_male", Some(2566)).unwrap().value, "1200");
        assert_eq!(now.newest("teachers_male").unwrap().value, "1300");
    }

    async fn what_an_office_has_typed_stands_on_the_map_and_stays_when_facts_are_loaded(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let director = appoint(&backend, Role::Director, HERE).await;
        record(&backend, &director, &[("website", "https://office.example/", 0)]).await.unwrap();
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let before = board.pin(&slug(HERE)).unwrap().place;
        let near = format!("{}, {}", before.lat + 0.001, before.lon);
        let form = typed(None, &[("position", &near, 0)]);
        assert_eq!(backend.profiles(&director).record(&slug(HERE), Group::Place, form).await, Ok(1));
        let told = crate::migrate(db.url(), &clock()).await.unwrap();
        let left: Vec<&str> = told.facts.left_alone.iter().map(|one| one.field).collect();
        assert_eq!(left, ["position", "website"]);
        let pin = backend.map(&Actor::Public).board().await.unwrap().pin(&slug(HERE)).cloned().unwrap();
        assert_eq!(pin.website.as_deref(), Some("office.example"));
        assert_eq!(pin.position_source, PositionSource::Confirmed);
        assert!((pin.place.lat - before.lat - 0.001).abs() < 1e-6, "{:?}", pin.place);
        assert_eq!(check(db.url()).await.unwrap(), []);
    }

    async fn a_pin_stays_within_the_provinces_that_the_district_serves(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let director = appoint(&backend, Role::Director, HERE).await;
        for (position, reason) in [
            ("13.7563, 100.5018", Reason::OutsideProvinces),
            ("100.77, 18.78", Reason::Swapped),
            ("", Reason::Missing),
            ("Nan", Reason::BadForm),
        ] {
            let form = typed(None, &[("position", position, 0)]);
            let refused = backend.profiles(&director).record(&slug(HERE), Group::Place, form).await;
            let wrong = vec![FieldError::new("position", reason)];
            assert_eq!(refused, Err(Error::Invalid(wrong)), "{position}");
        }
    }
}
