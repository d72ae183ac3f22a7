//! The status colours can be read: ≥ 4.5:1 as text on paper and surface, ≥ 3:1 as a mark on plate,
//! land and sea (WCAG 2.2, 1.4.3 and 1.4.11), in the light and in the dark theme.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// The colours of a theme by token name; the dark theme overrules the light one.
fn theme(css: &str) -> HashMap<&str, [f64; 3]> {
    css.lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": #"))
        .map(|(name, hex)| (name, [0, 2, 4].map(|at| channel(&hex[at..at + 2]))))
        .collect()
}

/// A channel's share of light, 0–1, by the sRGB curve.
fn channel(hex: &str) -> f64 {
    let share = f64::from(u8::from_str_radix(hex, 16).expect("a colour is six hex digits")) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn every_status_can_be_read_in_both_themes() {
    let (light, dark) =
        TOKENS.split_once("@media (prefers-color-scheme: dark)").expect("two themes");
    let light = theme(light);
    let dark: HashMap<_, _> = light.clone().into_iter().chain(theme(dark)).collect();
    for (theme, name) in [(light, "light"), (dark, "dark")] {
        for ink in [
            "fresh",
            "ageing",
            "silent",
            "never",
            "kind-on-plan",
            "kind-adjusted",
            "kind-output",
            "ink",
            "quiet",
            "accent",
        ] {
            for (ground, least) in
                [("paper", 4.5), ("surface", 4.5), ("plate", 3.0), ("land", 3.0), ("sea", 3.0)]
            {
                let ratio = contrast(theme[ink], theme[ground]);
                assert!(ratio >= least, "{name}: --{ink} on --{ground} is {ratio:.2}, not {least}");
            }
        }
        let ratio = contrast(theme["accent"], theme["on-accent"]);
        assert!(ratio >= 4.5, "{name}: --on-accent on --accent is {ratio:.2}");
    }
}
