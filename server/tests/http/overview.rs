//! The overview from outside: each number leads to as many districts as it says, and so does each file.

use crate::support::app::{TestApp, sqlite};
use crate::support::browser::Browser;
use backend::copy_districts;
use domain::kernel::id::AccountId;
use domain::people::access::{AccountActor, Actor};
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::place::district::Slug;
use domain::progress::form::ReportForm;

/// Posts a report for some districts, on the day that the clock shows.
async fn report(app: &TestApp, author: AccountId, districts: &[String], item: &str, kind: &str) {
    for slug in districts {
        let slug = Slug::parse(slug).unwrap();
        let from = app.backend.now().date_naive() - chrono::Duration::days(1);
        let one = Appointment::new(Role::Reporter, Some(slug.clone()), vec![], from, None).unwrap();
        let actor: Actor = AccountActor::new(author, vec![one], app.backend.now()).into();
        let form = ReportForm {
            item: item.to_owned(),
            kind: kind.to_owned(),
            text: "ดำเนินการแล้วทุกโรงเรียน".to_owned(),
            what_changed: if kind == "adjusted" { "เวลา" } else { "" }.to_owned(),
            why: if kind == "adjusted" { "น้ำท่วม" } else { "" }.to_owned(),
            key: backend::new_client_key().to_string(),
            ..ReportForm::default()
        };
        app.backend.reports(&actor).post(&slug, &form).await.unwrap();
    }
}

/// Districts in every state, and an executive.
async fn scene() -> (TestApp, Browser) {
    let app = TestApp::start().await;
    let browser = app.signed_in("executive", Some(Role::Executive)).await;
    let author = app.signed_in_as("author").await;
    let slugs = app.slugs().await;
    app.clock.advance(chrono::Duration::days(-70));
    report(&app, author, &slugs[0..5], "2569/p1", "on_plan").await;
    app.clock.advance(chrono::Duration::days(30));
    report(&app, author, &slugs[5..12], "2570/p1", "adjusted").await;
    app.clock.advance(chrono::Duration::days(39));
    report(&app, author, &slugs[12..30], "2570/p1", "output").await;
    report(&app, author, &slugs[12..20], "2570/a1", "on_plan").await;
    app.clock.advance(chrono::Duration::days(1));
    (app, browser)
}

/// The links of a page to lists of districts, each with its number.
fn figures(html: &str) -> Vec<(String, usize)> {
    let links = html.split("</a>").filter_map(|before| {
        let (_, link) = before.rsplit_once("<a href=\"")?;
        let (href, number) = link.split_once("\" class=\"figure\">")?;
        Some((href.replace("&amp;", "&"), number.replace(',', "").parse().ok()?))
    });
    links.collect()
}

