//! The public view of any date equals a replay of the log of events, without non-public data and
//! without data erased since.

use super::people::enter;
use super::*;
use crate::Erasure;
use crate::tests::file::bytes::jpeg;
use crate::tests::file::sent;
use crate::tests::test_db::OpenBackend as _;
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::bangkok;
use domain::place::district::Slug;
use domain::place::position::Place;
use domain::profile::concept::{Audience, Concept};
use domain::profile::photo::Subject;
use domain::profile::typed_place;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;
use sqlx::query_as;
use std::collections::{BTreeMap, BTreeSet};

/// A number visible only to the office and the bureau, in every entry and as a fact.
const SECRET: &str = "0812349876";

/// Typed values by key or number and version: no event contains them.
#[derive(Default)]
struct Typed {
    facts: BTreeMap<(&'static str, i64), Option<String>>,
    people: BTreeMap<(i64, i64), String>,
}

/// The content of a date: facts with version and value, people with version and name, photos by subject.
#[derive(Debug, Default, PartialEq)]
struct Day {
    facts: BTreeMap<String, (i64, String)>,
    people: BTreeMap<i64, (i64, Option<String>)>,
    photos: BTreeMap<String, i64>,
}

impl Day {
    fn of(profile: &Profile) -> Self {
        let mut day = Self::default();
        for one in profile.facts.iter().filter(|one| one.version > 0) {
            day.facts.insert(one.concept.key.to_owned(), (one.version, one.value.clone()));
        }
        for one in &profile.people {
            day.people.insert(one.no, (one.version, one.name.clone()));
        }
        day.photos.extend(profile.photos.office.iter().map(|one| (Subject::Office.key(), one.id)));
        for (no, one) in &profile.photos.people {
            day.photos.insert(Subject::Person(*no).key(), one.id);
        }
        day
    }
}

/// An event of the profile: when, its verb, its payload.
type Told = (DateTime<Utc>, String, Value);

async fn log(backend: &Backend) -> Vec<Told> {
    let read = async |conn: &mut Conn| {
        let sql = "SELECT at, verb, payload FROM event WHERE entity = 'profile' ORDER BY id";
        Ok(on!(conn, query_as::<_, (i64, String, String)>(sql) => fetch_all)?)
    };
    let rows = backend.db().read(read).await.unwrap().into_iter();
    rows.map(|(at, verb, payload)| {
        let at = DateTime::from_timestamp_micros(at).unwrap();
        (at, verb, serde_json::from_str(&payload).unwrap())
    })
    .collect()
}

/// Data erased at any time: people by number, photos by row id.
fn erased(log: &[Told]) -> (BTreeSet<i64>, BTreeSet<i64>) {
    let (mut people, mut photos) = (BTreeSet::new(), BTreeSet::new());
    for (index, (_, verb, payload)) in log.iter().enumerate() {
        let of = match verb.as_str() {
            "photo_removed" => payload["of"].as_str().unwrap().to_owned(),
            "erased" if payload["what"]["no"].is_i64() => {
                let no = payload["what"]["no"].as_i64().unwrap();
                people.insert(no);
                Subject::Person(no).key()
            }
            _ => continue,
        };
        let put =
            log[..index].iter().filter(|(_, verb, one)| verb == "photo_put" && one["of"] == of);
        photos.extend(put.map(|(_, _, one)| one["evidence"].as_i64().unwrap()));
    }
    (people, photos)
}

/// The replay of the log up to the end of a day.
fn replay(log: &[Told], typed: &Typed, day: NaiveDate) -> Day {
    let (nameless, gone) = erased(log);
    let mut told = Day::default();
    for (_, verb, payload) in log.iter().filter(|(at, ..)| bangkok::date(*at) <= day) {
        match verb.as_str() {
            "recorded" => {
                for fact in payload["facts"].as_array().unwrap() {
                    let concept = Concept::from_key(fact["key"].as_str().unwrap()).unwrap();
                    if concept.audience != Audience::Public {
                        continue;
                    }
                    let version = fact["version"].as_i64().unwrap();
                    match &typed.facts[&(concept.key, version)] {
                        Some(value) => {
                            told.facts.insert(concept.key.to_owned(), (version, value.clone()))
                        }
                        None => told.facts.remove(concept.key),
                    };
                }
            }
            "person_recorded" => {
                let [no, version] = ["no", "version"].map(|key| payload[key].as_i64().unwrap());
                let name = typed.people.get(&(no, version)).cloned();
                told.people.insert(no, (version, name.filter(|_| !nameless.contains(&no))));
            }
            "photo_put" => {
                let id = payload["evidence"].as_i64().unwrap();
                told.photos.insert(payload["of"].as_str().unwrap().to_owned(), id);
            }
            "photo_removed" => _ = told.photos.remove(payload["of"].as_str().unwrap()),
            _ => {}
        }
    }
    told.photos.retain(|_, id| !gone.contains(id));
    told
}

/// A randomly edited office.
struct Office {
    backend: Backend,
    here: Slug,
    director: Actor,
    random: StdRng,
    typed: Typed,
    place: Place,
    /// Numbers of the entries that are not erased, with their newest versions.
    entries: BTreeMap<i64, i64>,
    /// The last number.
    last: i64,
    steps: u32,
}

impl Office {
    async fn step(&mut self) {
        self.steps += 1;
        match self.random.random_range(0..12) {
            0 | 1 => self.contact("telephone", format!("054-771-{:03}", self.steps)).await,
            2 => self.contact("email", format!("a{}@b.example", self.steps)).await,
            3 => self.contact("telephone", String::new()).await,
            4 => self.position().await,
            5 => self.secret().await,
            6 | 7 => self.person().await,
            8 | 9 => self.photo().await,
            10 => self.take_off().await,
            _ => self.erase().await,
        }
    }

