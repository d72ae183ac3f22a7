//! The words of what was typed, however they are written together.

use crate::kernel::thai::office;
use crate::map::search::query::{begins_office_word, is_number};
use crate::place::district::DistrictKind;

/// The words of a folded text: numbers apart from letters, spelt-out abbreviations together
/// (ส.พ.ป.), and words of the office apart from what is written on to them.
pub(super) fn words(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut spelling_out = false;
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let single = word.chars().nth(1).is_none() && !is_number(word);
        match words.last_mut().filter(|_| single && spelling_out) {
            Some(abbreviation) => abbreviation.push_str(word),
            None => split_numbers(word, &mut words),
        }
        spelling_out = single;
    }
    let mut apart = Vec::with_capacity(words.len());
    for word in words {
        if word.is_ascii() {
            apart.push(word);
        } else {
            split_office_words(&word, &mut apart);
        }
    }
    apart
}

fn split_numbers(word: &str, into: &mut Vec<String>) {
    let mut was_digit = None;
    for letter in word.chars() {
        let digit = letter.is_ascii_digit();
        match into.last_mut().filter(|_| was_digit == Some(digit)) {
            Some(last) => last.push(letter),
            None => into.push(letter.to_string()),
        }
        was_digit = Some(digit);
    }
}

/// Thai is written without spaces: สพปเชียงใหม่เขต1.
fn split_office_words(word: &str, into: &mut Vec<String>) {
    let phrases = office::GENERAL.iter().chain(&office::PRIMARY).chain(&office::SECONDARY);
    let mut phrases = phrases.copied().chain([office::CLUSTER]);
    let found = phrases.find_map(|phrase| Some((word.find(phrase)?, phrase)));
    match found.filter(|_| !is_half_typed(word)) {
        Some((at, phrase)) => {
            split_office_words(&word[..at], into);
            into.push(phrase.to_owned());
            split_office_words(&word[at + phrase.len()..], into);
        }
        None if word.is_empty() => {}
        None => into.push(word.to_owned()),
    }
}

fn is_half_typed(word: &str) -> bool {
    DistrictKind::ALL.into_iter().any(|kind| begins_office_word(word, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::thai;

    #[test]
    fn what_is_written_together_is_taken_apart() {
        for (typed, apart) in [
            ("สพปเชียงใหม่เขต1", vec!["สพป", "เชียงใหม", "เขต", "1"]),
            ("ส.พ.ม. น่าน", vec!["สพม", "นาน"]),
            ("area2", vec!["area", "2"]),
            ("สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาน่าน", vec!["สำนักงานเขตพืนทีการศึกษา", "มัธยมศึกษา", "นาน"]),
            ("p 1", vec!["p", "1"]),
            ("", vec![]),
        ] {
            assert_eq!(words(&thai::fold(typed)), apart, "{typed}");
        }
    }
}
