//! The versions of a fact: none is ever changed, and none takes another's place unseen.

use chrono::{DateTime, Utc};

/// What stood from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 0 for what had shipped, or nothing; then 1, 2 …
    pub no: i64,
    /// `None` where it was left empty, or erased.
    pub value: Option<String>,
    /// From when on.
    pub at: DateTime<Utc>,
}

/// What becomes of a value that was typed over a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is what stands, or it was left as it had been: nothing is to be recorded.
    Same,
    /// It becomes the version of this number.
    Record(i64),
    /// Another has recorded something else since; whoever typed it has to see that first.
    Conflict,
}

/// The version that stood at an instant. `history` is in the order of the numbers.
pub fn as_of(history: &[Version], at: DateTime<Utc>) -> Option<&Version> {
    history.iter().rev().find(|version| version.at <= at)
}

/// What becomes of `typed`, filled in over version number `base`. `history` begins with version 0.
pub fn judge(history: &[Version], base: i64, typed: Option<&str>) -> Verdict {
    let value = |no: i64| {
        let version = history.iter().find(|version| version.no == no);
        version.map(|version| version.value.as_deref())
    };
    let newest = history.last().map_or(0, |version| version.no);
    if value(newest) == Some(typed) || value(base) == Some(typed) {
        Verdict::Same
    } else if base == newest {
        Verdict::Record(newest + 1)
    } else {
        Verdict::Conflict
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(minutes * 60, 0).expect("an instant")
    }

    fn version(no: i64, value: Option<&str>) -> Version {
        Version { no, value: value.map(str::to_owned), at: at(no) }
    }

    #[test]
    fn what_was_left_as_it_was_undoes_nothing_and_what_was_changed_meanwhile_is_a_conflict() {
        let history = [version(0, None), version(1, Some("a")), version(2, Some("b"))];
        assert_eq!(judge(&history, 2, Some("c")), Verdict::Record(3));
        assert_eq!(judge(&history, 2, None), Verdict::Record(3), "emptied");
        assert_eq!(judge(&history, 2, Some("b")), Verdict::Same);
        assert_eq!(judge(&history, 1, Some("a")), Verdict::Same, "not touched in an old form");
        assert_eq!(judge(&history, 1, Some("b")), Verdict::Same, "both typed the same");
        assert_eq!(judge(&history, 1, Some("c")), Verdict::Conflict);
        assert_eq!(judge(&history, 7, Some("c")), Verdict::Conflict);
    }

    proptest! {
        #[test]
        fn any_moment_shows_what_stood_then(steps in proptest::collection::vec((0..4_i64, 0..3_usize, 0..9_i64), 0..30)) {
            let values = [None, Some("a"), Some("b")];
            let (mut history, mut now) = (vec![version(0, None)], 0);
            let mut seen = vec![(0, None)];
            for (behind, value, minutes) in steps {
                now += minutes + 1;
                let newest = history.last().map_or(0, |version| version.no);
                let before = history.clone();
                let verdict = judge(&history, newest - behind, values[value]);
                if let Verdict::Record(no) = verdict {
                    prop_assert_eq!(no, newest + 1);
                    history.push(Version { at: at(now), ..version(no, values[value]) });
                }
                prop_assert!(history.starts_with(&before), "no version changes");
                seen.push((now, history.last().and_then(|version| version.value.clone())));
            }
            for (minute, value) in seen {
                prop_assert_eq!(as_of(&history, at(minute)).map(|one| one.value.clone()), Some(value));
            }
            prop_assert_eq!(as_of(&history, at(-1)), None);
        }
    }
}
