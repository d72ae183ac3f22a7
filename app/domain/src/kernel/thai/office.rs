//! The words of the office as people type them, in the form that [`fold`](crate::kernel::thai::fold) gives them.

/// Words for a primary office (สพป.), longest first.
pub(crate) const PRIMARY: [&str; 3] = ["ประถมศึกษา", "ประถม", "สพป"];

/// Words for a secondary office (สพม.), longest first.
pub(crate) const SECONDARY: [&str; 3] = ["มัธยมศึกษา", "มัธยม", "สพม"];

/// What the Thai short names of all offices begin with.
pub(crate) const ABBREVIATION: &str = "สพ";

/// The word before a cluster number.
pub(crate) const CLUSTER: &str = "คลัสเตอร";

/// Words that say nothing about which office is meant, longest first.
pub(crate) const GENERAL: [&str; 7] =
    ["สำนักงานเขตพืนทีการศึกษา", "เขตพืนทีการศึกษา", "สำนักงาน", "จังหวัด", "อำเภอ", "สพท", "เขต"];

/// Other names of provinces, and towns better known than the district they lie in, by the
/// province's code (TIS 1099).
pub(crate) const NICKNAMES: [(&str, &str); 8] = [
    ("10", "กทม พระนคร bkk krung thep"),
    ("14", "กรุงเกา ayudhya"),
    ("20", "พัทยา pattaya"),
    ("24", "แปดริว paet riu"),
    ("30", "โคราช korat"),
    ("80", "เมืองคอน"),
    ("84", "เกาะสมุย samui"),
    ("90", "หาดใหญ hat yai"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::thai::fold;

    #[test]
    fn the_words_are_folded() {
        let all = PRIMARY.iter().chain(&SECONDARY).chain(&GENERAL).chain([&ABBREVIATION, &CLUSTER]);
        for word in all.copied().chain(NICKNAMES.iter().map(|(_, names)| *names)) {
            assert_eq!(fold(word), word);
        }
    }
}
