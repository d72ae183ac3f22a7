//! The director and the deputies of an office.

use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::profile::person::Post;

/// Records a person of [`HERE`].
pub(super) async fn enter(
    backend: &Backend,
    actor: &Actor,
    over: Option<(i64, i64)>,
    typed: [&str; 5],
) -> domain::Result<()> {
    let fields = domain::profile::person::FIELDS;
    let field = |name: &'static str| {
        fields.iter().position(|known| *known == name).map_or("", |index| typed[index])
    };
    backend.profiles(actor).record_person(&slug(HERE), over, field).await
}

on_both_engines! {
    async fn a_director_follows_another_and_both_stay(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let first = ["director", "ผอ. ตัวอย่าง หนึ่ง", "0812345678", "2564-10-01", ""];
        assert_eq!(enter(&backend, &reporter, None, first).await, Ok(()));
        assert_eq!(enter(&backend, &reporter, None, first).await, Ok(()), "sent twice");
        assert!(!read(&backend, &Actor::Public).await.completeness.gaps.iter().any(|gap| {
            gap.what == domain::profile::completeness::Missing::Director
        }));
        let ended = ["director", "ผอ. ตัวอย่าง หนึ่ง", "0812345678", "2564-10-01", "2566-09-30"];
        assert_eq!(enter(&backend, &reporter, Some((1, 1)), ended).await, Ok(()));
        let second = ["director", "ผอ. ตัวอย่าง สอง", "", "2566-10-01", ""];
        assert_eq!(enter(&backend, &reporter, None, second).await, Ok(()));
        let people = read(&backend, &Actor::Public).await.people;
        let seen: Vec<_> = people.iter().map(|one| (one.no, one.post, one.mobile.clone())).collect();
        assert_eq!(seen, [(2, Post::Director, None), (1, Post::Director, None)], "no number for the public");
        let own = read(&backend, &reporter).await.people;
        assert_eq!(own[1].mobile.as_deref(), Some("081-234-5678"));
        assert_eq!(enter(&backend, &reporter, Some((1, 1)), first).await, Err(Error::Conflict));
        let events = texts(&backend, PAYLOADS).await;
        assert_eq!(events.len(), 3);
        assert!(events.iter().all(|event| !event.contains("ตัวอย่าง") && !event.contains("5678")));
    }

    async fn an_old_moment_shows_who_led_then(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let then = backend.now();
        enter(&backend, &reporter, None, ["deputy", "รอง ตัวอย่าง", "", "", ""]).await.unwrap();
        clock.advance(Duration::days(2));
        let renamed = ["deputy", "รอง ตัวอย่าง ใหม่", "", "", ""];
        enter(&backend, &reporter, Some((1, 1)), renamed).await.unwrap();
        let here = slug(HERE);
        let at = |at| backend.profiles(&Actor::Public).get(&here, at);
        assert_eq!(at(Some(then)).await.unwrap().people[0].name.as_deref(), Some("รอง ตัวอย่าง"));
        assert_eq!(at(None).await.unwrap().people[0].name.as_deref(), Some("รอง ตัวอย่าง ใหม่"));
        assert_eq!(at(Some(then - Duration::seconds(1))).await.unwrap().people, []);
    }
}
