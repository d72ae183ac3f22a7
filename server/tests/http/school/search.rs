//! The list of a district's schools, and `pakmud import` at the keyboard.

use crate::open_data::schools::fill as fill_two_districts;
use crate::progress::reporting::HERE;
use crate::site::command_line::{ends, pakmud};
use crate::support::app::{Answer, TestApp, migrated_dir};
use backend::SchoolFile;
use domain::kernel::percent::percent_encode;
use domain::school::AcademicYear;
use std::fmt::Write as _;

const HEADING: &str = "school_id,name_th,levels,district_code,amphoe_th,students\n";

/// 120 schools of the district; every second one is in the first amphoe.
async fn fill(app: &TestApp) {
    let board = app.board().await;
    let code = &board.pins.iter().find(|pin| pin.slug.as_str() == HERE).unwrap().code;
    let mut list = String::from(HEADING);
    for no in 1..=120 {
        writeln!(list, "{no:010},School {no:03},ประถมศึกษา,{code},Amphoe {},{no}", no % 2).unwrap();
    }
    let file = SchoolFile { name: "list.csv".into(), bytes: list.into_bytes() };
    let year = AcademicYear::new(2566).unwrap();
    let done = app.backend.school_imports_of_operator().import(file, year, true).await.unwrap();
    assert!(done.applied.is_some(), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_looks_through_a_districts_schools_page_by_page() {
    let app = TestApp::start().await;
    let path = format!("/districts/{HERE}/schools");
    let mut public = app.browser();
    let empty = public.in_english(&path).await;
    assert!(empty.text().contains("There is no list of this district"), "{}", empty.text());
    fill(&app).await;
    let page = public.in_english(&path).await;
    assert!(page.text().contains("120 of 120 schools") && page.text().contains("Page 1 of 3"));
    assert!(page.text().contains("School 002") && !page.text().contains("School 001"), "by amphoe");
    let page = public.in_english(&format!("{path}?amphoe=Amphoe+1&q=school&page=2")).await;
    assert!(page.text().contains("60 of 120 schools") && page.text().contains("Page 2 of 2"));
    let page =
        public.in_english(&format!("{path}?q=%3Cscript%3E&page=99&level=x&size=small")).await;
    assert!(page.status == 200 && page.text().contains("No school is like that."));
    assert!(!page.text().contains("<script>\""), "{}", page.text());
    assert_eq!(public.get("/districts/nowhere/schools").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_finds_a_school_among_all_of_the_country() {
    let app = TestApp::start().await;
    let mut public = app.browser();
    let search = |words: &str, more: &str| format!("/schools?q={}{more}", percent_encode(words));
    let rows = |page: &Answer| page.text().matches("<li><a href=\"/schools/").count();
    let before = public.in_english("/schools?q=School").await;
    assert!(before.text().contains("There is no list of schools yet"), "{}", before.text());
    let [first, second] = fill_two_districts(&app).await;
    let empty = public.in_english("/schools").await;
    assert!(empty.text().contains("one of 249 schools") && rows(&empty) == 0, "{}", empty.text());
    let many = public.in_english(&search("โรงเรียนบานตัวอยาง", "&page=2")).await;
    assert!(many.text().contains("249 schools found") && many.text().contains("Page 2 of 5"));
    assert!(many.text().contains("Many schools fit") && rows(&many) == 50);
    assert_eq!(rows(&public.in_english(&search("บ้าน", "&page=99")).await), 49, "the last page");
    assert_eq!(rows(&public.in_english(&search("บ้าน", "&few=1")).await), 8);
    let one = public.in_english("/schools?q=0000000250").await;
    let link = "<a href=\"/schools/0000000250\" lang=\"th\">บ้านตัวอย่าง 250</a>";
    assert!(one.text().contains(link) && one.text().contains("Amphoe เมืองน่าน"), "{}", one.text());
    let none = public.in_english("/schools?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(none.text().contains("No school fits") && !none.text().contains("<script>alert"));
    let map = public.in_english("/?q=nowhere").await;
    assert!(map.text().contains("<a href=\"/schools?q=nowhere\">"), "{}", map.text());
    for list in [second, first] {
        app.backend.school_imports_of_operator().undo(list).await.unwrap();
    }
    assert_eq!(rows(&public.in_english(&search("บ้าน", "")).await), 0, "as if they had never been");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_has_a_page_with_its_history_and_ways_to_and_from_it() {
    let app = TestApp::start().await;
    let mut public = app.browser();
    assert_eq!(public.get("/schools/0000000002").await.status, 404);
    fill_two_districts(&app).await;
    let list = format!("/districts/{HERE}/schools");
    let kept = app.anonymous().get("/schools/0000000002").await;
    assert_eq!((kept.status.as_u16(), kept.header("cache-control")), (200, "public, no-cache"));
    let page = public.in_english("/schools/0000000002").await;
    assert!(page.title().starts_with("บ้านตัวอย่าง 2 School · Tambon ในเวียง"), "{}", page.title());
    let text = page.text();
    assert!(text.contains("In the newest list (academic year 2567)"), "{text}");
    assert!(text.contains(&format!("<a href=\"{list}\">Schools of ")), "{text}");
    let (_, history) = text.split_once("id=\"history\"").unwrap();
    let years: Vec<&str> =
        history.split("<th scope=\"row\">").skip(1).map(|row| &row[..4]).collect();
    assert_eq!(years, ["2567", "2566"], "the newest first");
    let [new, old] = ["<td class=\"number\">2,000<", "<td class=\"number\">2<"];
    assert!(history.find(new) < history.find(old) && history.contains(old), "{history}");
    assert!(text.contains("class=\"dots\" d=\"M"), "where it is: {text}");
    let closed = public.in_english("/schools/0000000001").await;
    assert!(closed.text().contains("In no list since academic year 2567"), "{}", closed.text());
    assert!(closed.text().contains("No longer listed"), "{}", closed.text());
    for (address, code) in [
        (format!("{list}?q=0000000002"), "0000000002"),
        ("/districts/p-chiang-mai-1/schools".to_owned(), "0000000001"),
        ("/schools?q=0000000250".to_owned(), "0000000250"),
    ] {
        let page = public.in_english(&address).await;
        assert!(page.text().contains(&format!("href=\"/schools/{code}\"")), "{address}");
    }
    for unknown in ["0000000999", "1", "%3Cscript%3E", "%00", "0000000002%20", "%FF"] {
        let page = public.get(&format!("/schools/{unknown}")).await;
        assert_eq!(page.status, 404, "{unknown}");
        assert!(page.text().contains("class=\"notice\""), "the page of the product: {unknown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schools_name_becomes_no_markup_not_even_in_the_title() {
    let app = TestApp::start().await;
    let hostile = "</title><script>alert(1)</script>&lt;<img src=x onerror=alert(2)>";
    let list = format!("{HEADING}0000000001,{hostile},ประถมศึกษา,,{hostile},5\n");
    let file = SchoolFile { name: "list.csv".into(), bytes: list.into_bytes() };
    let year = AcademicYear::new(2566).unwrap();
    let done = app.backend.school_imports_of_operator().import(file, year, true).await.unwrap();
    assert!(done.applied.is_some(), "{done:?}");
    let page = app.browser().in_english("/schools/0000000001").await;
    let text = page.text();
    assert_eq!(page.status, 200);
    assert!(!text.contains("<script>alert") && !text.contains("<img"), "{text}");
    assert!(page.title().contains("&lt;/title&gt;&lt;script&gt;alert(1)"), "{}", page.title());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_districts_map_shows_its_schools_as_dots_and_says_so() {
    let app = TestApp::start().await;
    let mut public = app.browser();
    let path = format!("/districts/{HERE}");
    assert!(!public.in_english(&path).await.text().contains("locator__legend"));
    fill_two_districts(&app).await;
    let page = public.in_english(&path).await;
    let text = page.text();
    let (_, rest) = text.split_once("<path class=\"dots\" d=\"").unwrap();
    let dots = rest.split('"').next().unwrap();
    assert!(dots.starts_with('M') && dots.len() < 4000, "{dots}");
    assert!(text.contains("Schools: 125 with a position"), "{text}");
    assert!(text.contains(&format!("<a href=\"{path}/schools\">List of all 125 schools</a>")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_countrys_map_shows_schools_as_dots_to_who_asks_and_names_those_around_one() {
    let app = TestApp::start().await;
    let mut public = app.browser();
    let none = app.anonymous().get("/map/schools.json").await;
    assert_eq!(none.status, 200);
    assert_eq!(none.json()["at"], serde_json::json!([]));
    fill_two_districts(&app).await;
    let dots = app.anonymous().get("/map/schools.json").await;
    assert_eq!(dots.json()["at"].as_array().unwrap().len(), 2, "all 249 are at one spot");
    let known = app.anonymous().with("if-none-match", dots.header("etag"));
    assert_eq!(known.get("/map/schools.json").await.status, 304);
    assert!(!public.in_english("/").await.text().contains("class=\"school-dots\""));
    let map = public.in_english("/?schools=1").await;
    let text = map.text();
    let (before, _) = text.split_once("class=\"school-dots\"").unwrap();
    assert_eq!(before.rsplit('<').next().unwrap().matches("h1").count(), 1);
    let asked = public.in_english("/?schools=yes").await;
    assert!(asked.text().contains("were left out: schools"), "{}", asked.text());
    let near = public.in_english("/schools?near=18.70001,100.70001&few=1").await;
    let text = near.text();
    assert!(text.contains("id=\"schools-near\"") && text.contains("and 241 more"), "{text}");
    let far = public.in_english("/schools?near=13.0,100.0&few=1").await;
    assert!(far.text().contains("id=\"schools-near\"") && !far.text().contains("/schools/0"));
    for absurd in ["near=here", "near=900,1", "near=1", "near=%00,%00", "near=NaN,inf"] {
        assert_eq!(public.in_english(&format!("/schools?{absurd}")).await.status, 200, "{absurd}");
    }
}

#[tokio::test]
async fn a_list_is_looked_over_applied_shown_and_undone_at_the_keyboard() {
    let dir = migrated_dir().await;
    let list = dir.path().join("list.csv");
    let import =
        |arguments: &[&str]| pakmud(dir.path()).arg("import").args(arguments).output().unwrap();
    let row = "1010720019,บ้านตัวอย่าง,ประถมศึกษา,,,12\n";
    std::fs::write(&list, format!("{HEADING}{row}{row}")).unwrap();
    let path = list.to_str().unwrap();
    ends(
        &import(&["schools", path]),
        1,
        &["line 3: School code: the same school as in line 2", "Nothing was changed"],
    );
    std::fs::write(&list, format!("{HEADING}{row}")).unwrap();
    let dry = ["schools", path, "--year", "2567", "--dry-run"];
    ends(&import(&dry), 0, &["would have opened 1", "dry run"]);
    ends(&import(&["list"]), 0, &[]);
    ends(&import(&dry[..4]), 0, &["has opened 1", "pakmud import undo"]);
    ends(&import(&dry[..4]), 0, &["Nothing to change."]);
    ends(&import(&["schools", path, "--year", "2566"]), 2, &["2567 counts already"]);
    let listed = import(&["list"]);
    ends(&listed, 0, &["year 2567", "list.csv", "1 opened"]);
    let id = String::from_utf8_lossy(&listed.stdout).split(' ').next().unwrap().to_owned();
    ends(&import(&["undo", &id]), 0, &["is undone"]);
    ends(&import(&["undo", &id]), 2, &["Only the newest list"]);
    ends(&import(&["schools", "nowhere.csv"]), 2, &["The list cannot be read"]);
}
