//! Erasure of personal data.

use super::people::enter;
use super::*;
use crate::Erasure;
use crate::tests::test_db::OpenBackend as _;
use domain::profile::concept::Concept;

fn personal() -> Erasure {
    Erasure::Fact(Concept::from_key("contact_mobile").expect("a concept"))
}

on_both_engines! {
    async fn every_version_goes_and_the_chain_still_verifies(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        for (number, over) in [("0812345678", 0), ("0812345679", 1)] {
            let form = typed(None, &[("contact_mobile", number, over)]);
            backend.profiles(&reporter).record(&slug(HERE), Group::Internal, form).await.unwrap();
        }
        enter(&backend, &reporter, None, ["deputy", "รอง ตัวอย่าง", "0812345670", "", ""]).await.unwrap();
        assert_eq!(backend.profiles_of_operator().erase(&slug(HERE), personal()).await, Ok(2));
        assert_eq!(backend.profiles_of_operator().erase(&slug(HERE), personal()).await, Ok(0), "again");
        assert_eq!(backend.profiles_of_operator().erase(&slug(HERE), Erasure::Person(1)).await, Ok(1));
        let own = read(&backend, &reporter).await;
        assert_eq!(value(&own, "contact_mobile"), None);
        assert_eq!((own.people[0].name.as_ref(), own.people[0].mobile.as_ref()), (None, None));
        let left = "SELECT 'left' FROM profile_fact WHERE key = 'contact_mobile' AND (value IS NOT NULL OR salt IS NOT NULL)
                    UNION ALL SELECT 'left' FROM person_post WHERE name IS NOT NULL OR mobile IS NOT NULL OR salt IS NOT NULL";
        assert_eq!(texts(&backend, left).await, [""; 0]);
        let verbs = "SELECT verb FROM event WHERE entity = 'profile' ORDER BY id";
        assert_eq!(texts(&backend, verbs).await[3..], ["erased", "erased"]);
        backend.close().await;
        assert_eq!(check(db.url()).await.unwrap(), [], "the chain verifies");
    }

    async fn what_is_not_about_a_person_is_not_erased(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let address = Erasure::Fact(Concept::from_key("address").expect("a concept"));
        assert!(matches!(backend.profiles_of_operator().erase(&slug(HERE), address).await, Err(Error::Invalid(_))));
    }

    async fn no_row_is_changed_past_the_program(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        record(&backend, &reporter, &[("telephone", "054771001", 0)]).await.unwrap();
        enter(&backend, &reporter, None, ["deputy", "รอง ตัวอย่าง", "", "", ""]).await.unwrap();
        for sql in [
            "UPDATE profile_fact SET value = 'x'",
            "UPDATE profile_fact SET version = 9",
            "DELETE FROM profile_fact",
            "UPDATE person_post SET name = 'x'",
            "UPDATE person_post SET until_on = '2024-01-01'",
            "DELETE FROM person_post",
        ] {
            let change = async move |tx: &mut crate::store::Tx| {
                on!(tx, sqlx::query(sql) => execute)?;
                Ok(())
            };
            assert!(backend.db().write(change).await.is_err(), "{sql}");
        }
    }
}
