//! The words of the office as people type them, in the form that [`fold`](super::fold) gives them.

/// Words for a primary office (สพป.), longest first.
pub(crate) const PRIMARY: [&str; 3] = ["ประถมศึกษา", "ประถม", "สพป"];

/// Words for a secondary office (สพม.), longest first.
pub(crate) const SECONDARY: [&str; 3] = ["มัธยมศึกษา", "มัธยม", "สพม"];

/// The word before an area number, and before a district of Bangkok.
pub(crate) const AREA: &str = "เขต";

/// The word before a cluster number.
pub(crate) const CLUSTER: &str = "คลัสเตอร";

/// Words that say nothing about which office is meant, longest first.
pub(crate) const GENERAL: [&str; 6] =
    ["สำนักงานเขตพืนทีการศึกษา", "เขตพืนทีการศึกษา", "สำนักงาน", "จังหวัด", "อำเภอ", "สพท"];

/// Other names that a province goes by, after its code (TIS 1099). Thai and Latin letters, folded.
pub(crate) const NICKNAMES: [(&str, &str); 9] = [
    ("10", "กทม พระนคร bkk krung thep"),
    ("14", "กรุงเกา ayudhya"),
    ("20", "พัทยา pattaya"),
    ("24", "แปดริว paet riu"),
    ("30", "โคราช korat"),
    ("33", "ศรีสะเกศ"),
    ("80", "เมืองคอน nakorn sri"),
    ("84", "เกาะสมุย samui"),
    ("90", "หาดใหญ hat yai"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thai::fold;

    #[test]
    fn the_words_are_folded() {
        let all = PRIMARY.iter().chain(&SECONDARY).chain(&GENERAL).chain([&AREA, &CLUSTER]);
        for word in all.copied().chain(NICKNAMES.iter().map(|(_, names)| *names)) {
            assert_eq!(fold(word), word);
        }
    }
}
