//! Photos of the office and its leadership: one at a time, kept for past dates, erased when removed.

use super::bytes::*;
use super::*;
use crate::Erasure;
use crate::store::{Conn, on};
use crate::tests::test_db::OpenBackend as _;
use chrono::Duration;
use domain::Error;
use domain::file::FileRefusal;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::refusal::Refusal;
use domain::people::role::Role;
use domain::profile::photo::{Photos, Subject};
use sqlx::query_scalar;
use testing::on_both_engines;

const DIRECTOR: Subject = Subject::Person(1);

/// The fields of the form: alternative text and consent.
type Said<'a> = (&'a str, &'a str);

const OFFICE: Said<'_> = ("อาคารสองชั้น", "nobody");
const AGREED: Said<'_> = ("", "given");

async fn put(
    backend: &Backend,
    actor: &Actor,
    subject: Subject,
    (alt, consent): Said<'_>,
    files: &[&[u8]],
) -> domain::Result<i64> {
    let mut uploads = Vec::new();
    for bytes in files {
        uploads.push(sent(backend, "ภาพลับ.jpg", bytes).await);
    }
    let typed = |field: &'static str| if field == "alt" { alt } else { consent };
    backend
        .profiles(actor)
        .put_photo(&slug(HERE), subject, typed, uploads)
        .await
        .map_err(|one| one.error)
}

async fn photos(backend: &Backend, actor: &Actor) -> Photos {
    backend.profiles(actor).get(&slug(HERE), None).await.unwrap().photos
}

/// Row id of the public photo of a subject.
async fn seen(backend: &Backend, subject: Subject) -> Option<i64> {
    photos(backend, &Actor::Public).await.of(subject).map(|photo| photo.id)
}

/// Records a director of [`HERE`], whose number is 1.
async fn enter(backend: &Backend, actor: &Actor) {
    let typed = |field: &'static str| match field {
        "post" => "director",
        "person_name" => "ผอ. ตัวอย่าง",
        _ => "",
    };
    backend.profiles(actor).record_person(&slug(HERE), None, typed).await.unwrap();
}

async fn texts(backend: &Backend, sql: &'static str) -> Vec<String> {
    let read = async |conn: &mut Conn| Ok(on!(conn, query_scalar(sql) => fetch_all)?);
    backend.db().read(read).await.unwrap()
}

fn wrong(fields: &[(&str, Reason)]) -> Error {
    Error::Invalid(fields.iter().map(|(field, reason)| FieldError::new(field, *reason)).collect())
}

fn refused(refusal: FileRefusal) -> Error {
    wrong(&[("file", Reason::File(refusal))])
}

const VERBS: &str = "SELECT verb FROM event WHERE entity = 'profile' ORDER BY id";

