//! The schools as open data: paged, filtered, searched; facts alone and nobody's name or number.

use crate::support::app::{Answer, TestApp};
use axum::http::Method;
use backend::SchoolFile;
use domain::school::AcademicYear;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const HEADING: &str = "school_id,name_th,levels,district_code,province_th,amphoe_th,tambon_th,lat,lon,students,teachers\n";
const NAN: &str = "1055010000";
const CHIANG_MAI: &str = "1050010000";
const ADDRESS: &str = "/api/v1/schools";

/// 250 schools in two districts; in the year after, number 1 is gone and number 2 has grown.
pub async fn fill(app: &TestApp) -> [i64; 2] {
    let line = |no: u32, students: u32| {
        let (district, province, amphoe) = if no.is_multiple_of(2) {
            (NAN, "น่าน", "เมืองน่าน")
        } else {
            (CHIANG_MAI, "เชียงใหม่", "แม่ริม")
        };
        let levels = if no.is_multiple_of(5) {
            "ประถมศึกษา-มัธยมศึกษาตอนต้น"
        } else {
            "อนุบาล-ประถมศึกษา"
        };
        format!(
            "{no:010},บ้านตัวอย่าง {no},{levels},{district},{province},{amphoe},ในเวียง,18.7,100.7,{students},9\n"
        )
    };
    let mut lists = [String::from(HEADING), String::from(HEADING)];
    for no in 1..=250 {
        write!(lists[0], "{}", line(no, no)).unwrap();
        if no != 1 {
            write!(lists[1], "{}", line(no, if no == 2 { 2000 } else { no })).unwrap();
        }
    }
    let [first, second] = lists;
    [apply(app, first, 2566).await, apply(app, second, 2567).await]
}

async fn apply(app: &TestApp, list: String, year: i32) -> i64 {
    let file = SchoolFile { name: "list.csv".into(), bytes: list.into_bytes() };
    let year = AcademicYear::new(year).unwrap();
    let done = app.backend.school_imports_of_operator().import(file, year, true).await.unwrap();
    done.applied.unwrap_or_else(|| panic!("{done:?}"))
}

