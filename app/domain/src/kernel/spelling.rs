//! Spellings that stand for the same name: Thai has several letters for one sound, and English
//! names of Thai places are written in many ways.

use crate::kernel::thai;

/// Latin spellings and the one that stands for them, applied in this order.
const LATIN: [(&str, &str); 32] = [
    ("tch", "ch"),
    ("ph", "p"),
    ("th", "t"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("ch", "c"),
    ("ck", "k"),
    ("j", "c"),
    ("q", "k"),
    ("z", "s"),
    ("v", "w"),
    ("ts", "s"),
    ("sr", "s"),
    ("rn", "n"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("aeo", "eo"),
    ("aew", "eo"),
    ("eow", "eo"),
    ("ew", "eo"),
    ("ae", "e"),
    ("aw", "ao"),
    ("ie", "ia"),
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("ue", "u"),
    ("ay", "ai"),
    ("ey", "ei"),
    ("oy", "oi"),
];

/// A folded word as it sounds: equal for spellings that people mix up.
pub fn sound(word: &str) -> String {
    if word.chars().any(thai::is_thai) {
        return word.chars().map(thai::same_sound).collect();
    }
    let mut spelt = word.to_owned();
    for (written, heard) in LATIN {
        if spelt.contains(written) {
            spelt = spelt.replace(written, heard);
        }
    }
    let mut single = String::with_capacity(spelt.len());
    for letter in spelt.chars() {
        if !single.ends_with(letter) {
            single.push(letter);
        }
    }
    single
}

#[cfg(test)]
mod tests {
    use super::sound;

    #[test]
    fn spellings_of_one_place_sound_the_same() {
        for (official, typed) in [
            ("phrae", "prae"),
            ("kaeo", "kaew"),
            ("kaeo", "keo"),
            ("ratchasima", "rajasima"),
            ("nakhon", "nakorn"),
            ("prakan", "prakarn"),
            ("phetchabun", "petchaboon"),
            ("phitsanulok", "pisanulok"),
            ("trat", "trad"),
            ("prachuap", "prajuab"),
            ("bueng", "bung"),
            ("si", "sri"),
            ("chiang", "chieng"),
            ("phatthalung", "pattalung"),
            ("loei", "loey"),
            ("อุษา", "อุสา"),
        ] {
            assert_eq!(sound(official), sound(typed), "{official} {typed}");
        }
    }

    #[test]
    fn neighbours_in_the_dictionary_stay_apart() {
        for (one, other) in
            [("lampang", "lamphun"), ("nan", "nong"), ("phuket", "phichit"), ("krabi", "trang")]
        {
            assert_ne!(sound(one), sound(other));
        }
    }
}
