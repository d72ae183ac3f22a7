//! What people type, and what they find: over the shipped districts.

use domain::map::board::{DistrictPin, MapBoard, Province};
use domain::map::search::{Index, Query};
use domain::place::district::{DistrictKind, PositionSource, Slug};
use domain::place::position::Place;
use domain::progress::standings::Standings;
use domain::year::fiscal_year::FiscalYear;
use std::collections::HashMap;

const DISTRICTS: &str = include_str!("../../data/districts.csv");
const PROVINCES: &str = include_str!("../../data/provinces.csv");

type Row = HashMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.expect("a row of the shipped facts"))
        .collect()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn pin(row: &Row) -> DistrictPin {
    let number = |field: &str| row[field].parse::<f64>().expect("a coordinate");
    DistrictPin {
        code: row["code"].clone(),
        slug: Slug::parse(&row["slug"]).expect("a slug"),
        kind: DistrictKind::from_key(&row["kind"]).expect("a kind"),
        name_th: row["name_th"].replace("เขต ", "เขต\u{a0}"),
        name_en: row["name_en"].clone(),
        cluster: row["cluster"].parse().ok(),
        provinces: row["provinces"].split(';').map(str::to_owned).collect(),
        seat_th: some(&row["seat_amphoe_th"]),
        website: some(&row["website"]),
        place: Place { lat: number("lat"), lon: number("lon") },
        position_source: PositionSource::from_key(&row["position_source"]).expect("a source"),
        newest: None,
        report: None,
        standings: Standings::default(),
    }
}

/// The shipped districts, in the order of the file.
fn board() -> MapBoard {
    let provinces: Vec<Province> = rows(PROVINCES)
        .into_iter()
        .map(|row| Province {
            code: row["code"].clone(),
            name_th: row["name_th"].clone(),
            name_en: row["name_en"].clone(),
        })
        .collect();
    MapBoard {
        year: FiscalYear::new(2567).expect("a year"),
        read_at: "2024-05-01T00:00:00Z".parse().expect("an instant"),
        position: 0,
        items: Vec::new(),
        clusters: (1..=18).collect(),
        pins: rows(DISTRICTS).iter().map(pin).collect(),
        provinces,
    }
}

fn found(board: &MapBoard, typed: &str) -> Vec<String> {
    let found = Index::new(board).select(&Query::new(typed));
    found.into_iter().map(|index| board.pins[index].slug.as_str().to_owned()).collect()
}