    async fn contact(&mut self, key: &'static str, value: String) {
        let over = read(&self.backend, &Actor::Public).await.version(key, None);
        if record(&self.backend, &self.director, &[(key, &value, over)]).await.unwrap() > 0 {
            self.typed.facts.insert((key, over + 1), Some(value).filter(|value| !value.is_empty()));
        }
    }

    async fn position(&mut self) {
        let over = read(&self.backend, &Actor::Public).await.version("position", None);
        let lat = self.place.lat + f64::from(self.steps) * 0.0001;
        let value = typed_place::kept(Place::new(lat, self.place.lon).unwrap());
        let form = typed(None, &[("position", &value, over)]);
        let recorded = self.backend.profiles(&self.director).record(&self.here, Group::Place, form);
        assert_eq!(recorded.await, Ok(1));
        self.typed.facts.insert(("position", over + 1), Some(value));
    }

    async fn secret(&mut self) {
        let over = read(&self.backend, &self.director).await.version("contact_mobile", None);
        let form = typed(None, &[("contact_mobile", SECRET, over), ("contact_name", "ลับ", 0)]);
        let recorded =
            self.backend.profiles(&self.director).record(&self.here, Group::Internal, form);
        assert!(recorded.await.is_ok());
    }

    async fn person(&mut self) {
        let name = format!("รอง ตัวอย่าง {}", self.steps);
        let over = self.any();
        let fields = ["deputy", &name, SECRET, "2566-10-01", ""];
        enter(&self.backend, &self.director, over, fields).await.unwrap();
        let (no, version) = over.unwrap_or_else(|| {
            self.last += 1;
            (self.last, 0)
        });
        self.entries.insert(no, version + 1);
        self.typed.people.insert((no, version + 1), name);
    }

    /// A random entry, or none.
    fn any(&mut self) -> Option<(i64, i64)> {
        let which = self.random.random_range(0..=self.entries.len());
        self.entries.iter().nth(which).map(|(no, version)| (*no, *version))
    }

    fn subject(&mut self) -> Subject {
        self.any().map_or(Subject::Office, |(no, _)| Subject::Person(no))
    }

    async fn photo(&mut self) {
        let subject = self.subject();
        let bytes = jpeg(20 + self.steps, 20);
        let upload = sent(&self.backend, "a.jpg", &bytes).await;
        let typed = |field: &'static str| if field == "alt" { "ภาพ" } else { "given" };
        let put = self.backend.profiles(&self.director).put_photo(
            &self.here,
            subject,
            typed,
            vec![upload],
        );
        put.await.unwrap();
    }

    async fn take_off(&mut self) {
        let subject = self.subject();
        self.backend.profiles(&self.director).remove_photo(&slug(HERE), subject).await.unwrap();
    }

    async fn erase(&mut self) {
        let personal = Erasure::Fact(Concept::from_key("contact_mobile").unwrap());
        self.backend.profiles_of_operator().erase(&slug(HERE), personal).await.unwrap();
        if let Some((no, _)) = self.any() {
            self.backend
                .profiles_of_operator()
                .erase(&slug(HERE), Erasure::Person(no))
                .await
                .unwrap();
            self.entries.remove(&no);
        }
    }
}

on_both_engines! {
    async fn what_everybody_sees_of_any_day_is_what_the_log_tells(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let begins = bangkok::date(backend.now());
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let mut office = Office {
            director: appoint(&backend, Role::Director, HERE).await,
            random: StdRng::seed_from_u64(2567),
            typed: Typed::default(),
            place: board.pin(&slug(HERE)).unwrap().place,
            entries: BTreeMap::new(),
            last: 0,
            steps: 0,
            here: slug(HERE),
            backend: backend.clone(),
        };
        for _ in 0..90 {
            clock.advance(Duration::hours(office.random.random_range(1..36)));
            office.step().await;
        }
        let log = log(&backend).await;
        let verbs: BTreeSet<&str> = log.iter().map(|(_, verb, _)| verb.as_str()).collect();
        let all = ["erased", "person_recorded", "photo_put", "photo_removed", "recorded"];
        assert_eq!(verbs, BTreeSet::from(all), "each kind of change has happened");
        let days = begins.iter_days().skip(1).take_while(|day| *day <= bangkok::date(backend.now()));
        let mut shown = BTreeSet::new();
        for day in days {
            let on = [("on".to_owned(), day.to_string())];
            let page = backend.districts(&Actor::Public).page(&slug(HERE), &on).await.unwrap();
            let profile = page.profile;
            assert_eq!((page.day.standpoint.day, page.day.note), (day, None));
            assert_eq!(Day::of(&profile), replay(&log, &office.typed, day), "on {day}");
            let said = format!("{profile:?}");
            assert!(!said.contains("9876") && !said.contains("ลับ"), "on {day}: {said}");
            shown.insert(said);
        }
        assert!(shown.len() > 20, "only {} days were different", shown.len());
        let now = backend.profiles(&Actor::Public).get(&slug(HERE), None).await.unwrap();
        assert_eq!(Day::of(&now), replay(&log, &office.typed, bangkok::date(backend.now())));
        backend.close().await;
    }
}