fn rows(html: &str) -> usize {
    html.matches("<th scope=\"row\"").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_leads_to_as_many_districts() {
    let (_app, mut browser) = scene().await;
    for address in
        ["/overview", "/overview?kind=primary", "/overview?item=p1&weeks=4", "/clusters/2570/3"]
    {
        let page = browser.get(address).await;
        assert_eq!(page.status, 200, "{address}");
        let figures = figures(page.text());
        assert!(figures.len() >= 4, "{address}: {figures:?}");
        // The statuses, and some of the many numbers of the items.
        let some = figures.into_iter().enumerate().filter(|(at, _)| *at < 4 || at % 7 == 0);
        for (_, (href, number)) in some {
            let list = browser.get(&href).await;
            assert_eq!(
                (list.status.as_u16(), rows(list.text())),
                (200, number),
                "{address} {href}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_has_the_rows_of_the_list_and_its_taking_is_on_the_log() {
    let (app, mut browser) = scene().await;
    for view in ["", "status=fresh", "item=p1&last=adjusted", "kind=secondary&cluster=3"] {
        let list = rows(browser.get(&format!("/overview/districts?{view}")).await.text());
        let before = app.backend.position();
        let csv = browser.post("/do/export_overview", &[("format", "csv"), ("view", view)]).await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        assert!(
            csv.header("content-disposition")
                .starts_with("attachment; filename=\"pakmud-2570-2026-11-20")
        );
        assert_eq!(csv.text().lines().count(), list + 1, "{view}");
        assert_eq!(app.backend.position(), before + 1, "{view}");
        let geojson =
            browser.post("/do/export_overview", &[("format", "geojson"), ("view", view)]).await;
        assert_eq!(geojson.json()["features"].as_array().map(Vec::len), Some(list), "{view}");
        let xlsx = browser.post("/do/export_overview", &[("format", "xlsx"), ("view", view)]).await;
        assert!(xlsx.bytes.starts_with(b"PK"), "{view}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_over_is_marked_on_every_page() {
    let (app, mut browser) = scene().await;
    let slug = app.slugs().await.remove(0);
    for address in [
        "/overview?",
        "/overview/districts?",
        "/overview/compare?compare=1,2&",
        "/clusters/2570/1?",
        "/items/2570/p1?",
        &format!("/districts/{slug}?"),
    ] {
        let then = browser.get(&format!("{address}on=2026-11-01")).await;
        assert!(then.text().contains("1 พ.ย. 2569"), "{address}");
        assert!(then.text().contains("class=\"past\""), "{address}");
        assert!(!browser.get(address).await.text().contains("class=\"past\""), "{address}");
    }
    let fresh = figures(browser.get("/overview?on=2026-11-01").await.text())[0].1;
    assert_eq!(fresh, 7, "on that day only the second seven had reported within 30 days");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_odd_address_gets_the_nearest_view_and_a_note() {
    let (_app, mut browser) = scene().await;
    let odd = browser.get("/overview?item=p99&cluster=77&weeks=x").await;
    assert_eq!(odd.status, 200);
    assert!(odd.text().contains("weeks, item, cluster"), "the note names what was left out");
    assert!(browser.get("/overview?on=2099-01-01").await.text().contains("class=\"note\""));
    assert!(browser.get("/overview?on=1999-01-01").await.text().contains("class=\"note\""));
    for missing in ["/clusters/2570/77", "/clusters/2599/1", "/clusters/x/y"] {
        assert_eq!(browser.get(missing).await.status, 404, "{missing}");
    }
    let unknown = browser.post("/do/export_overview", &[("format", "exe")]).await;
    assert_eq!(unknown.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_overview_presents_and_compares_without_a_script() {
    let (app, mut browser) = scene().await;
    let slug = app.slugs().await.remove(12);
    let shown = browser.get("/overview?present=1").await;
    assert_eq!(shown.text().matches("class=\"slide\"").count(), 5);
    assert_eq!(shown.text().matches("class=\"items__key\"").count(), 21);
    let compared = browser.get(&format!("/overview/compare?compare=1&add={slug}")).await;
    assert_eq!(compared.text().matches("class=\"compare__do\"").count(), 2);
    let first = |html: &str| {
        let (_, rest) = html.rsplit_once("<tbody>").unwrap();
        let keys = rest.split("<th scope=\"row\">").skip(4).map(|row| row[..2].to_owned());
        keys.take(2).collect::<Vec<_>>()
    };
    let sorted = browser.get(&format!("/overview/compare?compare=1,{slug}&by=-{slug}")).await;
    assert_eq!(
        first(sorted.text()),
        ["P1", "A1"],
        "reported on a moment before: {}",
        sorted.text()
    );
    assert_eq!(sorted.text().matches("aria-sort=\"descending\"").count(), 1);
    let without = "href=\"/overview/compare?compare=1\"";
    assert!(sorted.text().contains(without), "what is taken away orders nothing");
    let odd = browser.get("/overview/compare?compare=1&by=2").await;
    assert!(odd.text().contains("class=\"note\""), "what is not compared orders nothing");
    let five = browser.get("/overview/compare?compare=1,2,3,4,5").await;
    assert_eq!(five.text().matches("class=\"compare__do\"").count(), 4);
}

/// The names of the districts in a file, in its order.
fn names_in_file(csv: &str) -> Vec<String> {
    csv.lines().skip(1).filter_map(|line| Some(line.split(',').nth(1)?.to_owned())).collect()
}

/// The names of the districts that a page lists, in its order.
fn names_on_page(html: &str) -> Vec<String> {
    let rows = html.split("<th scope=\"row\"").skip(1);
    let name = |row: &str| Some(row.split_once("</a>")?.0.rsplit_once('>')?.1.to_owned());
    rows.filter_map(name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_are_ordered_by_their_headings_and_files_as_the_page() {
    let (_app, mut browser) = scene().await;
    let page = browser.get("/overview?sort=-active&kind=primary").await;
    let keys: Vec<&str> =
        page.text().split("class=\"items__key\">").skip(1).map(|rest| &rest[..2]).collect();
    assert_eq!((keys.len(), &keys[..2]), (21, &["P1", "A1"][..]), "most active first");
    assert_eq!(page.text().matches("aria-sort=\"descending\"").count(), 1);
    assert!(page.text().contains("href=\"/overview?kind=primary&amp;sort=active#items\""));
    let turned = browser.get("/overview?sort=active&kind=primary").await;
    assert!(turned.text().contains("href=\"/overview?kind=primary#items\""), "then its own order");
    let odd = browser.get("/overview?sort=cluster&order=size").await;
    assert!(odd.status == 200 && odd.text().contains("sort, order"), "the note names them");
    let list = browser.get("/overview/districts?order=-newest&kind=primary").await;
    let file = |view| [("format", "csv"), ("view", view)];
    let own = browser.post("/do/export_overview", &file("kind=primary")).await;
    let csv = browser.post("/do/export_overview", &file("order=-newest&kind=primary")).await;
    let (own, ordered) = (names_in_file(own.text()), names_in_file(csv.text()));
    assert!(own != ordered && own.len() == ordered.len());
    assert_eq!(names_on_page(list.text()), ordered);
}

/// The links on the small map, each with what it says.
fn pins(html: &str) -> Vec<(String, String)> {
    let (_, map) = html.split_once("class=\"map__pins\"").unwrap();
    let (map, _) = map.split_once("</section>").unwrap();
    let links = map.split("<a href=\"").skip(1).map(|rest| {
        let (href, rest) = rest.split_once('"').unwrap();
        let (_, rest) = rest.split_once("<title>").unwrap();
        (href.replace("&amp;", "&"), rest.split_once("</title>").unwrap().0.to_owned())
    });
    links.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn where_pins_are_too_many_a_mark_is_of_a_type_in_a_cluster() {
    let (app, mut browser) = scene().await;
    copy_districts(&sqlite(app.dir.path()), 4).await.unwrap();
    let marks = pins(browser.get("/overview").await.text());
    assert!((18..=36).contains(&marks.len()), "{marks:?}");
    let of = |said: &str| -> usize {
        said.rsplit_once('/').unwrap().1.replace(',', "").parse().unwrap()
    };
    assert_eq!(marks.iter().map(|(_, said)| of(said)).sum::<usize>(), 5 * 245);
    let (href, said) = &marks[0];
    assert_eq!(rows(browser.get(href).await.text()), of(said), "{href}");
    let districts = pins(browser.get("/overview?cluster=3").await.text());
    assert!(districts[0].0.starts_with("/districts/"), "few enough to tell apart");
}
