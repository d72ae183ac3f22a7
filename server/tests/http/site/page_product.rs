//! Every page × everybody × both languages, on demo data: what a browser is not needed to see.
//!
//! What only a browser sees (contrast, what is wider than the screen) is looked at in one state of
//! each page by `end2end/tests/site/`.

mod markup;

use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use backend::{Clock, DEMO_PASSWORD, DEMO_SIGN_INS};
use domain::people::role::Role;
use markup::Markup;
use testing::TestDb;

/// The public has no role.
type Person = (Option<Role>, Browser);

/// Who meets a page; everybody else is refused, and the public is sent to sign in.
#[derive(Clone, Copy)]
enum Whom {
    Everybody,
    SignedIn,
    These(&'static [Role]),
}

use Whom::{Everybody, SignedIn, These};

const OFFICERS: Whom = These(&[Role::Reporter, Role::Director]);
const WHO_ACKNOWLEDGES: Whom =
    These(&[Role::BureauOfficer, Role::MonitoringOfficer, Role::MonitoringLead]);
const WHO_KEEPS_SCHOOLS: Whom =
    These(&[Role::MonitoringOfficer, Role::MonitoringLead, Role::Administrator]);
const WHO_ANSWERS: Whom =
    These(&[Role::Reporter, Role::Director, Role::MonitoringOfficer, Role::MonitoringLead]);
const ADMINISTRATOR: Whom = These(&[Role::Administrator]);

/// Pages by address, in each state that has markup of its own.
const PAGES: &[(&str, Whom)] = &[
    ("/", Everybody),
    ("/?district=p-chiang-mai-1", Everybody),
    ("/?q=%E0%B8%81%E0%B8%A3%E0%B8%B0%E0%B8%9A%E0%B8%B5%E0%B9%88", Everybody),
    ("/?q=zzzz", Everybody),
    ("/?schools=1&kind=secondary&status=never", Everybody),
    // The district of the demo's officers, one that tells much of itself, and another.
    ("/districts/p-bangkok", Everybody),
    ("/districts/p-chiang-mai-1", Everybody),
    ("/districts/p-chiang-mai-2", Everybody),
    ("/districts/p-chiang-mai-1?on=2026-11-19", Everybody),
    ("/districts/p-chiang-mai-1?on=2001-01-01", Everybody),
    ("/districts/p-chiang-mai-1?on=2999-01-01", Everybody),
    ("/districts/p-bangkok/schools", Everybody),
    ("/districts/p-bangkok/edit", OFFICERS),
    ("/items/2570/p1", Everybody),
    ("/items/2570/p1?cluster=3", Everybody),
    ("/schools", Everybody),
    ("/schools?q=%E0%B8%A7%E0%B8%B1%E0%B8%94", Everybody),
    ("/schools?q=zzzz", Everybody),
    ("/schools/9900010001", Everybody),
    ("/schools/9800000090", Everybody),
    ("/about", Everybody),
    ("/help", Everybody),
    ("/privacy", Everybody),
    ("/open-data", Everybody),
    ("/offline", Everybody),
    ("/sign-in", Everybody),
    ("/invitation", Everybody),
    ("/report-error", Everybody),
    ("/report-error?about=district:p-bangkok", Everybody),
    ("/report-error?about=school:9900010001", Everybody),
    ("/error-reports", WHO_ANSWERS),
    ("/account", SignedIn),
    ("/waiting", WHO_ACKNOWLEDGES),
    ("/waiting?item=2570/p1", WHO_ACKNOWLEDGES),
    ("/overview", SignedIn),
    ("/overview?on=2026-11-01&kind=secondary", SignedIn),
    ("/overview?on=2999-01-01", SignedIn),
    ("/overview?present=1", SignedIn),
    ("/overview/districts", SignedIn),
    ("/overview/compare?compare=1,2", SignedIn),
    ("/clusters/2570/1", SignedIn),
    ("/admin/accounts", ADMINISTRATOR),
    ("/admin/accounts/new", ADMINISTRATOR),
    ("/admin/accounts/import", ADMINISTRATOR),
    ("/admin/schools", WHO_KEEPS_SCHOOLS),
];

/// Addresses of nothing. Each is a page too.
const MISSING: &[&str] = &["/nowhere", "/districts/nowhere", "/schools/0000000000"];

/// A demo as it is tried out, and everybody in it.
async fn demo() -> (TestDb, TestApp, Vec<Person>) {
    let db = TestDb::sqlite();
    let clock = Clock::fixed(crate::support::app::NOON.parse().unwrap());
    backend::demo(db.url(), &clock, 7, None).await.unwrap();
    let app = TestApp::on(&db).await;
    let mut people = vec![(None, app.browser())];
    for (role, name) in DEMO_SIGN_INS {
        let mut browser = app.browser();
        assert_eq!(browser.sign_in(name, DEMO_PASSWORD).await.status, 303, "{name}");
        people.push((Some(role), browser));
    }
    (db, app, people)
}

/// What an address should answer somebody.
fn expected(whom: Whom, role: Option<Role>) -> u16 {
    match (whom, role) {
        (Everybody, _) | (SignedIn, Some(_)) => 200,
        (These(roles), Some(role)) if roles.contains(&role) => 200,
        (SignedIn | These(_), None) => 303,
        (These(_), Some(_)) => 403,
    }
}

/// Everything that is wrong with an answer, as sentences.
fn faults(answer: &Answer, status: u16, lang: &str, is_signed_in: bool) -> Vec<String> {
    if answer.status.as_u16() != status {
        return vec![format!("answers {}, not {status}", answer.status)];
    }
    if status == 303 {
        let on = answer.header("location");
        let is_right = on.starts_with("/sign-in?");
        return (!is_right).then(|| format!("leads to {on}")).into_iter().collect();
    }
    let html = answer.text();
    let page = Markup::read(html);
    let mut faults = page.faults();
    let mut demand = |holds: bool, what: &str| {
        if !holds {
            faults.push(what.to_owned());
        }
    };
    demand(page.lang() == Some(lang), "is in another language");
    demand(!answer.title().trim().is_empty(), "has no title");
    let bar = page.links_with_class("bar__account");
    let leads_to_account = bar == ["/account"];
    demand(bar.len() == 1, "does not say once who is signed in");
    demand(leads_to_account == is_signed_in, "shows the account of somebody else");
    faults
}

/// Asks for all addresses in both languages as one person; tells what is wrong.
async fn look((role, browser): Person, addresses: Vec<(String, u16)>) -> (usize, Vec<String>) {
    let (mut seen, mut wrong) = (0, Vec::new());
    for lang in ["th", "en"] {
        let mut browser = browser.clone();
        for (address, status) in &addresses {
            let join = if address.contains('?') { '&' } else { '?' };
            let answer = browser.get(&format!("{address}{join}lang={lang}")).await;
            let who = role.map_or("the public", Role::key);
            let found = faults(&answer, *status, lang, role.is_some());
            wrong.extend(
                found.into_iter().map(|fault| format!("{address} in {lang} for {who}: {fault}")),
            );
            seen += usize::from(*status != 303);
        }
    }
    (seen, wrong)
}

/// The first link of a page that begins and ends so.
async fn link(browser: &mut Browser, page: &str, [begin, end]: [&str; 2]) -> String {
    let answer = browser.get(page).await;
    let links = answer.text().split("href=\"").skip(1);
    let mut addresses = links.filter_map(|rest| rest.split('"').next());
    let is_it = |address: &&str| {
        let middle = address.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end));
        middle.is_some_and(|id| !id.is_empty() && id.bytes().all(|c| c.is_ascii_digit()))
    };
    let found = addresses.find(is_it).map(str::to_owned);
    found.unwrap_or_else(|| panic!("{page} leads to no {begin}…{end}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_whole_for_everybody_in_both_languages() {
    let (_db, _app, people) = demo().await;
    let as_role = |role| people.iter().find(|one| one.0 == Some(role)).unwrap().1.clone();
    let (mut reporter, mut administrator) = (as_role(Role::Reporter), as_role(Role::Administrator));
    let files = link(&mut reporter, "/districts/p-bangkok", ["/reports/", "/files"]).await;
    let account = link(&mut administrator, "/admin/accounts", ["/admin/accounts/", ""]).await;
    let mut looking = Vec::new();
    for person in people {
        let of = |whom: Whom| expected(whom, person.0);
        let named = PAGES.iter().map(|(address, whom)| ((*address).to_owned(), of(*whom)));
        let missing = MISSING.iter().map(|address| ((*address).to_owned(), 404));
        let mut addresses: Vec<_> = named.chain(missing).collect();
        addresses.push((account.clone(), of(ADMINISTRATOR)));
        if person.0.is_some_and(Role::is_of_a_district) {
            addresses.push((files.clone(), 200));
        }
        looking.push(tokio::spawn(look(person, addresses)));
    }
    let (mut seen, mut wrong) = (0, Vec::new());
    for one in looking {
        let (pages, faults) = one.await.unwrap();
        seen += pages;
        wrong.extend(faults);
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 700, "only {seen} pages were looked at");
}
