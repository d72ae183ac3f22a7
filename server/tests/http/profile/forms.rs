//! What is known once is never asked again: every form's fields are looked at.

use crate::progress::reporting::HERE;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use domain::people::role::Role;
use domain::profile::concept::CONCEPTS;
use std::collections::{BTreeMap, BTreeSet};
use words::Lang;

/// The form in which facts are filled in, each under its key.
const PROFILE: &str = "/do/record_facts";

/// Every other form with what people fill in there, none of it a fact about a district. A new field
/// belongs here, or, where it is such a fact, into the profile.
const NO_FACTS: &[(&str, &[&str])] = &[
    ("/", &["q", "kind", "report", "cluster", "item", "province", "schools"]),
    // That of any district.
    ("/districts/{here}", &["on"]),
    ("/admin/accounts", &["q"]),
    ("/do/answer_question", &["answer"]),
    ("/do/change_password", &["current_password", "new_password"]),
    ("/do/check_accounts", &["table", "file"]),
    ("/do/check_schools", &["year", "file"]),
    ("/do/choose_reports", &["report"]),
    ("/do/create_account", &["name", "display_name", "role", "district", "items", "from", "until"]),
    (
        "/do/post_progress",
        &["item", "kind", "text", "what_changed", "why", "number", "unit", "link", "story"],
    ),
    ("/do/name_school_columns", &["column"]),
    ("/do/put_photo", &["file", "alt", "consent"]),
    ("/do/question_report", &["question"]),
    ("/do/record_person", &["post", "person_name", "person_mobile", "from", "until"]),
    ("/do/sign_in", &["name", "password"]),
    ("/do/withdraw_report", &["reason"]),
    ("/schools", &["q"]),
    ("/overview", &["year", "on", "weeks", "kind", "cluster", "item"]),
    ("/overview/districts", &["year", "on", "weeks", "kind", "cluster", "item"]),
    ("/waiting", &["cluster", "item"]),
];

/// A field that somebody fills in: its name, and what stands as its label.
type Field = (String, String);

/// The forms of a page by where they are sent, with the fields that are filled in.
fn forms(page: &str) -> BTreeMap<String, BTreeSet<Field>> {
    let mut found: BTreeMap<String, BTreeSet<Field>> = BTreeMap::new();
    for form in page.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap_or_default();
        let action = attribute(form.split('>').next().unwrap_or_default(), "action");
        let fields = found.entry(action.unwrap_or_default()).or_default();
        for tag in form.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').unwrap_or((tag, ""));
            let is_field = ["input", "select", "textarea"].iter().any(|name| tag.starts_with(name));
            let kind = attribute(tag, "type").unwrap_or_default();
            if let (true, false, Some(name)) = (is_field, kind == "hidden", attribute(tag, "name"))
            {
                let id = attribute(tag, "id").unwrap_or_default();
                fields.insert((name, label(form, &id)));
            }
        }
    }
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

fn label(form: &str, id: &str) -> String {
    let after = form.split_once(&format!("for=\"{id}\"")).map_or("", |(_, rest)| rest);
    let text = after.split_once('>').map_or("", |(_, rest)| rest);
    text.split('<').next().unwrap_or_default().trim().to_owned()
}

/// What is wrong with a page's forms: fields that nobody has registered, and facts asked for again.
fn wrong(page: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (action, fields) in forms(page) {
        if action == PROFILE {
            continue;
        }
        let path = action.split('?').next().unwrap_or_default().replace(HERE, "{here}");
        let known = NO_FACTS.iter().find(|(form, _)| **form == path).map_or(&[][..], |row| row.1);
        for (name, label) in fields {
            let is_fact = |concept: &&domain::profile::concept::Concept| {
                concept.key == name || Lang::ALL.iter().any(|lang| lang.concept(concept) == label)
            };
            if let Some(concept) = CONCEPTS.iter().find(is_fact) {
                wrong.push(format!("{action} asks for {} again: {name} ({label})", concept.key));
            } else if !known.contains(&name.as_str()) {
                wrong.push(format!("{action} asks for {name} ({label}): register it"));
            }
        }
    }
    wrong
}

async fn look(browser: &mut Browser, addresses: &[&str]) -> (Vec<String>, BTreeSet<String>) {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for address in addresses {
        let page = browser.get(&address.replace("{here}", HERE)).await;
        found.extend(wrong(page.text()));
        seen.extend(forms(page.text()).into_keys());
    }
    (found, seen)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_asks_for_what_is_known_by_key() {
    let app = TestApp::start().await;
    let (mut found, mut seen) =
        look(&mut app.browser(), &["/", "/sign-in", "/help", "/districts/{here}", "/schools"])
            .await;
    for (name, role, place, pages) in [
        (
            "somchai",
            Role::Reporter,
            HERE,
            &["/", "/districts/{here}", "/districts/{here}/edit", "/account"][..],
        ),
        (
            "malee",
            Role::MonitoringLead,
            "",
            &["/waiting", "/overview", "/districts/{here}", "/overview/districts"],
        ),
        (
            "keeper",
            Role::Administrator,
            "",
            &["/admin/accounts", "/admin/accounts/new", "/admin/accounts/import", "/admin/schools"],
        ),
    ] {
        let mut browser = app.appointed(name, role, place).await;
        if role == Role::Reporter {
            browser.reports(&app, "รายงานไว้ให้มีแบบฟอร์มข้างรายงาน").await;
        }
        let (more, forms) = look(&mut browser, pages).await;
        found.extend(more);
        seen.extend(forms);
    }
    found.sort();
    found.dedup();
    assert_eq!(found, [""; 0]);
    for form in [
        PROFILE,
        "/do/record_person",
        "/do/put_photo",
        "/do/post_progress",
        "/do/question_report",
        "/do/create_account",
    ] {
        assert!(seen.contains(form), "{form} was looked at");
    }
}

#[test]
fn a_form_that_asks_for_a_fact_by_key_or_by_label_is_found() {
    for field in [
        "<input type=\"text\" name=\"telephone\">",
        "<label for=\"t\">โทรศัพท์</label><input id=\"t\" type=\"tel\" name=\"tel\">",
        "<label for=\"t\">Address</label><textarea id=\"t\" name=\"where\"></textarea>",
        "<input type=\"text\" name=\"unheard_of\">",
    ] {
        let page = format!("<form action=\"/do/post_progress\">{field}</form>");
        assert_eq!(wrong(&page).len(), 1, "{field}");
    }
    assert_eq!(
        wrong("<form action=\"/do/post_progress\"><textarea name=\"text\"></textarea></form>"),
        [""; 0]
    );
}
