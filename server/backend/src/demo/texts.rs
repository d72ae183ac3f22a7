//! The invented texts of a demo, each marked as an example.

use serde::Deserialize;
use std::collections::BTreeMap;

const TEXTS: &str = include_str!("../../../data/demo-texts.json");

/// The texts of a demo.
#[derive(Debug, Deserialize)]
pub(super) struct Texts {
    /// Display names by the code of the role.
    pub names: BTreeMap<String, String>,
    pub on_plan: Vec<String>,
    pub adjusted: Vec<Adjusted>,
    pub output: Vec<Output>,
    pub stories: Vec<String>,
    pub question: String,
    pub answer: String,
    pub withdrawal: String,
    pub profile: ProfileTexts,
    pub schools: SchoolTexts,
    /// 2,000 characters.
    pub long: String,
}

/// The texts of a district's profile in a demo.
#[derive(Debug, Deserialize)]
pub(super) struct ProfileTexts {
    /// With a placeholder for a number.
    pub address: String,
    pub contact: String,
    pub line: String,
    pub directors: Vec<String>,
    pub deputies: Vec<String>,
}

/// The names of schools in a demo, each followed by a number.
#[derive(Debug, Deserialize)]
pub(super) struct SchoolTexts {
    pub names: Vec<String>,
    pub amphoes: Vec<String>,
    pub tambon: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Adjusted {
    pub text: String,
    pub what_changed: String,
    pub why: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Output {
    pub text: String,
    pub unit: String,
}

impl Texts {
    /// The texts embedded in the binary.
    pub(super) fn embedded() -> Self {
        serde_json::from_str(TEXTS).expect("the shipped texts can be read; a test reads them")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_marked_as_an_example() {
        let texts = Texts::embedded();
        assert_eq!(texts.long.chars().count(), 2000);
        let all: Vec<&String> =
            texts.on_plan.iter().chain(&texts.stories).chain(texts.names.values()).collect();
        assert!(all.iter().all(|text| text.contains("(ตัวอย่าง)")));
    }
}
