//! Signing in: one answer for every failure, throttled guesses, sessions that end in time.

use crate::store::on;
use crate::tests::clock;
use crate::tests::test_db::OpenBackend as _;
use crate::{
    Backend, Clock, NewAccount, NewSession, PasswordChange, SignIn, SignedIn, Token,
    TypedAppointment,
};
use chrono::Duration;
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::people::account::password::PasswordRefusal;
use domain::people::role::Role;
use std::net::{IpAddr, Ipv4Addr};
use testing::on_both_engines;

const PASSWORD: &str = "ข้าวเหนียวมะม่วง";
const OFFICE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

fn reporter(until: &str) -> TypedAppointment {
    TypedAppointment {
        role: "DR".into(),
        district: "p-nan-1".into(),
        from: "2566-10-01".into(),
        until: until.into(),
        ..TypedAppointment::default()
    }
}

/// An account that has set its password; returns its row id and the session that began with it.
pub(crate) async fn account(
    backend: &Backend,
    name: &str,
    appointments: Vec<TypedAppointment>,
) -> NewSession {
    let new = NewAccount {
        name: name.into(), display_name: "คนลองระบบ".into(), appointments
    };
    let link = backend.accounts_of_operator().create(new).await.unwrap();
    backend.sessions().accept_invitation(&link.token, PASSWORD, "phone").await.unwrap()
}

fn typed(name: &str, password: &str, address: IpAddr) -> SignIn {
    SignIn {
        name: name.into(),
        password: password.into(),
        address,
        device: "test".into(),
        replaces: None,
    }
}

async fn who(backend: &Backend, token: &Token) -> SignedIn {
    backend.sessions().find(token).await.unwrap().expect("a living session")
}

async fn is_live(backend: &Backend, token: &Token) -> bool {
    backend.sessions().find(token).await.unwrap().is_some()
}

/// A different address for each number.
fn elsewhere(number: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + number))
}

/// Guesses 10,000 times within an hour, from as many addresses; returns the number of verified guesses.
async fn guess(backend: &Backend, clock: &Clock, name: &str) -> u64 {
    let before = backend.hasher().evaluated();
    for number in 0..10_000 {
        let answer =
            backend.sessions().open(typed(name, "a wrong password", elsewhere(number))).await;
        assert!(
            matches!(answer, Err(Error::Unauthenticated | Error::Throttled(1..=180))),
            "{answer:?}"
        );
        clock.advance(Duration::milliseconds(359));
    }
    backend.hasher().evaluated() - before
}

