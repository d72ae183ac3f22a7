//! Every word that a person reads.
//!
//! `build.rs` turns `locales/<area>.{th,en}.json` into one function per key, so a missing key, a key that
//! only one language has, or a placeholder that only one names, does not compile.

mod school;

mod number;
mod profile;
mod refusals;
mod time;
mod year;

use std::fmt::Display;

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Thai, the default.
    #[default]
    Th,
    /// English.
    En,
}

impl Lang {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Th, Self::En];

    /// BCP 47 code, as in `?lang=` and `<html lang>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Th => "th",
            Self::En => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The one of two texts that is in this language.
    pub fn pick<'a>(self, th: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Th => th,
            Self::En => en,
        }
    }
}

/// Puts values into a text with `{name}` placeholders.
fn fill(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), &value.to_string());
    }
    text
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));
