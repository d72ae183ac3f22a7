//! A district's profile over HTTP: filled in, refused, met by another's, and kept from whom it is not for.

mod days;
mod forms;
mod photos;
mod privacy;

use crate::progress::reporting::HERE;
use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use domain::people::role::Role;

/// Sends a group of [`HERE`]; gives the page that it leads to, in English.
async fn send(browser: &mut Browser, group: &str, period: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("district", HERE), ("form_of", group), ("period", period)];
    all.extend(fields);
    let sent = browser.post("/do/record_facts", &all).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let on = sent.header("location").to_owned();
    assert!(on.starts_with(&format!("/districts/{HERE}/edit?form=")), "{on}");
    browser.in_english(&on).await
}

/// What stands in the fields of the contact form that nobody touches.
async fn untouched(browser: &mut Browser) -> Vec<(String, String)> {
    let page = browser.in_english(&format!("/districts/{HERE}/edit")).await;
    let value = |name: &str| {
        let (_, rest) = page.text().split_once(&format!("name=\"{name}\" type"))?;
        let (tag, _) = rest.split_once('>')?;
        let (_, value) = tag.split_once("value=\"")?;
        Some(value.split('"').next()?.to_owned())
    };
    let named =
        ["website", "postcode"].map(|name| (name.to_owned(), value(name).unwrap_or_default()));
    named.to_vec()
}

/// Sends contact facts and leaves the others as they are.
async fn contact(browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    let others = untouched(browser).await;
    let mut all: Vec<(&str, &str)> = others.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    all.extend(fields);
    send(browser, "contact", "", &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_office_fills_in_is_on_its_page_for_everybody() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let before = app.anonymous().get(&format!("/districts/{HERE}")).await;
    assert!(!before.text().contains("054-771-001"));
    let page = contact(&mut reporter, &[("telephone", "๐๕๔ ๗๗๑๐๐๑")]).await;
    assert!(page.text().contains("Saved"), "{}", page.text());
    let after = app.anonymous().get(&format!("/districts/{HERE}")).await;
    assert!(after.text().contains("href=\"tel:054771001\""), "{}", after.text());
    assert!(!after.text().contains("/edit"), "nothing to edit for the public");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_is_said_by_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let page = contact(&mut reporter, &[("telephone", "12"), ("address", "บ้านเลขที่ ๑")]).await;
    let text = page.text();
    assert!(text.contains("id=\"fact-telephone-error\""), "{text}");
    assert!(text.contains("value=\"12\"") && text.contains("value=\"บ้านเลขที่ ๑\""), "{text}");
    let page =
        contact(&mut reporter, &[("telephone", "a@b.example"), ("email", "054771001")]).await;
    assert_eq!(page.text().matches("It looks as if these two were swapped").count(), 2);
    let mut director = app.appointed("malee", Role::Director, HERE).await;
    let page = send(&mut director, "place", "", &[("position", "100.77, 18.78")]).await;
    let offer = "name=\"position\" value=\"18.780000, 100.770000\"";
    assert!(page.text().contains(offer), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_fill_in_the_same_see_both_values() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut director = app.appointed("malee", Role::Director, HERE).await;
    contact(&mut reporter, &[("telephone", "054771001"), ("telephone_version", "0")]).await;
    let late = [("telephone", "054771002"), ("telephone_version", "0")];
    let page = contact(&mut director, &late).await;
    let text = page.text();
    assert!(text.contains("Somebody else has saved") && text.contains("054771002"), "{text}");
    assert!(text.contains("054-771-001"), "{text}");
    let public = app.anonymous().get(&format!("/districts/{HERE}")).await;
    assert!(public.text().contains("054-771-001") && !public.text().contains("054-771-002"));
    let seen = [("telephone", "054771002"), ("telephone_version", "1")];
    assert!(contact(&mut director, &seen).await.text().contains("Saved"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmed_pin_is_confirmed_wherever_it_is_shown() {
    let app = TestApp::start().await;
    let mut director = app.appointed("malee", Role::Director, HERE).await;
    let place = app.board().await.pins.iter().find(|pin| pin.slug.as_str() == HERE).unwrap().place;
    let typed = format!("{}, {}", place.lat + 0.002, place.lon);
    let page = send(&mut director, "place", "", &[("position", &typed)]).await;
    assert!(page.text().contains("Saved"), "{}", page.text());
    let open = app.anonymous().get("/api/v1/districts").await;
    let all: serde_json::Value = serde_json::from_slice(&open.bytes).unwrap();
    let here = all.as_array().unwrap().iter().find(|one| one["slug"] == HERE).unwrap();
    assert_eq!(here["position_source"], "confirmed");
    assert!((here["lat"].as_f64().unwrap() - place.lat - 0.002).abs() < 1e-6, "{here}");
    assert_eq!(app.backend.news().since(0).await.unwrap(), None, "every map reads its pins anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leads_the_office_is_entered_and_stays_when_another_follows() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let base = [("district", HERE), ("form_of", "person-new"), ("post", "director")];
    let mut enter = async |more: &[(&str, &str)]| {
        let fields: Vec<(&str, &str)> = base.iter().chain(more).copied().collect();
        let sent = reporter.post("/do/record_person", &fields).await;
        let on = sent.header("location").to_owned();
        reporter.in_english(&on).await
    };
    let page = enter(&[("person_name", ""), ("from", "31/2/2566")]).await;
    assert!(
        page.text().contains("id=\"fact-director-error\"") && page.text().contains("31/2/2566")
    );
    enter(&[("person_name", "ผอ. ตัวอย่าง หนึ่ง"), ("from", "2564-10-01"), ("until", "2566-09-30")])
        .await;
    let page = enter(&[("person_name", "ผอ. ตัวอย่าง สอง"), ("from", "2566-10-01")]).await;
    assert!(page.text().contains("Saved"), "{}", page.text());
    let public = app.anonymous().get(&format!("/districts/{HERE}?lang=en")).await;
    assert!(public.text().contains("ผอ. ตัวอย่าง สอง") && public.text().contains("ผอ. ตัวอย่าง หนึ่ง"));
    assert!(public.text().contains("Earlier directors and deputies (1)"), "{}", public.text());
}