/// What is typed, what stands first, and how many are found in all.
const TABLE: &[(&str, &[&str], usize)] = &[
    // Thai names, whole, begun, without and with wrong marks.
    ("เชียงใหม่", &["s-chiang-mai", "p-chiang-mai-1", "p-chiang-mai-2"], 7),
    ("เชียงใหม", &["s-chiang-mai", "p-chiang-mai-1"], 7),
    ("เชียงให้ม่", &["s-chiang-mai", "p-chiang-mai-1"], 7),
    ("เชียง", &["p-chiang-mai-1"], 12),
    ("เเพร่", &["s-phrae", "p-phrae-1", "p-phrae-2"], 3),
    ("น่าน", &["s-nan", "p-nan-1", "p-nan-2"], 3),
    ("นาน", &["s-nan", "p-nan-1", "p-nan-2"], 3),
    ("ลําปาง", &["p-lampang-1", "p-lampang-2", "p-lampang-3", "s-lampang-lamphun"], 4),
    ("ร้อยเอ็ด", &["s-roi-et", "p-roi-et-1"], 4),
    ("รอยเอด", &["s-roi-et", "p-roi-et-1"], 4),
    ("บุรีรัม", &["p-buri-ram-1"], 5),
    ("กาฬสินธุ", &["s-kalasin", "p-kalasin-1"], 4),
    ("ราชสีมา", &["p-nakhon-ratchasima-1"], 8),
    ("อยุธยา", &["p-phra-nakhon-si-ayutthaya-1"], 3),
    ("สุราษฏร์ธานี", &["p-surat-thani-1"], 4),
    ("ศรีษะเกษ", &["p-si-sa-ket-1"], 5),
    ("ยะลา\u{200b}", &["s-yala", "p-yala-1"], 4),
    // With the office's words, in all spellings.
    ("สพป.เชียงใหม่ เขต 1", &["p-chiang-mai-1"], 1),
    ("สพปเชียงใหม่เขต1", &["p-chiang-mai-1"], 1),
    ("ส.พ.ป. เชียงใหม่ 3", &["p-chiang-mai-3"], 1),
    ("สพป เชียงใหม่ เขต ๒", &["p-chiang-mai-2"], 1),
    ("สพม.เชียงใหม่", &["s-chiang-mai"], 1),
    ("สพม.น่าน", &["s-nan"], 1),
    ("ประถมกระบี่", &["p-krabi"], 1),
    ("มัธยม กระบี่", &["s-trang-krabi"], 1),
    ("สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาสงขลา สตูล", &["s-songkhla-satun"], 1),
    ("สพป", &["p-bangkok"], 183),
    ("สพม.", &["s-bangkok-1"], 62),
    ("สพ", &["p-bangkok"], 245),
    ("เขต 7", &["p-nakhon-ratchasima-7"], 1),
    ("เขต", &["p-bangkok"], 245),
    ("เขต 10", &[], 0),
    ("นครราชสีมา 1", &["p-nakhon-ratchasima-1"], 1),
    ("จังหวัดตราด", &["p-trat", "s-chanthaburi-trat"], 2),
    ("คลัสเตอร์ 7", &["p-pattani-1"], 12),
    ("คลัสเตอร์ ๑", &["p-bangkok"], 9),
    ("cluster 3", &["p-ratchaburi-1"], 15),
    ("cluster3 สพม", &["s-ratchaburi"], 4),
    // Several provinces, seats, other names.
    ("ระยอง", &["p-rayong-1", "p-rayong-2", "s-chon-buri-rayong"], 3),
    ("พังงา ภูเก็ต", &["s-phang-nga-phuket-ranong"], 1),
    ("จตุจักร", &["s-bangkok-2"], 1),
    ("กุมภวาปี", &["p-udon-thani-2"], 1),
    ("กทม.", &["p-bangkok", "s-bangkok-1", "s-bangkok-2"], 3),
    ("กรุงเทพ", &["p-bangkok", "s-bangkok-1", "s-bangkok-2"], 3),
    ("โคราช", &["p-nakhon-ratchasima-1"], 8),
    ("หาดใหญ่", &["p-songkhla-1"], 4),
    // English, as it is written and as it is heard.
    ("Chiang Mai", &["s-chiang-mai", "p-chiang-mai-1"], 7),
    ("chiangmai 2", &["p-chiang-mai-2"], 1),
    ("Chieng Mai", &["p-chiang-mai-1"], 7),
    ("nan", &["s-nan", "p-nan-1", "p-nan-2"], 3),
    ("Lopburi", &["s-lop-buri", "p-lop-buri-1"], 3),
    ("lobburi", &["p-lop-buri-1"], 3),
    ("Ayutthaya", &["p-phra-nakhon-si-ayutthaya-1"], 3),
    ("ayuthaya", &["p-phra-nakhon-si-ayutthaya-1"], 3),
    ("Korat", &["p-nakhon-ratchasima-1"], 8),
    ("nakorn rajasima area 3", &["p-nakhon-ratchasima-3"], 1),
    ("srisaket", &["p-si-sa-ket-1"], 5),
    ("Sa Kaew", &["p-sa-kaeo-1", "p-sa-kaeo-2", "s-sa-kaeo"], 3),
    ("Petchaboon", &["p-phetchabun-1"], 4),
    ("Pisanulok", &["p-phitsanulok-1"], 4),
    ("trad", &["p-trat", "s-chanthaburi-trat"], 2),
    ("Samut Prakarn", &["p-samut-prakan-1"], 3),
    ("prae secondary", &["s-phrae"], 1),
    ("udorn", &["p-udon-thani-1"], 5),
    ("bung kan", &["p-bueng-kan", "s-bueng-kan"], 2),
    ("hat yai", &["p-songkhla-1"], 4),
    ("BKK", &["p-bangkok", "s-bangkok-1"], 3),
    ("krabi prim", &["p-krabi"], 1),
    ("secondary krabi", &["s-trang-krabi"], 1),
    ("Krabi Primary Educational Service Area Office", &["p-krabi"], 1),
    ("primary", &["p-bangkok"], 183),
    // Addresses and office codes.
    ("1010010000", &["p-bangkok"], 1),
    ("๑๐๑๐๐๑๐๐๐๐", &["p-bangkok"], 1),
    ("10110", &["p-samut-prakan-1", "p-samut-prakan-2"], 2),
    ("p-chiang-mai-1", &["p-chiang-mai-1"], 1),
    ("s-nan", &["s-nan"], 1),
    // Nothing, and nonsense.
    ("", &["p-bangkok"], 245),
    (" \u{202e}\u{200b}. ", &["p-bangkok"], 245),
    ("<script>alert(1)</script>", &[], 0),
    ("12345678901234567890", &[], 0),
    ("qwxz", &[], 0),
];

#[test]
fn what_people_type_leads_to_the_district() {
    let board = board();
    let mut wrong = Vec::new();
    for (typed, first, count) in TABLE {
        let found = found(&board, typed);
        if !found.iter().zip(*first).all(|(slug, expected)| slug == expected)
            || found.len() != *count
        {
            wrong.push(format!(
                "{typed:?}: {} {:?}, expected {count} {first:?}",
                found.len(),
                &found[..found.len().min(6)]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_district_is_found_first_by_its_own_names() {
    let board = board();
    let index = Index::new(&board);
    for (at, row) in rows(DISTRICTS).iter().enumerate() {
        for field in ["name_th", "full_name_th", "name_en", "slug", "code"] {
            let found = index.select(&Query::new(&row[field]));
            assert_eq!(found.first(), Some(&at), "{}", row[field]);
        }
    }
}

#[test]
fn while_a_name_is_typed_its_district_never_disappears() {
    let board = board();
    let index = Index::new(&board);
    for (at, row) in rows(DISTRICTS).iter().enumerate() {
        for name in [&row["name_th"], &row["name_en"]] {
            let name = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
            // A single letter may be too little to go by; a Thai one has three bytes.
            for end in name.char_indices().map(|(end, _)| end).filter(|end| *end >= 3) {
                let found = index.select(&Query::new(&name[..end]));
                assert!(found.contains(&at), "{name} is not found by {}", &name[..end]);
            }
        }
    }
}
