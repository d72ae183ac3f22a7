//! The whole matrix, written out a second time and by hand: a change of rights shows here.

use super::table::MATRIX;
use super::*;
use crate::kernel::id::AccountId;
use chrono::NaiveDate;

fn now() -> DateTime<Utc> {
    "2024-05-01T03:00:00Z".parse().expect("an instant")
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

fn item(text: &str) -> ItemName {
    ItemName::parse(text).expect("an item")
}

fn appointment(role: Role, until: &str) -> Appointment {
    let from = NaiveDate::from_ymd_opt(2023, 10, 1).expect("a day");
    let district = role.is_of_a_district().then(|| slug("own"));
    let items = if role == Role::BureauOfficer { vec![item("2567/p1")] } else { vec![] };
    Appointment::new(role, district, items, from, until.parse().ok()).expect("an appointment")
}

fn holder(roles: &[Role], until: &str) -> Actor {
    AccountActor::new(
        AccountId::new(7),
        roles.iter().map(|role| appointment(*role, until)).collect(),
        now(),
    )
    .into()
}

/// Someone else's district and item, another's account; own ones; and nothing.
fn verdict(actor: &Actor, action: Action) -> char {
    let (own, other) = (slug("own"), slug("other"));
    let any = |records: &[Record<'_>]| records.iter().any(|r| can_with(actor, action, *r).is_ok());
    let nothing = can(actor, action);
    let others = any(&[
        Record::Account(AccountId::new(8)),
        Record::District(&other),
        Record::Report(&other, item("2567/p2")),
        Record::Report(&other, item("2568/p1")),
    ]);
    let owns = any(&[
        Record::Account(AccountId::new(7)),
        Record::District(&own),
        Record::Report(&own, item("2567/p2")),
        Record::Report(&other, item("2567/p1")),
    ]);
    match (nothing, owns, others) {
        (Ok(()), true, true) => 'A',
        (Err(Error::Unauthenticated), false, false) => '?',
        (Err(_), true, false) => 'o',
        (Err(Error::Forbidden), false, false) => '-',
        _ => '!',
    }
}

#[test]
fn the_table_says_what_the_matrix_says() {
    let mut actors: Vec<Actor> = Role::ALL.map(|role| holder(&[role], "2024-09-30")).to_vec();
    actors.extend([holder(&[], ""), Actor::Public]);
    for (action, expected) in MATRIX {
        let found: String = actors.iter().map(|actor| verdict(actor, *action)).collect();
        assert_eq!(found, *expected, "{action:?}");
    }
    let listed: Vec<Action> = MATRIX.iter().map(|row| row.0).collect();
    assert_eq!(listed, Action::ALL);
}

#[test]
fn who_may_names_the_roles_of_the_matrix() {
    for (action, row) in MATRIX {
        let expected: Vec<Role> = Role::ALL
            .into_iter()
            .zip(row.chars())
            .filter(|pair| "Ao".contains(pair.1))
            .map(|pair| pair.0)
            .collect();
        assert_eq!(who_may(*action), expected, "{action:?}");
    }
}

#[test]
fn the_check_before_the_record_is_known_admits_whoever_has_some_record() {
    let mut actors: Vec<Actor> = Role::ALL.map(|role| holder(&[role], "")).to_vec();
    actors.extend([holder(&[], ""), Actor::Public]);
    for (action, row) in MATRIX {
        for (actor, verdict) in actors.iter().zip(row.chars()) {
            let expected = match verdict {
                'A' | 'o' => Ok(()),
                '?' => Err(Error::Unauthenticated),
                _ => Err(Error::Forbidden),
            };
            assert_eq!(can_for_some(actor, *action), expected, "{action:?} {actor:?}");
        }
    }
}

#[test]
fn anothers_record_is_refused_with_who_may() {
    let other = slug("other");
    let refused =
        can_with(&holder(&[Role::Reporter], ""), Action::PostReport, Record::District(&other));
    let may = vec![Role::Reporter, Role::Director];
    assert_eq!(refused, Err(Error::Refused(Refusal::NotYours { may })));
    assert_eq!(refused.unwrap_err().status(), 403);
}

#[test]
fn a_role_that_ended_yesterday_gives_nothing_and_the_refusal_says_so() {
    let own = slug("own");
    let former = holder(&[Role::Director], "2024-04-30");
    let on = NaiveDate::from_ymd_opt(2024, 4, 30).expect("a day");
    assert_eq!(
        can_with(&former, Action::PostReport, Record::District(&own)),
        Err(Error::Refused(Refusal::AppointmentEnded { role: Role::Director, on }))
    );
    assert_eq!(
        can_for_some(&former, Action::PostReport),
        Err(Error::Refused(Refusal::AppointmentEnded { role: Role::Director, on }))
    );
    assert_eq!(can(&former, Action::ManageAccounts), Err(Error::Forbidden));
    assert_eq!(former.account().map(|account| account.districts().count()), Some(0));
}

#[test]
fn two_roles_give_the_rights_of_both_and_none_of_a_third() {
    let both = holder(&[Role::Reporter, Role::MonitoringOfficer], "");
    let own = slug("own");
    assert_eq!(can_with(&both, Action::PostReport, Record::District(&own)), Ok(()));
    assert_eq!(can(&both, Action::AcknowledgeReport), Ok(()));
    assert_eq!(can(&both, Action::ManageAccounts), Err(Error::Forbidden));
}

#[test]
fn a_role_that_has_not_begun_gives_nothing() {
    let from = NaiveDate::from_ymd_opt(2024, 10, 1).expect("a day");
    let next =
        Appointment::new(Role::Administrator, None, vec![], from, None).expect("an appointment");
    let actor: Actor = AccountActor::new(AccountId::new(1), vec![next], now()).into();
    assert_eq!(can(&actor, Action::ManageAccounts), Err(Error::Forbidden));
}

#[test]
fn who_holds_several_roles_acts_as_the_one_that_allows_it() {
    let both = holder(&[Role::Reporter, Role::MonitoringOfficer], "");
    let (own, other) = (slug("own"), slug("other"));
    let report = |district| Record::Report(district, item("2567/p2"));
    assert_eq!(acting_as(&both, Action::AnswerQuestion, report(&own)), Some(Role::Reporter));
    let officer = Some(Role::MonitoringOfficer);
    assert_eq!(acting_as(&both, Action::QuestionReport, report(&other)), officer);
    assert_eq!(acting_as(&both, Action::AnswerQuestion, report(&other)), None);
    assert_eq!(acting_as(&Actor::Public, Action::QuestionReport, report(&other)), None);
}

#[test]
fn an_assigned_record_is_denied_unless_a_row_names_its_scope() {
    let other = slug("other");
    let assigned = Record::Assigned { district: &other, to: &[AccountId::new(7)] };
    for role in Role::ALL {
        let actor = holder(&[role], "");
        for action in Action::ALL {
            assert_eq!(
                can_with(&actor, *action, assigned).is_ok(),
                can(&actor, *action).is_ok(),
                "{role:?} {action:?}: the assignment alone gives nothing"
            );
        }
    }
}

#[test]
fn the_scope_of_assigned_records_reaches_those_assigned_to_the_account_and_no_others() {
    let reviewer = holder(&[Role::Reviewer], "");
    let account = reviewer.account().expect("an account");
    let reaches = |record| account.reaches(&account.current[0], Scope::Assigned, record);
    let own = slug("own");
    let accounts = [6, 7, 8].map(AccountId::new);
    let to = |to| Record::Assigned { district: &own, to };
    assert!(reaches(to(&accounts[..2])));
    for record in [
        to(&[accounts[0], accounts[2]]),
        to(&[]),
        Record::Nothing,
        Record::Account(AccountId::new(7)),
        Record::District(&own),
    ] {
        assert!(!reaches(record), "{record:?}");
    }
}

#[test]
fn the_district_of_an_assigned_record_keeps_its_own_rights() {
    let (own, other) = (slug("own"), slug("other"));
    let director = holder(&[Role::Director], "");
    let may = |district| {
        can_with(
            &director,
            Action::EditProfile,
            Record::Assigned { district, to: &[AccountId::new(1)] },
        )
        .is_ok()
    };
    assert!(may(&own) && !may(&other));
}