on_both_engines! {
    async fn every_wrong_way_gets_the_same_answer_after_the_same_work(db: TestDb) {
        let backend = db.backend(&clock()).await;
        account(&backend, "somchai", vec![]).await;
        let closed = account(&backend, "closed", vec![]).await.account;
        let accounts = backend.accounts_of_operator();
        accounts.disable(closed, accounts.get(closed).await.unwrap().version).await.unwrap();
        let new = NewAccount { name: "invited".into(), display_name: "ใหม่".into(), appointments: vec![] };
        accounts.create(new).await.unwrap();
        for (name, password) in [
            ("somchai", "a wrong password"), ("nobody", PASSWORD), ("closed", PASSWORD), ("invited", ""),
            ("", ""), ("สมชาย; DROP TABLE account", PASSWORD), ("somchai", &"x".repeat(100_000)),
        ] {
            let before = backend.hasher().evaluated();
            let answer = backend.sessions().open(typed(name, password, OFFICE)).await;
            assert_eq!(answer.map(|session| session.account), Err(Error::Unauthenticated), "{name}");
            assert_eq!(backend.hasher().evaluated(), before + 1, "{name}");
        }
        assert!(backend.sessions().open(typed(" Somchai ", PASSWORD, OFFICE)).await.is_ok());
    }

    async fn of_10_000_guesses_from_rotating_addresses_at_most_30_are_looked_at_in_an_hour(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        account(&backend, "somchai", vec![]).await;
        account(&backend, "malee", vec![]).await;
        backend.sessions().open(typed("somchai", PASSWORD, OFFICE)).await.unwrap();
        let looked_at = guess(&backend, &clock, "somchai").await;
        assert!((20..=30).contains(&looked_at), "{looked_at}");
        // The owner is not locked out from a known address, and other accounts are not affected.
        assert!(backend.sessions().open(typed("somchai", PASSWORD, OFFICE)).await.is_ok());
        assert!(backend.sessions().open(typed("malee", PASSWORD, elsewhere(1))).await.is_ok());
        // That success does not help the guesser.
        assert!(matches!(backend.sessions().open(typed("somchai", PASSWORD, elsewhere(2))).await, Err(Error::Throttled(_))));
        let nobodys = guess(&backend, &clock, "nobody").await;
        assert!((20..=30).contains(&nobodys), "{nobodys}");
    }

    async fn guesses_at_the_same_moment_are_counted_one_by_one(db: TestDb) {
        let backend = db.backend(&clock()).await;
        account(&backend, "somchai", vec![]).await;
        let before = backend.hasher().evaluated();
        let guesses: Vec<_> = (0..50).map(|number| {
            let backend = backend.clone();
            tokio::spawn(async move { backend.sessions().open(typed("somchai", "a wrong password", elsewhere(number))).await })
        }).collect();
        for guess in guesses {
            assert!(guess.await.unwrap().is_err());
        }
        assert_eq!(backend.hasher().evaluated() - before, 5);
    }

    async fn one_address_may_be_wrong_300_times_an_hour(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        account(&backend, "somchai", vec![]).await;
        for number in 0..300 {
            let answer = backend.sessions().open(typed(&format!("user{number}"), "wrong", OFFICE)).await;
            assert_eq!(answer.map(drop), Err(Error::Unauthenticated));
        }
        assert_eq!(backend.sessions().open(typed("somchai", PASSWORD, OFFICE)).await.map(drop), Err(Error::Throttled(3601)));
        assert!(backend.sessions().open(typed("somchai", PASSWORD, elsewhere(1))).await.is_ok());
        clock.advance(Duration::hours(1));
        assert!(backend.sessions().open(typed("somchai", PASSWORD, OFFICE)).await.is_ok());
    }

    async fn each_sign_in_has_a_new_token_and_ends_the_one_it_came_with(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let first = account(&backend, "somchai", vec![]).await;
        let other = backend.sessions().open(typed("somchai", PASSWORD, OFFICE)).await.unwrap();
        let brought = SignIn { replaces: Some(first.token.clone()), ..typed("somchai", PASSWORD, OFFICE) };
        let second = backend.sessions().open(brought).await.unwrap();
        assert_ne!(first.token, second.token);
        assert!(!is_live(&backend, &first.token).await, "a token that was there before the sign-in");
        assert!(is_live(&backend, &second.token).await && is_live(&backend, &other.token).await);
        assert!(!is_live(&backend, &Token::new()).await);
        let stored: Vec<String> = backend.db().read(async |conn| {
            Ok(on!(conn, sqlx::query_scalar("SELECT token_hash FROM session") => fetch_all)?)
        }).await.unwrap();
        assert!(stored.len() == 2 && !stored.iter().any(|hash| hash == second.token.reveal()));
    }

    async fn a_session_ends_by_signing_out_by_a_pause_and_by_its_age(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let out = account(&backend, "somchai", vec![]).await.token;
        backend.sessions().end(&out).await.unwrap();
        backend.sessions().end(&out).await.unwrap();
        assert!(!is_live(&backend, &out).await);
        let paused = backend.sessions().open(typed("somchai", PASSWORD, OFFICE)).await.unwrap().token;
        clock.advance(Duration::hours(12));
        assert!(!is_live(&backend, &paused).await);
        let busy = backend.sessions().open(typed("somchai", PASSWORD, OFFICE)).await.unwrap().token;
        for _ in 0..(14 * 24 / 11) {
            clock.advance(Duration::hours(11));
            assert!(is_live(&backend, &busy).await);
        }
        clock.advance(Duration::hours(11));
        assert!(!is_live(&backend, &busy).await);
    }

    async fn when_it_was_last_seen_is_written_every_five_minutes(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let token = account(&backend, "somchai", vec![]).await.token;
        let began = backend.now();
        for (minutes, seen) in [(4, 0), (4, 8), (4, 8), (1, 13)] {
            clock.advance(Duration::minutes(minutes));
            let own = backend.sessions().own(&who(&backend, &token).await).await.unwrap();
            assert_eq!((own.len(), own[0].last_seen), (1, began + Duration::minutes(seen)));
            assert!(own[0].is_this_one && own[0].device == "phone");
        }
    }

    async fn another_password_ends_every_session_and_a_stolen_token_is_dead(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let stolen = account(&backend, "somchai", vec![]).await.token;
        let me = who(&backend, &stolen).await;
        let refused = |field: &str, reason| Err(Error::Invalid(vec![FieldError::new(field, reason)]));
        let change = async |current: &str, new: &str| {
            let change = PasswordChange { current, new, address: OFFICE, device: "laptop" };
            backend.sessions().change_password(&me, change).await.map(|session| session.token)
        };
        assert_eq!(change("not mine at all", "ส้มตำปลาร้าไข่เค็ม").await, refused("current_password", Reason::WrongPassword));
        for (new, why) in [("short", PasswordRefusal::TooShort), ("Password1234", PasswordRefusal::Common)] {
            assert_eq!(change(PASSWORD, new).await, refused("new_password", Reason::Password(why)));
        }
        let fresh = change(PASSWORD, "ส้มตำปลาร้าไข่เค็ม").await.unwrap();
        assert!(!is_live(&backend, &stolen).await && is_live(&backend, &fresh).await);
        assert_eq!(backend.sessions().open(typed("somchai", PASSWORD, OFFICE)).await.map(drop), Err(Error::Unauthenticated));
        assert!(backend.sessions().open(typed("somchai", "ส้มตำปลาร้าไข่เค็ม", OFFICE)).await.is_ok());
        assert_eq!(backend.sessions().end_all(&who(&backend, &fresh).await.actor).await, Ok(2));
        assert!(!is_live(&backend, &fresh).await);
    }

    async fn an_appointment_that_ended_yesterday_gives_no_rights(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let token = account(&backend, "somchai", vec![reporter("2567-03-01")]).await.token;
        let holds = async || {
            let actor = who(&backend, &token).await.actor;
            let account = actor.account().unwrap();
            (account.is(Role::Reporter), account.districts().count())
        };
        assert_eq!(holds().await, (true, 1));
        // Seven in the morning in Bangkok; the appointment ends at midnight.
        clock.advance(Duration::hours(11));
        assert_eq!(holds().await, (true, 1));
        clock.advance(Duration::hours(6));
        assert_eq!(holds().await, (false, 0));
    }

    async fn a_forms_result_is_for_its_poster_and_not_for_long(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let id = backend.forms().keep("mine", &vec!["typed".to_owned()]).await.unwrap();
        let get = async |session| backend.forms().get::<Vec<String>>(session, &id).await.unwrap();
        assert_eq!(get("mine").await, Some(vec!["typed".to_owned()]));
        assert_eq!(get("another").await, None);
        clock.advance(Duration::minutes(30));
        assert_eq!(get("mine").await, None);
    }
}
