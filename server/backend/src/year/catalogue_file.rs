//! Parses a catalogue file, JSON or CSV, into typed items. A file that cannot be read completely is refused.

use domain::kernel::thai;
use domain::place::source::Source;
use domain::year::fiscal_year::FiscalYear;
use domain::year::new_catalogue::TypedItem;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The largest file, in MiB: hundreds of times a year's catalogue.
pub(super) const LARGEST: usize = 4;

/// The columns of CSV, and the fields of an item in JSON. JSON has `year` and the groups' titles once.
const COLUMNS: [&str; 10] = [
    "year",
    "track",
    "group",
    "group_th",
    "group_en",
    "no",
    "title_th",
    "title_en",
    "predecessor",
    "comparability",
];

/// A file with a fiscal year's catalogue.
#[derive(Debug, Clone)]
pub struct CatalogueFile {
    /// Content of the file.
    pub bytes: Vec<u8>,
    /// Source of its items, unless the file gives one. The key is derived from the year.
    pub source: Source,
}

/// The reason that a file cannot be read as a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogueFileFault {
    /// It is larger than this many MiB.
    TooLarge(usize),
    /// It is not UTF-8.
    NotUtf8,
    /// It is neither JSON nor CSV, for this reason.
    BadForm(String),
    /// It has an unknown column or field of this name.
    UnknownColumn(String),
    /// It is for this other year.
    OtherYear(String),
    /// It has no item.
    NoItems,
}

/// The content of a file.
#[derive(Debug)]
pub(super) struct Content {
    pub items: Vec<TypedItem>,
    pub source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
    fiscal_year: Value,
    #[serde(default)]
    source: Option<GivenSource>,
    #[serde(default)]
    groups: Vec<Group>,
    items: Vec<BTreeMap<String, Value>>,
}

/// A source as in `server/data/sources.json`, without a key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenSource {
    title_th: String,
    title_en: String,
    licence: String,
    as_of: chrono::NaiveDate,
    note_th: String,
    note_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    key: String,
    title_th: String,
    title_en: String,
}

/// Parses the catalogue of `year`.
pub(super) fn read(file: CatalogueFile, year: FiscalYear) -> Result<Content, CatalogueFileFault> {
    if file.bytes.len() > LARGEST << 20 {
        return Err(CatalogueFileFault::TooLarge(LARGEST));
    }
    let text = std::str::from_utf8(&file.bytes).map_err(|_| CatalogueFileFault::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let source = Source { key: format!("catalogue_{year}"), ..file.source };
    let content = if text.trim_start().starts_with(['{', '[']) {
        from_json(text, year, source)
    } else {
        from_csv(text).map(|items| Content { items, source })
    }?;
    if content.items.is_empty() { Err(CatalogueFileFault::NoItems) } else { Ok(content) }
}

fn bad_form(error: &impl std::fmt::Display) -> CatalogueFileFault {
    CatalogueFileFault::BadForm(error.to_string())
}

fn from_json(text: &str, year: FiscalYear, source: Source) -> Result<Content, CatalogueFileFault> {
    let json: Json = serde_json::from_str(text).map_err(|error| bad_form(&error))?;
    let given = written(&json.fiscal_year);
    if given != year.to_string() {
        return Err(CatalogueFileFault::OtherYear(given));
    }
    let titles: BTreeMap<String, [String; 2]> = json
        .groups
        .into_iter()
        .map(|group| (group.key, [group.title_th, group.title_en]))
        .collect();
    let mut items = Vec::with_capacity(json.items.len());
    for (row, fields) in (1..).zip(json.items) {
        let mut fields: BTreeMap<String, String> =
            fields.into_iter().map(|(name, value)| (name, written(&value))).collect();
        fields.entry("year".to_owned()).or_insert_with(|| given.clone());
        let group = fields.get("group").and_then(|key| titles.get(key)).cloned();
        for (name, title) in ["group_th", "group_en"].into_iter().zip(group.into_iter().flatten()) {
            fields.entry(name.to_owned()).or_insert(title);
        }
        items.push(item(row, &fields)?);
    }
    let source = match json.source {
        None => source,
        Some(given) => {
            let GivenSource { title_th, title_en, licence, as_of, note_th, note_en } = given;
            Source { key: source.key, title_th, title_en, licence, as_of, note_th, note_en }
        }
    };
    Ok(Content { items, source })
}

/// A number as written, a text as it is; any other value as JSON, which no field accepts.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn from_csv(text: &str) -> Result<Vec<TypedItem>, CatalogueFileFault> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| bad_form(&error))?.clone();
    let mut items = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| bad_form(&error))?;
        let row = record.position().map_or(0, csv::Position::line);
        let fields = headings.iter().zip(&record);
        let fields =
            fields.map(|(name, value)| (name.trim().to_owned(), value.to_owned())).collect();
        items.push(item(u32::try_from(row).unwrap_or(u32::MAX), &fields)?);
    }
    Ok(items)
}

