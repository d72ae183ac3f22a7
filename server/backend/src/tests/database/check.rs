//! `check` names each row that breaks a rule, and nothing in a sound database.

use crate::tests::{clock, run};
use crate::{Head, Rule, check, check_head, head, migrate};
use testing::TestDb;
use testing::on_both_engines;
use words::Lang;

async fn broken_by(db: &TestDb, sql: &'static str) -> Vec<(Rule, String)> {
    migrate(db.url(), &clock()).await.unwrap();
    run(db, sql).await;
    let findings = check(db.url()).await.unwrap();
    for finding in &findings {
        assert!(
            finding.sentence(Lang::En).contains(&finding.row)
                && finding.sentence(Lang::Th).contains(&finding.row)
        );
    }
    findings.into_iter().map(|finding| (finding.rule, finding.row)).collect()
}

fn one(rule: Rule, row: &str) -> Vec<(Rule, String)> {
    vec![(rule, row.to_owned())]
}

on_both_engines! {
    async fn a_fresh_database_is_sound(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        assert_eq!(check(db.url()).await.unwrap(), []);
    }

    async fn a_district_without_a_cluster(db: TestDb) {
        let found = broken_by(&db, "DELETE FROM cluster_membership WHERE district_id = (SELECT id FROM district WHERE code = '1010010000')").await;
        assert_eq!(found, [
            (Rule::HasCluster, "district 1010010000".to_owned()),
            (Rule::ShippedRowExists, "cluster_membership 2567/1010010000".to_owned()),
        ]);
    }

    async fn a_seat_in_a_province_that_is_not_served(db: TestDb) {
        let found = broken_by(&db, "UPDATE district SET seat_province = '50' WHERE code = '1010010000'").await;
        assert_eq!(found, one(Rule::SeatIsServed, "district 1010010000"));
    }

    async fn an_office_abroad(db: TestDb) {
        let found = broken_by(&db, "UPDATE district SET lat = 48.2, lon = 16.4 WHERE code = '1010010000'").await;
        assert_eq!(found, one(Rule::InThailand, "district 1010010000"));
    }

    async fn a_malformed_slug(db: TestDb) {
        let found = broken_by(&db, "UPDATE district SET slug = 'P Bangkok' WHERE code = '1010010000'").await;
        assert_eq!(found, [
            (Rule::SlugForm, "district 1010010000".to_owned()),
            (Rule::Readable, "district 1010010000".to_owned()),
        ]);
    }

    async fn an_item_that_continues_its_own_year(db: TestDb) {
        let found = broken_by(&db, "UPDATE policy_item SET predecessor_id = 1 WHERE id = 2").await;
        assert_eq!(found, one(Rule::ContinuesYearBefore, "policy_item 2"));
    }

    async fn a_shipped_row_that_is_gone(db: TestDb) {
        let found = broken_by(&db, "DELETE FROM policy_item WHERE track = 'policy' AND no = 10").await;
        assert_eq!(found, one(Rule::ShippedRowExists, "policy_item 2567/p10"));
        assert_eq!(migrate(db.url(), &clock()).await.unwrap().facts.added, ["policy_item 2567/p10"]);
        assert_eq!(check(db.url()).await.unwrap(), []);
    }

    async fn the_head_noted_earlier_is_still_in_the_chain(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let noted = head(db.url()).await.unwrap();
        assert!(noted.position > 0 && noted.hash.len() == 64);
        run(&db, "INSERT INTO event (at, actor, entity, entity_id, verb, payload) VALUES (0, 'system', 'x', '1', 'y', '{}')").await;
        assert_eq!(head(db.url()).await.unwrap().position, noted.position + 1);
        assert_eq!(check_head(db.url(), &noted).await.unwrap(), []);
        let other = Head { hash: "f".repeat(64), ..noted };
        let found = check_head(db.url(), &other).await.unwrap();
        assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), [Rule::NotedHead]);
    }
}
