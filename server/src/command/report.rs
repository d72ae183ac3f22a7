//! What the commands tell the person at the keyboard about their work.

use backend::{DEMO_PASSWORD, Demo, Difference, Head, Migrated, Opened, note_of};
use domain::year::fiscal_year::FiscalYear;
use std::fmt::Write as _;
use std::path::Path;

/// What `migrate` did, several lines.
pub fn migrated(done: &Migrated) -> String {
    let mut text = String::new();
    let facts = &done.facts;
    let migrations = if done.migrations.is_empty() {
        "none were pending".into()
    } else {
        done.migrations.join(", ")
    };
    _ = writeln!(text, "Migrations: {migrations}.");
    _ = writeln!(
        text,
        "Shipped facts: {} added, {} updated, {} left alone.",
        facts.added.len(),
        facts.updated.len(),
        facts.left_alone.len()
    );
    for difference in &facts.updated {
        _ = writeln!(text, "  updated     {}", change(difference, "was", "is now"));
    }
    for difference in &facts.left_alone {
        _ = writeln!(text, "  left alone  {}", change(difference, "is", "shipped"));
    }
    for year in &done.years_opened {
        _ = writeln!(text, "Fiscal year {year}: opened with the catalogue of {}.", year.previous());
    }
    text
}

/// What `backup` did, several lines.
pub fn backed_up(file: &Path, head: &Head, bytes: u64) -> String {
    let mib = bytes as f64 / 1_048_576.0;
    format!(
        "Backed up to {} ({mib:.1} MiB): the file, its references and the chain of events are sound.\n\
         The log of events ends at {head}\n\
         Noted in {}; note it somewhere else too.\n",
        file.display(),
        note_of(file).display(),
    )
}

/// What `restore` did, before the check.
pub fn restored(file: &Path, head: &Head) -> String {
    let noted = if note_of(file).exists() { ", as noted beside it" } else { "" };
    format!("Restored from {}. The log of events ends at {head}{noted}\n", file.display())
}

/// What `open-year` did, one line.
pub fn opened(year: FiscalYear, done: Opened) -> String {
    match done {
        Opened::Now(items) => {
            format!("Fiscal year {year}: opened with {items} items of {}.", year.previous())
        }
        Opened::Already => format!("Fiscal year {year}: was open already; nothing was changed."),
    }
}

/// What `demo` invented, one line.
pub fn invented(done: &Demo) -> String {
    match done.reports {
        Some(reports) => {
            format!(
                "Demo: {reports} reports invented; the password of every account is {DEMO_PASSWORD}."
            )
        }
        None => "Demo: its reports were there already and stay as they are.".to_owned(),
    }
}

fn change(difference: &Difference, current: &str, shipped: &str) -> String {
    let value = |value: &Option<String>| {
        value.as_ref().map_or_else(|| "nothing".to_owned(), |text| format!("`{text}`"))
    };
    let Difference { entity, key, field, .. } = difference;
    let (is, ships) = (value(&difference.current), value(&difference.shipped));
    format!("{entity} {key}, {field}: {current} {is}, {shipped} {ships}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use backend::Loaded;

    #[test]
    fn a_value_that_was_left_alone_is_shown_beside_the_shipped_one() {
        let left = Difference {
            entity: "district",
            key: "p-bangkok".into(),
            field: "website",
            current: Some("edited.example".into()),
            shipped: None,
        };
        let done = Migrated {
            facts: Loaded { left_alone: vec![left], ..Loaded::default() },
            ..Migrated::default()
        };
        let text = migrated(&done);
        assert!(text.contains("Migrations: none were pending."), "{text}");
        assert!(
            text.contains("district p-bangkok, website: is `edited.example`, shipped nothing"),
            "{text}"
        );
    }
}