fn item(row: u32, fields: &BTreeMap<String, String>) -> Result<TypedItem, CatalogueFileFault> {
    if let Some(unknown) = fields.keys().find(|name| !COLUMNS.contains(&name.as_str())) {
        return Err(CatalogueFileFault::UnknownColumn(unknown.clone()));
    }
    let text = |name: &str| fields.get(name).map_or_else(String::new, |value| thai::line(value));
    Ok(TypedItem {
        row,
        year: text("year"),
        track: text("track"),
        group: text("group"),
        group_titles: [text("group_th"), text("group_en")],
        no: text("no"),
        titles: [text("title_th"), text("title_en")],
        predecessor: text("predecessor"),
        comparability: text("comparability"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year() -> FiscalYear {
        FiscalYear::new(2567).unwrap()
    }

    fn source() -> Source {
        Source {
            key: String::new(),
            title_th: "แฟ้ม".into(),
            title_en: "File".into(),
            licence: String::new(),
            as_of: "2024-01-01".parse().unwrap(),
            note_th: String::new(),
            note_en: String::new(),
        }
    }

    fn read_bytes(bytes: &[u8]) -> Result<Content, CatalogueFileFault> {
        read(CatalogueFile { bytes: bytes.to_vec(), source: source() }, year())
    }

    fn fault(bytes: &[u8]) -> CatalogueFileFault {
        read_bytes(bytes).unwrap_err()
    }

    const CSV: &str = "year,track,group,group_th,group_en,no,title_th,title_en,predecessor,comparability\n\
        2567,quick_win,A,ลดภาระ,Less load,๑,ชื่อ  ไทย,\"Title, in English\",a2,changed\n";

    const JSON: &str = r#"{"fiscal_year": 2567,
        "groups": [{"key": "A", "title_th": "ลดภาระ", "title_en": "Less load"}],
        "items": [{"track": "quick_win", "group": "A", "no": 1, "title_th": "ชื่อ ไทย",
                   "title_en": "Title, in English", "predecessor": "a2", "comparability": "changed"}]}"#;

    #[test]
    fn json_and_csv_say_the_same_with_a_mark_of_utf8_or_without() {
        let json = read_bytes(JSON.as_bytes()).unwrap();
        let csv = read_bytes(format!("\u{feff}{CSV}").as_bytes()).unwrap();
        assert_eq!(json.items, [TypedItem { row: 1, ..csv.items[0].clone() }]);
        assert_eq!((json.items[0].no.as_str(), csv.items[0].row), ("1", 2));
        assert_eq!(
            (json.source.key.as_str(), json.source.title_en.as_str()),
            ("catalogue_2567", "File")
        );
    }

    #[test]
    fn the_catalogue_that_ships_is_of_this_form() {
        let shipped = include_bytes!("../../../data/catalogue-2567.json");
        assert_eq!(read_bytes(shipped).unwrap().items.len(), 21);
    }

    #[test]
    fn a_file_may_name_its_source() {
        let source = r#""source": {"title_th": "ประกาศ", "title_en": "Announcement", "licence": "-",
            "as_of": "2026-10-01", "note_th": "", "note_en": ""}, "groups""#;
        let read = read_bytes(JSON.replace("\"groups\"", source).as_bytes()).unwrap();
        assert_eq!(
            (read.source.key.as_str(), read.source.title_th.as_str()),
            ("catalogue_2567", "ประกาศ")
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_whole_says_why() {
        use CatalogueFileFault as F;
        let thai = encoding_rs::WINDOWS_874.encode(CSV).0;
        assert_eq!(fault(&thai), F::NotUtf8);
        let utf16: Vec<u8> =
            [0xfeff_u16].into_iter().chain(CSV.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(fault(&utf16), F::NotUtf8);
        assert!(
            matches!(fault(b"{\"fiscal_year\": 2567,"), F::BadForm(detail) if detail.contains("EOF"))
        );
        assert!(matches!(fault(b"[]"), F::BadForm(_)));
        assert!(matches!(fault(b"year,no\n2567\n"), F::BadForm(_)), "a row with a field too few");
        assert_eq!(
            fault(CSV.replace("title_th", "title").as_bytes()),
            F::UnknownColumn("title".into())
        );
        assert_eq!(
            fault(JSON.replace("\"no\"", "\"number\"").as_bytes()),
            F::UnknownColumn("number".into())
        );
        assert_eq!(fault(JSON.replace("2567", "2568").as_bytes()), F::OtherYear("2568".into()));
        assert_eq!(fault(b""), F::NoItems);
        assert_eq!(fault(b"year,no\n"), F::NoItems);
        assert_eq!(fault(&vec![b' '; (LARGEST << 20) + 1]), F::TooLarge(LARGEST));
    }
}
