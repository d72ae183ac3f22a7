//! Every state × verb × who, against tables written out by hand.

use super::*;
use crate::people::access::AccountActor;
use crate::people::appointment::Appointment;
use crate::people::role::Role;

fn now() -> DateTime<Utc> {
    "2024-05-01T03:00:00Z".parse().expect("an instant")
}

fn account(id: i64, role: Role, district: &str, item: &str) -> Actor {
    let district = role.is_of_a_district().then(|| Slug::parse(district)).flatten();
    let items = ItemName::parse(item).into_iter().filter(|_| role == Role::BureauOfficer).collect();
    let from = now().date_naive();
    let one = Appointment::new(role, district, items, from, None).expect("an appointment");
    AccountActor::new(AccountId::new(id), vec![one], now()).into()
}

/// All roles with the report's district and item, then those whose are others, then the public.
fn everybody() -> Vec<Actor> {
    let own = Role::ALL.map(|role| account(2, role, "p-nan-1", "2567/p1"));
    let other = [Role::Reporter, Role::Director, Role::BureauOfficer]
        .map(|role| account(2, role, "p-nan-2", "2567/p2"));
    own.into_iter().chain(other).chain([Actor::Public]).collect()
}

fn report(state: State) -> Report {
    Report {
        id: 1,
        district: Slug::parse("p-nan-1").expect("a slug"),
        item: ItemName::parse("2567/p1").expect("an item"),
        author: AccountId::new(9),
        kind: ProgressKind::OnPlan,
        state,
        corrected: false,
        posted_at: now(),
    }
}

/// Who may at all. Columns: own DR DD RV BO ME ML EX AD, others' DR DD BO, the public.
const WHO: [(Verb, &str); 5] = [
    (Verb::Question, "...xxx......"),
    (Verb::Answer, "xx.........."),
    (Verb::Acknowledge, "...xxx......"),
    (Verb::Withdraw, "xx.........."),
    (Verb::Correct, "xx.........."),
];

/// Where each verb leads, in the order Posted, Questioned, Answered, Acknowledged, Withdrawn.
const NEXT: [(Verb, [Option<State>; 5]); 5] = {
    use State::{Acknowledged, Answered, Posted, Questioned, Withdrawn};
    [
        (Verb::Question, [Some(Questioned), None, None, None, None]),
        (Verb::Answer, [None, Some(Answered), None, None, None]),
        (Verb::Acknowledge, [Some(Acknowledged), None, Some(Acknowledged), None, None]),
        (Verb::Withdraw, [Some(Withdrawn), Some(Withdrawn), Some(Withdrawn), None, None]),
        (Verb::Correct, [Some(Posted), Some(Questioned), Some(Answered), Some(Acknowledged), None]),
    ]
};

#[test]
fn no_way_leads_past_the_table() {
    for ((verb, who), (same, next)) in WHO.into_iter().zip(NEXT) {
        assert_eq!(verb, same);
        for (state, to) in State::ALL.into_iter().zip(next) {
            for (actor, may) in everybody().into_iter().zip(who.chars()) {
                let report = report(state);
                let found = report.after(verb, &actor, Books::Open);
                match (may, to) {
                    _ if !report.may_see(&actor) => assert_eq!(found, Err(Error::NotFound)),
                    ('x', Some(to)) => assert_eq!(found, Ok(to)),
                    ('x', None) => {
                        assert_eq!(found, Err(Error::Refused(Refusal::WrongState(state))));
                    }
                    _ => assert!(
                        matches!(found.unwrap_err().status(), 401 | 403),
                        "{verb:?} {state:?} {actor:?}"
                    ),
                }
            }
        }
    }
}

#[test]
fn each_reads_what_is_for_them() {
    let row = |reads: &dyn Fn(&Actor) -> bool| -> String {
        everybody().iter().map(|actor| if reads(actor) { 'x' } else { '.' }).collect()
    };
    for (state, see, text, questions) in [
        (State::Posted, "xxxxxxxxxxxx", "xxxxxxx...x.", "xx.xxx......"),
        (State::Questioned, "xxxxxxxxxxxx", "xxxxxxx...x.", "xx.xxx......"),
        (State::Answered, "xxxxxxxxxxxx", "xxxxxxx...x.", "xx.xxx......"),
        (State::Acknowledged, "xxxxxxxxxxxx", "xxxxxxxxxxxx", "xx.xxx......"),
        (State::Withdrawn, "xx..xx......", "xx..xx......", "xx..xx......"),
    ] {
        let report = report(state);
        assert_eq!(row(&|actor| report.may_see(actor)), see, "{state:?}");
        assert_eq!(row(&|actor| report.may_read_text(actor)), text, "{state:?}");
        assert_eq!(row(&|actor| report.may_read_questions(actor)), questions, "{state:?}");
    }
    let mended = Report { corrected: true, ..report(State::Acknowledged) };
    assert_eq!(row(&|actor| mended.may_see(actor)), "xxxxxxx...x.");
    assert_eq!(row(&|actor| mended.may_read_text(actor)), "xxxxxxx...x.");
}

#[test]
fn nobody_accepts_what_they_submitted() {
    let judge = account(9, Role::MonitoringOfficer, "", "");
    for verb in [Verb::Acknowledge, Verb::Question] {
        let found = report(State::Posted).after(verb, &judge, Books::Open);
        assert_eq!(found, Err(Error::Refused(Refusal::OwnReport)));
    }
    let author = account(9, Role::Reporter, "p-nan-1", "");
    assert_eq!(
        report(State::Posted).after(Verb::Withdraw, &author, Books::Open),
        Ok(State::Withdrawn)
    );
}

#[test]
fn a_closed_year_and_a_corrected_report_stay_as_they_are() {
    let (officer, reporter) =
        (account(2, Role::MonitoringOfficer, "", ""), account(2, Role::Reporter, "p-nan-1", ""));
    for verb in Verb::ALL {
        let actor =
            if matches!(verb, Verb::Acknowledge | Verb::Question) { &officer } else { &reporter };
        for state in State::ALL {
            let closed = report(state).after(verb, actor, Books::Closed);
            assert_eq!(closed, Err(Error::Refused(Refusal::YearClosed(report(state).item.year()))));
            let mended = Report { corrected: true, ..report(state) };
            assert_eq!(
                mended.after(verb, actor, Books::Open),
                Err(Error::Refused(Refusal::Corrected))
            );
        }
    }
}

#[test]
fn what_was_withdrawn_or_corrected_counts_no_more() {
    for state in State::ALL {
        assert_eq!(report(state).counts(), state != State::Withdrawn);
        assert!(!Report { corrected: true, ..report(state) }.counts());
        assert_eq!(State::from_key(state.key()), Some(state));
    }
    let possible: Vec<Verb> = State::Questioned.verbs().collect();
    assert_eq!(possible, [Verb::Answer, Verb::Withdraw, Verb::Correct]);
}
