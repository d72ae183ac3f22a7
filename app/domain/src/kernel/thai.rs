//! Thai text: one form for what looks the same, and a folded form for searching.
//!
//! Hand-written, without Unicode tables, because it goes into the WASM; a test on the server
//! compares it with the full normaliser.

pub(crate) mod office;

/// One spelling for what looks the same: marks in order and none twice, เเ→แ, ํ+า→ำ, Arabic digits;
/// without invisible and control characters (line feeds stay). Idempotent; never longer than `text`
/// counted in characters.
pub fn normalise(text: &str) -> String {
    compose(text.chars().filter_map(visible))
}

/// A form for searching: [`normalise`], and without tone marks, thanthakhat and maitaikhu; Latin
/// letters small and plain; anything else but letters and digits is one space. Idempotent.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in compose(normalise(text).chars().filter_map(searchable)).chars() {
        if letter != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(letter);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Paragraphs as a person typed them: [`normalise`], without white space around. Idempotent.
pub fn paragraphs(text: &str) -> String {
    normalise(text).trim().to_owned()
}

/// One line as a person typed it: [`normalise`], white space as single spaces. Idempotent.
pub fn line(text: &str) -> String {
    normalise(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character shows nothing and is dropped from every text: controls, zero-width and
/// bidirectional marks. A line feed is not one of them.
pub fn is_invisible(letter: char) -> bool {
    visible(letter).is_none()
}

/// Whether a character is of the Thai block.
pub fn is_thai(letter: char) -> bool {
    matches!(letter, '\u{e01}'..='\u{e5b}')
}

/// The character that stands for all Thai letters with the same sound, as misspellings swap them.
pub(crate) fn same_sound(letter: char) -> char {
    match letter {
        'ฆ' | 'ฅ' => 'ค',
        'ญ' => 'ย',
        'ฎ' | 'ฏ' => 'ด',
        'ฐ' => 'ถ',
        'ฑ' | 'ฒ' | 'ธ' => 'ท',
        'ณ' => 'น',
        'ภ' => 'พ',
        'ศ' | 'ษ' => 'ส',
        'ฬ' => 'ล',
        'ใ' => 'ไ',
        'ี' => 'ิ',
        'ื' => 'ึ',
        'ู' => 'ุ',
        other => other,
    }
}

/// Builds the text cluster by cluster: the marks of one consonant, then what follows.
fn compose(letters: impl Iterator<Item = char>) -> String {
    let mut cluster = Cluster::default();
    for letter in letters {
        match letter {
            'า' | 'ำ' => cluster.push_aa(letter),
            _ if cluster.aa && mark_order(letter).is_some() => cluster.behind.push(letter),
            _ if mark_order(letter).is_some() => cluster.mark(letter),
            _ => cluster.push_base(letter),
        }
    }
    cluster.finish();
    cluster.text
}

const NIKHAHIT: char = '\u{e4d}';

/// The order from which on a mark may still be typed behind sara aa: nikhahit and tone marks.
const LATE: u8 = 4;

/// Where a mark stands among those of one consonant; `None` for what is no mark. The canonical
/// order of Unicode (phinthu, vowels below, tone marks) is kept.
fn mark_order(letter: char) -> Option<u8> {
    match letter {
        '\u{e3a}' => Some(0),
        '\u{e38}' | '\u{e39}' => Some(1),
        '\u{e31}' | '\u{e34}'..='\u{e37}' | '\u{e47}' => Some(2),
        '\u{e4c}' | '\u{e4e}' => Some(3),
        NIKHAHIT => Some(LATE),
        '\u{e48}'..='\u{e4b}' => Some(5),
        _ => None,
    }
}

/// What is being read: the text so far, the marks of its last letter, sara aa, marks behind that.
#[derive(Default)]
struct Cluster {
    text: String,
    marks: Vec<char>,
    aa: bool,
    behind: Vec<char>,
}

impl Cluster {
    fn push_base(&mut self, letter: char) {
        self.finish();
        if letter == 'เ' && self.text.ends_with('เ') {
            self.text.pop();
            self.text.push('แ');
        } else {
            self.text.push(letter);
        }
    }

    /// Puts a mark in its order. (A sort would cost the WASM more than all of this file.)
    fn mark(&mut self, letter: char) {
        let place = self.marks.partition_point(|mark| mark_order(*mark) <= mark_order(letter));
        self.marks.insert(place, letter);
    }

    fn mark_late(&mut self) {
        for letter in std::mem::take(&mut self.behind) {
            self.mark(letter);
        }
    }

    fn push_aa(&mut self, letter: char) {
        self.close();
        if letter == 'ำ' {
            self.mark(NIKHAHIT);
        }
        self.aa = true;
    }

    fn finish(&mut self) {
        self.close();
        self.write();
    }

    /// Writes what ends with sara aa. Marks behind it belong in front if they were merely typed too
    /// late; else they begin what follows.
    fn close(&mut self) {
        if self.aa {
            let on_a_letter = !self.text.ends_with(['า', 'ำ']);
            if on_a_letter && self.behind.iter().all(|mark| mark_order(*mark) >= Some(LATE)) {
                self.mark_late();
            }
            self.write();
            self.mark_late();
        }
    }

    fn write(&mut self) {
        self.marks.dedup();
        let am = self.aa && self.marks.contains(&NIKHAHIT);
        self.text.extend(self.marks.drain(..).filter(|mark| !am || *mark != NIKHAHIT));
        if self.aa {
            self.text.push(if am { 'ำ' } else { 'า' });
        }
        self.aa = false;
    }
}

/// What remains of a character that is to be seen: `None` for the invisible ones.
fn visible(letter: char) -> Option<char> {
    match letter {
        '\t' | '\u{a0}' => Some(' '),
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        // Controls; soft hyphen, Arabic letter mark, Mongolian vowel separator; zero-width, bidi, tags.
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' => None,
        '๐'..='๙' => char::from_digit(u32::from(letter) - u32::from('๐'), 10),
        other => Some(other),
    }
}

/// What a search sees of a visible character: `None` for marks that people leave out.
fn searchable(letter: char) -> Option<char> {
    match letter {
        '\u{e47}'..='\u{e4c}' | '\u{e4e}' | '\u{e3a}' | '\u{300}'..='\u{36f}' => None,
        'ฯ' | '฿' | 'ๆ' | '๏' | '๚' | '๛' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).map(plain),
        other => Some(plain(other)),
    }
}

/// A Latin letter small and without diacritics; a space for what is neither letter nor digit.
fn plain(letter: char) -> char {
    if letter.is_ascii() {
        return if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' };
    }
    match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => 'o',
        'Ś'..='š' => 's',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        '\u{80}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => {
            ' '
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_the_same_is_written_the_same() {
        for (typed, written) in [
            ("เเม่ฮ่องสอน", "แม่ฮ่องสอน"),
            ("ลํา\u{200b}พูน", "ลำพูน"),
            ("น\u{e4d}\u{e49}า", "น้ำ"),
            ("น\u{e49}\u{e4d}า", "น้ำ"),
            ("นำ้", "น้ำ"),
            ("นา\u{e4d}", "นำ"),
            ("บา้น", "บ้าน"),
            ("าา\u{e48}", "าา\u{e48}"),
            ("ท\u{e48}\u{e35}", "ที่"),
            ("ที่\u{e48}", "ที่"),
            ("เขต ๑๒", "เขต 12"),
            ("a\u{202e}b\u{0}\u{7}\r\nc", "ab\nc"),
        ] {
            assert_eq!(normalise(typed), written, "{typed:?}");
        }
    }

    #[test]
    fn the_folded_form_forgives_what_people_leave_out() {
        for (typed, folded) in [
            ("สพป.เชียงใหม่ เขต\u{a0}๑", "สพป เชียงใหม เขต 1"),
            ("ร้อยเอ็ด", "รอยเอด"),
            ("บุรีรัมย์", "บุรีรัมย"),
            ("  <script>Sà-Kâeo</script> ", "script sa kaeo script"),
            ("Ｔａｋ", "tak"),
            ("\u{202e}\u{200b}…", ""),
        ] {
            assert_eq!(fold(typed), folded, "{typed:?}");
        }
    }

    /// Thai letters and marks in any order, with what else turns up in pasted text.
    fn thaiish() -> impl Strategy<Value = String> {
        "[กนเแาำิีุู่้๊๋์็ํฺ๎ัๅๆ๑ aB.\u{200b}\u{301}\u{a0}\n]{0,24}"
    }

    proptest! {
        #[test]
        fn twice_is_as_once(text in prop_oneof![thaiish(), any::<String>()]) {
            let (normal, folded) = (normalise(&text), fold(&text));
            prop_assert_eq!(normalise(&normal), normal.clone());
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert_eq!(fold(&normal), folded);
            let (many, one) = (paragraphs(&text), line(&text));
            prop_assert_eq!(paragraphs(&many), many.clone());
            prop_assert_eq!(line(&one), one.clone());
            prop_assert!(!one.contains('\n') && !many.chars().any(|c| c.is_control() && c != '\n'));
        }

        #[test]
        fn no_text_grows(text in prop_oneof![thaiish(), any::<String>()]) {
            prop_assert!(normalise(&text).chars().count() <= text.chars().count());
            prop_assert!(fold(&text).chars().count() <= text.chars().count());
        }

        #[test]
        fn the_folded_form_is_words_with_single_spaces(text in prop_oneof![thaiish(), any::<String>()]) {
            let folded = fold(&text);
            prop_assert_eq!(folded.split(' ').filter(|word| word.is_empty()).count(), usize::from(folded.is_empty()));
            prop_assert!(!folded.chars().any(|letter| letter.is_ascii_uppercase() || letter.is_control()));
        }
    }
}
