//! `pakmud import`: lists, read in at the keyboard of the machine.

use crate::command::cli::ImportCommand;
use crate::command::error::Error;
use crate::process::settings::Settings;
use backend::{Backend, Clock, RefusedLine, SchoolFile, SchoolImport, SchoolReport};
use domain::school::{AcademicYear, ChangeKind};
use std::path::Path;
use std::process::ExitCode;
use words::Lang;

/// So many refused lines are shown; whoever mends a list mends some, and looks again.
const SHOWN: usize = 50;

/// Opens the database and does what is asked for.
pub async fn run(settings: &Settings, command: ImportCommand) -> Result<ExitCode, Error> {
    let backend = Backend::open(&settings.database_url, Clock::system()).await?;
    let done = carry_out(&backend, command).await;
    backend.close().await;
    done
}

async fn carry_out(backend: &Backend, command: ImportCommand) -> Result<ExitCode, Error> {
    let imports = backend.school_imports_of_operator().beside_a_server();
    match command {
        ImportCommand::Schools { file, year, dry_run } => {
            let year = year.unwrap_or_else(|| AcademicYear::of(backend.now()));
            let list = read(&file)?;
            let report = imports.import(list, year, !dry_run).await;
            let report = report.map_err(refused)?;
            print!("{}", said(&report, year, dry_run));
            return Ok(if report.refused.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            });
        }
        ImportCommand::List => {
            let lists = imports.list().await.map_err(refused)?;
            print!("{}", lists.iter().map(line).collect::<String>());
        }
        ImportCommand::Undo { id } => {
            imports.undo(id).await.map_err(refused)?;
            println!("List {id} is undone: schools are as they were before it.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<SchoolFile, Error> {
    let bytes = std::fs::read(file).map_err(|error| {
        Error::Refused(format!("The list cannot be read: {}: {error}", file.display()))
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(SchoolFile { name, bytes })
}

fn refused(error: domain::Error) -> Error {
    Error::Refused(match &error {
        domain::Error::Invalid(wrong) => wrong
            .iter()
            .map(|one| Lang::En.school_file_reason(one.reason))
            .collect::<Vec<_>>()
            .join(" "),
        other => Lang::En.error(other),
    })
}

/// What a list would do, or has done, line by line.
fn said(report: &SchoolReport, year: AcademicYear, dry_run: bool) -> String {
    let refused: String = report.refused.iter().take(SHOWN).map(wrong).collect();
    let more = report.refused.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("… and {more} lines more\n") } else { String::new() };
    let verb = if report.applied.is_some() { "has" } else { "would have" };
    let counts = format!(
        "opened {}, moved {}, changed {} and closed {} schools; {} as they were; {} lines refused",
        report.count(ChangeKind::Opened),
        report.count(ChangeKind::Moved),
        report.count(ChangeKind::Changed),
        report.count(ChangeKind::Closed),
        report.unchanged,
        report.refused.len()
    );
    let end = match report.applied {
        Some(id) => format!("It counts, as list {id}. `pakmud import undo {id}` undoes it."),
        None if !report.refused.is_empty() => {
            "Nothing was changed: mend these lines first.".to_owned()
        }
        None if report.changes.is_empty() => "Nothing to change.".to_owned(),
        None if dry_run => "Nothing was changed: this was a dry run.".to_owned(),
        None => String::new(),
    };
    format!("{refused}{more}Academic year {year}: the list {verb} {counts}.\n{end}\n")
}

fn wrong(refused: &RefusedLine) -> String {
    let each = refused.faults.iter().map(|(column, fault)| {
        format!("{}: {}", Lang::En.school_column(*column), Lang::En.school_fault(fault))
    });
    format!("{}\n", Lang::En.school_line(refused.line, each.collect::<Vec<_>>().join("; ")))
}

fn line(list: &SchoolImport) -> String {
    let [opened, moved, changed, closed] = list.counts;
    let undone = list
        .undone_at
        .map_or(String::new(), |at| format!(", undone {}", at.format("%Y-%m-%d %H:%M UTC")));
    format!(
        "{}  year {}  {}  {}: {opened} opened, {moved} moved, {changed} changed, {closed} closed{undone}\n",
        list.id,
        list.year,
        list.applied_at.format("%Y-%m-%d %H:%M UTC"),
        list.file_name
    )
}