async fn ask(app: &TestApp, query: &str) -> Answer {
    let answer = app.anonymous().get(&format!("{ADDRESS}?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    answer
}

async fn total(app: &TestApp, query: &str) -> u64 {
    ask(app, query).await.json()["total"].as_u64().unwrap()
}

fn codes(page: &Value) -> Vec<String> {
    let schools = page["schools"].as_array().unwrap().iter();
    schools.map(|school| school["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_lead_through_all_schools_in_the_order_of_their_codes() {
    let app = TestApp::start().await;
    let empty = ask(&app, "").await.json();
    assert_eq!((&empty["total"], &empty["academic_year"]), (&Value::from(0), &Value::Null));
    fill(&app).await;
    let mut address = format!("{ADDRESS}?per_page=100&open=any");
    let (mut all, mut pages) = (Vec::new(), 0);
    loop {
        let answer = app.anonymous().get(&address).await;
        all.extend(codes(&answer.json()));
        pages += 1;
        let link = answer.header("link").to_owned();
        let links: Vec<(&str, &str)> =
            link.split(", ").filter_map(|link| link.split_once("; rel=")).collect();
        let Some((next, _)) = links.iter().find(|(_, rel)| *rel == "\"next\"") else { break };
        let next = next.trim_matches(['<', '>']);
        address = next.strip_prefix("http://localhost:3000").unwrap().to_owned();
    }
    assert_eq!((pages, all.len()), (3, 250));
    assert!(all.is_sorted(), "{all:?}");
    let behind = ask(&app, "page=100000").await;
    assert_eq!((codes(&behind.json()).len(), &behind.json()["total"]), (0, &Value::from(249)));
    assert!(
        behind.header("link").contains("page=3&per_page=100>; rel=\"prev\""),
        "{}",
        behind.header("link")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_narrow_it_and_words_find_in_it() {
    let app = TestApp::start().await;
    let [_, newest] = fill(&app).await;
    for (query, expected) in [
        ("", 249),
        ("open=any", 250),
        ("open=false", 1),
        ("district=1055010000", 125),
        ("district=9999999999", 0),
        ("province=50", 124),
        ("province=99", 0),
        ("amphoe=%E0%B9%81%E0%B8%A1%E0%B9%88%E0%B8%A3%E0%B8%B4%E0%B8%A1", 124),
        ("level=lower_secondary", 50),
        ("size=extra_large", 1),
        ("level=kindergarten&size=medium&province=55", 52),
        // บานตวอยาง without a mark, and with the word for school before it.
        ("q=%E0%B8%9A%E0%B8%B2%E0%B8%99", 249),
        (
            "q=%E0%B9%82%E0%B8%A3%E0%B8%87%E0%B9%80%E0%B8%A3%E0%B8%B5%E0%B8%A2%E0%B8%99%E0%B8%9A%E0%B9%89%E0%B8%B2%E0%B8%99+chiang",
            124,
        ),
        ("q=0000000250", 1),
        ("q=nowhere", 0),
    ] {
        assert_eq!(total(&app, query).await, expected, "{query}");
    }
    let best = ask(&app, "q=%E0%B8%9A%E0%B9%89%E0%B8%B2%E0%B8%99+12&sort=match&per_page=2").await;
    assert_eq!(codes(&best.json())[0], "0000000012", "{}", best.text());
    app.backend.school_imports_of_operator().undo(newest).await.unwrap();
    assert_eq!(total(&app, "").await, 250, "at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_is_facts_and_nothing_about_persons() {
    let app = TestApp::start().await;
    fill(&app).await;
    let page = ask(&app, "open=any&per_page=2&size=small").await.json();
    insta::assert_json_snapshot!("school_page", page);
    let fields: BTreeSet<&str> =
        page["schools"][0].as_object().unwrap().keys().map(String::as_str).collect();
    let agreed = [
        "amphoe_th",
        "closed_since",
        "code",
        "district",
        "lat",
        "level_from",
        "level_to",
        "lon",
        "name_th",
        "open",
        "province",
        "province_th",
        "size",
        "students",
        "tambon_th",
        "teachers",
    ];
    assert_eq!(fields, BTreeSet::from(agreed));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_sent_again_only_after_a_list_has_changed_it() {
    let app = TestApp::start().await;
    let [_, newest] = fill(&app).await;
    let address = format!("{ADDRESS}?size=extra_large");
    let fresh = app.anonymous().get(&address).await;
    let tag = fresh.header("etag").to_owned();
    assert!(tag.starts_with('"'), "strong: {tag}");
    assert_eq!(fresh.header("cache-control"), "public, no-cache");
    let again = app.anonymous().with("if-none-match", &tag);
    let unchanged = again.get(&address).await;
    assert_eq!((unchanged.status.as_u16(), unchanged.bytes.len()), (304, 0));
    app.backend.school_imports_of_operator().undo(newest).await.unwrap();
    assert_eq!(again.get(&address).await.status, 200);
    let head = app.anonymous().ask(Method::HEAD, &address).await;
    assert_eq!((head.status.as_u16(), head.bytes.len()), (200, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_parameter_is_named_with_a_sentence() {
    let app = TestApp::start().await;
    let wrong = "page=0&per_page=501&level=x&size=&open=yes&sort=name&district=1&province=%E0%B9%91&per-page=5&page=1";
    let long = "a".repeat(101);
    let answer = app.anonymous().get(&format!("{ADDRESS}?lang=en&q={long}&{wrong}")).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    insta::assert_json_snapshot!("school_parameters", answer.json()["parameters"]);
    let thai = app.anonymous().get(&format!("{ADDRESS}?page=x")).await;
    assert!(thai.text().contains("ต้องเป็นจำนวนเต็ม"), "{}", thai.text());
    let csv = app.anonymous().with("accept", "text/csv").get(ADDRESS).await;
    assert_eq!(csv.status, 406);
    let injected = app.anonymous().get(&format!("{ADDRESS}?q=%27%20OR%201%3D1--%FF%00")).await;
    assert_eq!((injected.status.as_u16(), &injected.json()["total"]), (200, &Value::from(0)));
}
