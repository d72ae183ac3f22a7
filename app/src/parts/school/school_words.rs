//! What lists say of schools, in words.

use crate::parts::map::names::Named;
use domain::map::board::MapBoard;
use domain::school::{Column, Difference};
use words::Lang;

/// How many, or that nobody knows.
pub fn counted(lang: Lang, count: Option<u32>) -> String {
    count.map_or_else(|| "–".to_owned(), |count| lang.count(count))
}

/// What a list changes in one column.
pub fn difference(lang: Lang, one: &Difference, board: &MapBoard) -> String {
    let shown = |text: &str| match one.column {
        _ if text.is_empty() => lang.school_nothing().to_owned(),
        Column::District => district(lang, board, text),
        _ => text.to_owned(),
    };
    lang.school_difference(lang.school_column(one.column), shown(&one.before), shown(&one.after))
}

/// A district by its office code; by the code itself where nobody knows it any more.
pub fn district(lang: Lang, board: &MapBoard, code: &str) -> String {
    board.pin_of_code(code).map_or_else(|| code.to_owned(), |pin| pin.name(lang))
}
