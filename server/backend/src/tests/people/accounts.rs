//! Managing accounts: permissions, links that work once, changes that take effect at once.

use super::sign_in::account;
use crate::store::on;
use crate::tests::clock;
use crate::tests::test_db::OpenBackend as _;
use crate::{Accounts, Link, NewAccount, Step, TypedAppointment};
use chrono::Duration;
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::kernel::refusal::Refusal;
use domain::people::access::Actor;
use domain::people::role::Role;
use testing::on_both_engines;

fn appointed(role: &str, district: &str) -> TypedAppointment {
    TypedAppointment { role: role.into(), district: district.into(), ..TypedAppointment::default() }
}

fn new(name: &str, appointments: Vec<TypedAppointment>) -> NewAccount {
    NewAccount {
        name: name.into(), display_name: "คนลองระบบ".into(), appointments
    }
}

/// A new link for an account in its current state.
async fn renew(accounts: &Accounts, id: AccountId) -> Link {
    let version = accounts.get(id).await.unwrap().version;
    accounts.new_link(id, version).await.unwrap()
}

on_both_engines! {
    async fn only_an_administrator_keeps_accounts_and_never_the_own_one(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let may = async |name: &str, role: &str, district: &str| {
            let session = account(&backend, name, vec![appointed(role, district)]).await;
            let actor = backend.sessions().find(&session.token).await.unwrap().unwrap().actor;
            (backend.accounts(&actor).map(|accounts| (accounts, session.account)), actor)
        };
        assert_eq!(backend.accounts(&Actor::Public).map(drop), Err(Error::Unauthenticated));
        for (role, district) in [("DR", "p-nan-1"), ("DD", "p-nan-1"), ("RV", ""), ("BO", ""), ("ME", ""), ("ML", ""), ("EX", "")] {
            let (refused, _) = may(&format!("user-{role}"), role, district).await;
            assert_eq!(refused.map(drop), Err(Error::Forbidden), "{role}");
        }
        let (accounts, _) = may("admin", "AD", "").await;
        let (accounts, own) = accounts.unwrap();
        let version = accounts.get(own).await.unwrap().version;
        let refused = Error::Refused(Refusal::OwnAccount);
        assert_eq!(accounts.appoint(own, version, "", appointed("EX", "")).await, Err(refused.clone()));
        assert_eq!(accounts.disable(own, version).await, Err(refused.clone()));
        assert_eq!(accounts.enable(own, version).await, Err(refused.clone()));
        assert_eq!(accounts.new_link(own, version).await.map(drop), Err(refused));
    }

    async fn an_administrator_of_yesterday_hears_when_it_ended(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let until = TypedAppointment { until: "2567-03-01".into(), from: "2566-10-01".into(), ..appointed("AD", "") };
        let session = account(&backend, "admin", vec![until]).await;
        clock.advance(Duration::hours(17) - Duration::hours(6));
        backend.sessions().find(&session.token).await.unwrap();
        clock.advance(Duration::hours(6));
        let actor = backend.sessions().find(&session.token).await.unwrap().unwrap().actor;
        let on = "2024-03-01".parse().unwrap();
        let ended = Refusal::AppointmentEnded { role: Role::Administrator, on };
        assert_eq!(backend.accounts(&actor).map(drop), Err(Error::Refused(ended)));
    }

    async fn a_link_works_once_for_72_hours_and_only_the_newest(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let accounts = backend.accounts_of_operator();
        let first = accounts.create(new("Somchai.J", vec![])).await.unwrap();
        assert_eq!(first.until, backend.now() + Duration::hours(72));
        assert_eq!(backend.sessions().invited(&first.token).await.unwrap().as_str(), "somchai.j");
        let newest = renew(&accounts, first.account).await;
        assert_eq!(backend.sessions().invited(&first.token).await, Err(Error::NotFound));
        clock.advance(Duration::hours(72) - Duration::seconds(1));
        let session = backend.sessions().accept_invitation(&newest.token, "ข้าวเหนียวมะม่วง", "").await.unwrap();
        let again = backend.sessions().accept_invitation(&newest.token, "ข้าวเหนียวทุเรียน", "").await;
        assert_eq!(again.map(drop), Err(Error::NotFound));
        let reset = renew(&accounts, first.account).await;
        assert!(backend.sessions().find(&session.token).await.unwrap().is_some(), "a link alone ends nothing");
        let fresh = backend.sessions().accept_invitation(&reset.token, "ข้าวเหนียวทุเรียน", "").await.unwrap();
        assert!(backend.sessions().find(&session.token).await.unwrap().is_none());
        assert!(backend.sessions().find(&fresh.token).await.unwrap().is_some());
        let late = renew(&accounts, first.account).await;
        clock.advance(Duration::hours(72));
        assert_eq!(backend.sessions().invited(&late.token).await, Err(Error::NotFound));
    }

    async fn wrong_fields_are_all_named_and_nothing_is_created(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let wrong = NewAccount {
            name: "ab".into(),
            display_name: " ".into(),
            appointments: vec![appointed("DR", ""), appointed("XX", "p-atlantis")],
        };
        let field = FieldError::new;
        assert_eq!(accounts.create(wrong).await.map(drop), Err(Error::Invalid(vec![
            field("name", Reason::TooShort(3)), field("display_name", Reason::Missing), field("district", Reason::Missing),
            field("role_2", Reason::Unknown), field("district_2", Reason::Unknown),
        ])));
        accounts.create(new("somchai", vec![])).await.unwrap();
        let taken = accounts.create(new("SOMCHAI", vec![])).await.map(drop);
        assert_eq!(taken, Err(Error::Invalid(vec![field("name", Reason::Taken)])));
        assert_eq!(accounts.list("").await.unwrap().len(), 1);
    }

    async fn a_disabled_account_is_out_at_once_and_comes_back_without_its_sessions(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let session = account(&backend, "somchai", vec![]).await;
        let accounts = backend.accounts_of_operator();
        let version = async || accounts.get(session.account).await.unwrap().version;
        let link = renew(&accounts, session.account).await;
        assert_eq!(accounts.disable(session.account, version().await + 1).await, Err(Error::Conflict));
        accounts.disable(session.account, version().await).await.unwrap();
        assert!(backend.sessions().find(&session.token).await.unwrap().is_none());
        assert_eq!(backend.sessions().invited(&link.token).await, Err(Error::NotFound));
        assert_eq!(accounts.new_link(session.account, version().await).await.map(drop), Err(Error::NotFound));
        accounts.enable(session.account, version().await).await.unwrap();
        assert!(backend.sessions().find(&session.token).await.unwrap().is_none());
        assert!(backend.sessions().invited(&link.token).await.is_ok());
    }

    async fn the_same_form_sent_twice_voids_no_link(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let first = accounts.create(new("somchai", vec![])).await.unwrap();
        let version = accounts.get(first.account).await.unwrap().version;
        let newest = accounts.new_link(first.account, version).await.unwrap();
        assert_eq!(accounts.new_link(first.account, version).await.map(drop), Err(Error::Conflict));
        assert!(backend.sessions().invited(&newest.token).await.is_ok());
    }

    async fn other_appointments_end_the_sessions_and_are_found(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let session = account(&backend, "somchai", vec![appointed("DR", "p-nan-1")]).await;
        let accounts = backend.accounts_of_operator();
        let version = async || accounts.get(session.account).await.unwrap().version;
        let bureau = TypedAppointment { items: "2567/p1, 2567/a3".into(), ..appointed("bo", "") };
        let old = version().await;
        accounts.appoint(session.account, old, "", bureau.clone()).await.unwrap();
        assert_eq!(accounts.appoint(session.account, old, "", bureau).await, Err(Error::Conflict));
        assert!(backend.sessions().find(&session.token).await.unwrap().is_none());
        let record = accounts.get(session.account).await.unwrap();
        assert_eq!(record.appointments[0].district().unwrap().as_str(), "p-nan-1");
        assert_eq!(record.appointments[1].items().len(), 2);
        for (search, found) in [("", 1), ("SOM", 1), ("คนลอง p-nan", 1), ("น่าน เขต ๑", 1), ("nobody", 0), ("น่าน เขต 2", 0)] {
            assert_eq!(accounts.list(search).await.unwrap().len(), found, "{search}");
        }
    }

    async fn an_appointment_is_changed_in_its_place_and_stands_once(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let october = TypedAppointment { from: "2566-10-01".into(), ..appointed("DR", "p-nan-1") };
        let id = accounts.create(new("somchai", vec![october.clone()])).await.unwrap().account;
        let record = async || accounts.get(id).await.unwrap();
        let key = record().await.appointments[0].key();
        let ended = TypedAppointment { until: "2567-02-29".into(), ..october.clone() };
        accounts.appoint(id, record().await.version, &key, ended).await.unwrap();
        assert!(record().await.appointments[0].has_ended(backend.now()));
        let again = accounts.appoint(id, record().await.version, "", october.clone()).await;
        assert_eq!(again, Err(Error::Invalid(vec![FieldError::new("role", Reason::AlreadyAppointed)])));
        let elsewhere = TypedAppointment { district: "สพม.น่าน".into(), ..october.clone() };
        accounts.appoint(id, record().await.version, &key, elsewhere.clone()).await.unwrap();
        assert_eq!(record().await.appointments.len(), 1);
        let gone = accounts.appoint(id, record().await.version, &key, october).await;
        assert_eq!(gone, Err(Error::Conflict), "what was to be changed is not there any more");
        let wrong = accounts.appoint(id, record().await.version, "", appointed("DR", "p-atlantis")).await;
        assert_eq!(wrong, Err(Error::Invalid(vec![FieldError::new("district", Reason::Unknown)])));
        assert_eq!(accounts.appoint(AccountId::new(0), 1, "", elsewhere).await, Err(Error::NotFound));
    }

    async fn every_district_is_taken_by_each_of_its_names(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let id = accounts.create(new("somchai", vec![])).await.unwrap().account;
        let version = accounts.get(id).await.unwrap().version;
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let mut lines = String::from("name,display_name,role,district,from,until\n");
        for pin in &board.pins {
            for (no, name) in [&pin.code, pin.slug.as_str(), &pin.name_th, &pin.name_en].into_iter().enumerate() {
                let day = no + 1;
                lines = format!("{lines}{},ผู้รายงาน,DR,{name},2566-10-{day},\n", pin.slug);
            }
        }
        let done = accounts.import(&lines, Step::Apply { renew_links: false }).await.unwrap();
        assert!(done.is_applied, "{:?}", done.rows);
        for one in accounts.list("").await.unwrap().iter().filter(|one| one.id != id) {
            assert_eq!(one.appointments.len(), 4);
            assert!(one.appointments.iter().all(|own| own.district().unwrap().as_str() == one.name.as_str()));
        }
        assert_eq!(accounts.get(id).await.unwrap().version, version);
    }

    async fn every_change_has_an_event_without_a_word_about_the_person(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let session = account(&backend, "somchai", vec![appointed("DR", "p-nan-1")]).await;
        let accounts = backend.accounts_of_operator();
        renew(&accounts, session.account).await;
        backend.sessions().end(&session.token).await.unwrap();
        accounts.disable(session.account, accounts.get(session.account).await.unwrap().version).await.unwrap();
        let told: Vec<(String, String, String)> = backend.db().read(async |conn| {
            let all = "SELECT actor, verb, payload FROM event WHERE entity = 'account' ORDER BY id";
            Ok(on!(conn, sqlx::query_as(all) => fetch_all)?)
        }).await.unwrap();
        let verbs: Vec<&str> = told.iter().map(|(_, verb, _)| verb.as_str()).collect();
        assert_eq!(verbs, ["created", "link_issued", "password_set", "link_issued", "signed_out", "disabled"]);
        assert_eq!(told[2].0, format!("account {}", session.account));
        let all = format!("{told:?}");
        assert!(!all.contains("somchai") && !all.contains("คน") && !all.contains("argon2") && all.contains("p-nan-1"), "{all}");
    }
}
