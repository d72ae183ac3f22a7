//! The register, by hand and by chance.

use super::*;
use crate::school::{Level, Levels, School};
use proptest::prelude::*;

fn provinces() -> Vec<Province> {
    let province = |code: &str, name_th: &str, name_en: &str| Province {
        code: code.into(),
        name_th: name_th.into(),
        name_en: name_en.into(),
    };
    vec![province("30", "นครราชสีมา", "Nakhon Ratchasima"), province("55", "น่าน", "Nan")]
}

fn school(code: &str, name: &str, [tambon, amphoe, province]: [&str; 3]) -> KnownSchool {
    KnownSchool {
        school: School {
            code: code.into(),
            name: name.into(),
            levels: Levels::new(Level::Kindergarten, Level::Primary),
            district: Some("1055010000".into()),
            province: province.into(),
            amphoe: amphoe.into(),
            tambon: tambon.into(),
            place: None,
            students: Some(100),
            teachers: None,
        },
        is_open: true,
        year: AcademicYear::new(2567).unwrap(),
    }
}

fn register() -> Register {
    let schools = vec![
        school("1055000003", "ไทยรัฐวิทยา 45", ["ดู่ใต้", "เมืองน่าน", "น่าน"]),
        school("1055000002", "บ้านนา", ["ในเวียง", "เมืองน่าน", "น่าน"]),
        school("1030000001", "บ้านนาหนองแวง", ["บ้านใหม่", "ปากช่อง", "นครราชสีมา"]),
        school("1030000004", "วัดบ้านนา", ["บ้านใหม่", "ปากช่อง", "นครราชสีมา"]),
    ];
    Register::new(schools, provinces(), None)
}

fn codes(words: &str, sort: Sort) -> Vec<String> {
    let query = RegisterQuery { words: words.into(), sort, ..RegisterQuery::default() };
    register().find(&query).schools.into_iter().map(|known| known.school.code).collect()
}

#[test]
fn the_schools_around_a_place_come_by_their_distance() {
    let at = |code: &str, lat: f64| {
        let mut known = school(code, code, ["", "", ""]);
        known.school.place = Place::new(lat, 100.0);
        known
    };
    let nowhere = school("4", "4", ["", "", ""]);
    let closed = KnownSchool { is_open: false, ..at("5", 15.0) };
    let schools = vec![at("1", 15.01), at("2", 15.1), at("3", 15.001), nowhere, closed];
    let register = Register::new(schools, provinces(), None);
    let found = register.find(&RegisterQuery::around("15.0,100.0", 10).unwrap());
    let codes: Vec<&str> = found.schools.iter().map(|known| &*known.school.code).collect();
    assert_eq!((codes, found.total), (vec!["3", "1"], 2));
    assert_eq!(register.dots().count(), 3, "the open ones with a position");
    for absurd in ["", ",", "1", "91,0", "x,y", "1,2,3"] {
        assert_eq!(RegisterQuery::around(absurd, 10), None, "{absurd}");
    }
    let place = Place { lat: 13.75634, lon: 100.50178 };
    assert_eq!(RegisterQuery::around(&place_text(place), 10).unwrap().near, Some(place));
}

#[test]
fn people_find_a_school_by_what_they_type() {
    let exact_first = ["1055000002", "1030000001", "1030000004"];
    for words in ["บ้านนา", "บานนา", "โรงเรียนบ้านนา", "ร.ร. บ้านนา", "รร.บ้าน นา", "บ้านนา school"]
    {
        assert_eq!(codes(words, Sort::Match), exact_first, "{words}");
    }
    for (words, found) in [
        ("บ้านนา จ.น่าน", "1055000002"),
        ("บ้านนา อำเภอเมืองน่าน", "1055000002"),
        ("วัด โคราช", "1030000004"),
        ("วัด ratchasima", "1030000004"),
        ("ไทยรัฐวิทยา๔๕", "1055000003"),
        ("45", "1055000003"),
        ("1030000001", "1030000001"),
        ("วัดบ้านณา", "1030000004"),
        ("ไม่มีที่ไหน", ""),
        ("บ้านนา ภูเก็ต", ""),
    ] {
        let all: Vec<&str> = found.split(' ').filter(|code| !code.is_empty()).collect();
        assert_eq!(codes(words, Sort::Match), all, "{words}");
    }
    assert_eq!(codes("โรงเรียน", Sort::Code).len(), 4, "a word that says nothing");
    assert_eq!(codes("บ้านนา", Sort::Code), ["1030000001", "1030000004", "1055000002"]);
}

#[test]
fn each_parameter_that_cannot_be_taken_is_named() {
    let pairs = |text: &str| -> Vec<(String, String)> {
        let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let parse = |text: &str| RegisterQuery::parse(&pairs(text));
    let good = "q=x&district=1055010000&province=55&amphoe=ก&level=primary&size=small&open=any&sort=match&page=2&per_page=500&lang=en";
    let query = parse(good).unwrap();
    assert_eq!((query.is_open, query.page, query.per_page), (None, 2, 500));
    let again: Vec<(String, String)> =
        query.pairs(2).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    assert_eq!(RegisterQuery::parse(&again), Ok(query));
    let bad = "q=x&q=y&district=1&province=น่&level=&size=big&open=yes&sort=name&page=0&per_page=501&per-page=5";
    let named: Vec<String> = parse(bad).unwrap_err().into_iter().map(|(name, _)| name).collect();
    let expected = [
        "q", "district", "province", "level", "size", "open", "sort", "page", "per_page",
        "per-page",
    ];
    assert_eq!(named, expected);
    for page in ["page=+1", "page=1.0", "page=99999999999", "page="] {
        assert!(parse(page).is_err(), "{page}");
    }
}

proptest! {
    #[test]
    fn the_pages_together_are_what_is_found_each_once(
        count in 0usize..90, per_page in 1u32..40, words in 0usize..4,
    ) {
        let one = |no: usize| {
            school(&format!("{:010}", no * 7 % 97), &format!("บ้าน {no}"), ["ก", "ข", "น่าน"])
        };
        let register = Register::new((0..count).map(one).collect(), provinces(), None);
        let words = ["", "บ้าน", "1", "น่าน"][words].to_owned();
        for sort in Sort::ALL {
            let query = |page| RegisterQuery {
                words: words.clone(), sort, page, per_page, ..RegisterQuery::default()
            };
            let total = register.find(&query(1)).total;
            let pages = total.div_ceil(per_page);
            let shown: Vec<KnownSchool> =
                (1..=pages + 1).flat_map(|page| register.find(&query(page)).schools).collect();
            prop_assert_eq!(shown.len(), total as usize);
            let mut codes: Vec<&str> = shown.iter().map(|known| &*known.school.code).collect();
            prop_assert!(sort == Sort::Match || codes.is_sorted());
            codes.sort_unstable();
            codes.dedup();
            prop_assert_eq!(codes.len(), shown.len());
        }
    }
}
