//! `pakmud open-year`: a fiscal year with the catalogue of the year before, or with that of a file.

use crate::command::error::Error;
use crate::command::report;
use crate::process::settings::Settings;
use backend::{CatalogueFile, CatalogueFileFault, CatalogueReport, Clock};
use domain::kernel::bangkok;
use domain::place::source::Source;
use domain::year::fiscal_year::FiscalYear;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use words::Lang;

/// Opens a year as a copy of the year before.
pub async fn open(settings: &Settings, year: FiscalYear) -> Result<ExitCode, Error> {
    let done = backend::open_year(&settings.database_url, year, &Clock::system()).await?;
    println!("{}", report::opened(year, done));
    Ok(ExitCode::SUCCESS)
}

/// Reads a year's catalogue in, or says what that would do.
pub async fn load(
    settings: &Settings,
    year: FiscalYear,
    file: &Path,
    dry_run: bool,
) -> Result<ExitCode, Error> {
    let clock = Clock::system();
    let bytes = std::fs::read(file).map_err(|error| {
        Error::Refused(format!("The catalogue cannot be read: {}: {error}", file.display()))
    })?;
    let catalogue = CatalogueFile { bytes, source: source(year, file, &clock) };
    let url = &settings.database_url;
    match backend::load_catalogue(url, year, catalogue, dry_run, &clock).await? {
        CatalogueReport::Unreadable(fault) => Err(Error::Refused(unreadable(&fault, year))),
        CatalogueReport::Refused(rows) => {
            for row in rows {
                println!("{}", Lang::En.refused_item(&row));
            }
            println!("Nothing was changed: correct these rows first.");
            Ok(ExitCode::FAILURE)
        }
        planned @ CatalogueReport::Planned { .. } => {
            print!("{}", said(&planned, year));
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The source that the items get where the file names none.
fn source(year: FiscalYear, file: &Path, clock: &Clock) -> Source {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (th, en) = (Lang::Th, Lang::En);
    Source {
        key: String::new(),
        title_th: th.catalogue_source_title(year),
        title_en: en.catalogue_source_title(year),
        licence: format!("{} / {}", th.catalogue_source_licence(), en.catalogue_source_licence()),
        as_of: bangkok::date(clock.now()),
        note_th: th.catalogue_source_note(&name),
        note_en: en.catalogue_source_note(&name),
    }
}

fn unreadable(fault: &CatalogueFileFault, year: FiscalYear) -> String {
    let lang = Lang::En;
    match fault {
        CatalogueFileFault::TooLarge(most) => lang.catalogue_file_too_large(most),
        CatalogueFileFault::NotUtf8 => lang.catalogue_file_not_utf8().to_owned(),
        CatalogueFileFault::BadForm(detail) => lang.catalogue_file_bad_form(detail),
        CatalogueFileFault::UnknownColumn(name) => lang.catalogue_file_unknown_column(name),
        CatalogueFileFault::OtherYear(given) => lang.catalogue_file_other_year(given, year),
        CatalogueFileFault::NoItems => lang.catalogue_file_no_items().to_owned(),
    }
}

/// One line for each item, and what came of it.
fn said(planned: &CatalogueReport, year: FiscalYear) -> String {
    let CatalogueReport::Planned { opens, items, is_applied } = planned else {
        return String::new();
    };
    let mut text = String::new();
    for item in items {
        _ = writeln!(text, "{}  {}", item.key, Lang::En.item_changes(item));
    }
    let is_new = items.iter().any(|item| !item.changes.is_empty());
    _ = match (is_applied, opens, is_new) {
        (false, ..) => writeln!(text, "Nothing was changed: this was a dry run."),
        (true, true, _) => writeln!(text, "Fiscal year {year}: opened with this catalogue."),
        (true, false, true) => writeln!(text, "Fiscal year {year}: has this catalogue now."),
        (true, false, false) => {
            writeln!(text, "Fiscal year {year}: had this catalogue already; nothing was changed.")
        }
    };
    text
}