on_both_engines! {
    async fn a_photo_stands_for_everybody_until_another_takes_its_place(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        enter(&backend, &reporter).await;
        let (one, two) = (jpeg(400, 300), png(50, 60));
        let office = put(&backend, &reporter, Subject::Office, OFFICE, &[&one]).await.unwrap();
        let face = put(&backend, &reporter, DIRECTOR, AGREED, &[&two]).await.unwrap();
        assert_eq!(put(&backend, &reporter, DIRECTOR, AGREED, &[&two]).await, Ok(face), "sent twice");
        let all = photos(&backend, &Actor::Public).await;
        let shown = all.office.as_ref().unwrap();
        assert_eq!((shown.id, shown.alt.as_str(), shown.size), (office, "อาคารสองชั้น", Some((400, 300))));
        assert_eq!((all.people[&1].id, all.people[&1].alt.as_str()), (face, ""));
        assert!(backend.files(&Actor::Public).get(face, true).await.unwrap().is_public);
        assert_eq!(texts(&backend, VERBS).await, ["person_recorded", "photo_put", "photo_put"]);

        let then = backend.now();
        time.advance(Duration::days(2));
        let said = ("อาคารทาสีใหม่", "nobody");
        let new = put(&backend, &reporter, Subject::Office, said, &[&one]).await.unwrap();
        assert_ne!(new, office, "the same picture with other words");
        assert_eq!(seen(&backend, Subject::Office).await, Some(new));
        let here = slug(HERE);
        let past = backend.profiles(&reporter).get(&here, Some(then)).await.unwrap().photos;
        assert_eq!(past.office.unwrap().id, office);
        assert_eq!(past.people[&1].id, face);
        let before = backend.profiles(&reporter).get(&here, Some(then - Duration::seconds(1))).await.unwrap();
        assert_eq!(before.photos, Photos::default());

        // A reader of that date sees it.
        assert!(backend.files(&Actor::Public).get(office, false).await.unwrap().is_public);
        let log = texts(&backend, "SELECT payload FROM event WHERE entity = 'profile'").await.concat();
        assert!(log.contains("\"digest\"") && log.contains("\"photo-office\""), "{log}");
        assert!(!log.contains("อาคาร") && !log.contains("ภาพลับ"), "{log}");
        backend.close().await;
        assert_eq!(crate::check(db.url()).await.unwrap(), []);
    }

    async fn what_is_taken_off_is_erased_with_all_that_stood_there_before(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let first = put(&backend, &reporter, Subject::Office, OFFICE, &[&jpeg(40, 30)]).await.unwrap();
        time.advance(Duration::hours(1));
        let second = put(&backend, &reporter, Subject::Office, OFFICE, &[&jpeg(60, 30)]).await.unwrap();
        time.advance(Duration::hours(1));
        assert_eq!(backend.uploads().sweep().await.unwrap().missing.len(), 0);
        assert_eq!(lying(&db).len(), 4, "each with its small one");
        let here = slug(HERE);
        let then = backend.now();
        time.advance(Duration::hours(1));
        backend.profiles(&reporter).remove_photo(&here, Subject::Office).await.unwrap();
        backend.profiles(&reporter).remove_photo(&here, Subject::Office).await.unwrap();
        assert_eq!(texts(&backend, VERBS).await, ["photo_put", "photo_put", "photo_removed"]);
        for id in [first, second] {
            assert_eq!(backend.files(&reporter).get(id, false).await, Err(Error::NotFound));
        }
        let past = backend.profiles(&reporter).get(&here, Some(then)).await.unwrap();
        assert_eq!(past.photos, Photos::default());
        assert_eq!(texts(&backend, "SELECT alt FROM evidence_text").await, [""; 0]);
        backend.uploads().sweep().await.unwrap();
        assert_eq!(lying(&db), [""; 0]);
        let anew = put(&backend, &reporter, Subject::Office, OFFICE, &[&jpeg(40, 30)]).await.unwrap();
        assert_eq!(seen(&backend, Subject::Office).await, Some(anew));
        backend.close().await;
        assert_eq!(crate::check(db.url()).await.unwrap(), []);
    }

    async fn whoever_is_erased_takes_the_photo_with_them(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        enter(&backend, &reporter).await;
        let office = put(&backend, &reporter, Subject::Office, OFFICE, &[&jpeg(40, 30)]).await.unwrap();
        let old = put(&backend, &reporter, DIRECTOR, AGREED, &[&png(30, 30)]).await.unwrap();
        time.advance(Duration::hours(1));
        let face = put(&backend, &reporter, DIRECTOR, AGREED, &[&png(30, 40)]).await.unwrap();
        // The entry is changed again: the photo belongs to the entry, not to the version.
        let renamed = |field: &'static str| match field {
            "post" => "director",
            "person_name" => "ผอ. ตัวอย่าง ใหม่",
            _ => "",
        };
        backend.profiles(&reporter).record_person(&slug(HERE), Some((1, 1)), renamed).await.unwrap();
        assert_eq!(seen(&backend, DIRECTOR).await, Some(face));
        assert_eq!(backend.profiles_of_operator().erase(&slug(HERE), Erasure::Person(1)).await, Ok(2));
        assert_eq!(backend.profiles_of_operator().erase(&slug(HERE), Erasure::Person(1)).await, Ok(0), "again");
        for id in [old, face] {
            assert_eq!(backend.files(&reporter).get(id, true).await, Err(Error::NotFound));
        }
        assert_eq!((seen(&backend, DIRECTOR).await, seen(&backend, Subject::Office).await), (None, Some(office)));
        assert_eq!(texts(&backend, "SELECT alt FROM evidence_text").await, [OFFICE.0]);
        let again = put(&backend, &reporter, DIRECTOR, AGREED, &[&png(30, 40)]).await;
        assert_eq!(again, Err(Error::NotFound), "of whom nothing is known");
        time.advance(Duration::hours(1));
        backend.uploads().sweep().await.unwrap();
        assert_eq!(lying(&db).len(), 2, "the office's alone");
        backend.close().await;
        assert_eq!(crate::check(db.url()).await.unwrap(), []);
    }

    async fn only_the_own_office_puts_up_photos_and_takes_them_off(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let director = appoint(&backend, Role::Director, HERE).await;
        enter(&backend, &director).await;
        let id = put(&backend, &director, DIRECTOR, AGREED, &[&jpeg(40, 30)]).await.unwrap();
        let picture = jpeg(30, 30);
        for (role, place) in [(Role::Director, THERE), (Role::MonitoringLead, HERE), (Role::Administrator, HERE)] {
            let actor = appoint(&backend, role, place).await;
            let is_refused = |error: &Error| {
                matches!(error, Error::Forbidden | Error::Refused(Refusal::NotYours { .. }))
            };
            let refused = put(&backend, &actor, DIRECTOR, AGREED, &[&picture]).await;
            assert!(is_refused(&refused.unwrap_err()), "{role:?} of {place}");
            let refused = backend.profiles(&actor).remove_photo(&slug(HERE), DIRECTOR).await;
            assert!(is_refused(&refused.unwrap_err()), "{role:?} of {place}");
        }
        let public = put(&backend, &Actor::Public, DIRECTOR, AGREED, &[&picture]).await;
        assert_eq!(public, Err(Error::Unauthenticated));
        let unknown = put(&backend, &director, Subject::Person(2), AGREED, &[&picture]).await;
        assert_eq!(unknown, Err(Error::NotFound));
        assert_eq!(seen(&backend, DIRECTOR).await, Some(id));
        backend.close().await;
    }

    async fn a_picture_is_taken_and_nothing_else_and_what_is_missing_is_named(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        enter(&backend, &reporter).await;
        let (picture, document) = (webp(40, 30), pdf(&[CATALOG]));
        let large = [&jpeg(40, 30)[..], &vec![0; 10 * 1024 * 1024]].concat();
        let none: &[&[u8]] = &[];
        let missing = Reason::Missing;
        let cases: [(Subject, Said<'_>, &[&[u8]], Error); 7] = [
            (Subject::Office, OFFICE, &[&document], refused(FileRefusal::UnknownFormat)),
            (Subject::Office, OFFICE, &[&large], refused(FileRefusal::TooLarge(10))),
            (Subject::Office, OFFICE, &[&picture, &picture], refused(FileRefusal::TooMany(1))),
            (Subject::Office, OFFICE, none, wrong(&[("file", missing)])),
            (Subject::Office, ("", ""), none, wrong(&[("alt", missing), ("consent", missing), ("file", missing)])),
            (DIRECTOR, ("", ""), &[&picture], wrong(&[("consent", missing)])),
            (DIRECTOR, ("", "nobody"), &[&picture], wrong(&[("consent", Reason::Unknown)])),
        ];
        for (subject, said, files, expected) in cases {
            assert_eq!(put(&backend, &reporter, subject, said, files).await, Err(expected), "{said:?}");
        }
        assert_eq!(photos(&backend, &Actor::Public).await, Photos::default());
        assert_eq!(lying(&db), [""; 0], "nothing was kept");
        put(&backend, &reporter, Subject::Office, OFFICE, &[&picture]).await.unwrap();
        backend.close().await;
    }

    async fn photos_count_towards_the_quota_and_are_no_evidence(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let desk = async || backend.files(&reporter).desk(report).await.unwrap();
        let id = put(&backend, &reporter, Subject::Office, OFFICE, &[&jpeg(300, 300)]).await.unwrap();
        let one = desk().await.room.0;
        assert!(one > 0 && desk().await.earlier.is_empty());
        let again = AttachForm { again: id.to_string(), ..said("ภาพ") };
        let stolen = backend.files(&reporter).attach(report, &again, vec![]).await.unwrap_err();
        assert_eq!(stolen.error, wrong(&[("again", Reason::Unknown)]));
        let taken = backend.files(&reporter).remove(id).await;
        assert_eq!(taken, Err(Error::NotFound), "it is none of a report's");
        time.advance(Duration::hours(1));
        let small = backend.clone().with_files(db.dir().join("files"), one + 10);
        let full = put(&small, &reporter, Subject::Office, OFFICE, &[&jpeg(200, 300)]).await;
        assert_eq!(full, Err(refused(FileRefusal::NoRoom(0))), "the one before is kept");
        assert_eq!(seen(&backend, Subject::Office).await, Some(id));
        put(&backend, &reporter, Subject::Office, OFFICE, &[&jpeg(200, 300)]).await.unwrap();
        assert!(desk().await.room.0 > one);
        backend.close().await;
    }

    async fn two_at_once_leave_one_photo(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let pictures = [jpeg(40, 30), jpeg(41, 30), jpeg(42, 30), jpeg(43, 30)];
        let all = pictures.iter().map(|one| {
            let (backend, reporter) = (backend.clone(), reporter.clone());
            let one = one.clone();
            tokio::spawn(async move {
                put(&backend, &reporter, Subject::Office, OFFICE, &[&one]).await.map(drop)
            })
        });
        for one in all.collect::<Vec<_>>() {
            assert_eq!(one.await.unwrap(), Ok(()));
        }
        let living = "SELECT entity FROM evidence_link WHERE removed_at IS NULL";
        assert_eq!(texts(&backend, living).await, ["district"]);
        backend.close().await;
    }
}
