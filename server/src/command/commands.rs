//! Carries out what the command line asks for.

use crate::command::cli::{Cli, Command};
use crate::command::error::Error;
use crate::command::import_commands;
use crate::command::open_year_command;
use crate::command::report;
use crate::command::user_commands;
use crate::process::serve::{Demo, serve};
use crate::process::settings::Settings;
use backend::{Backend, Clock, Copied, Erasure, Finding, Head, Rule};
use chrono::NaiveDate;
use clap::Parser as _;
use domain::place::district::Slug;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use words::Lang;

/// Reads the command line and does it. An error is one sentence on standard error.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    execute(cli).unwrap_or_else(|error| {
        eprintln!("pakmud: {error}");
        error.exit_code()
    })
}

fn execute(cli: Cli) -> Result<ExitCode, Error> {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("pakmud"));
    let settings = Settings::read(cli.config.as_deref(), &program)?;
    let runtime = tokio::runtime::Runtime::new().map_err(|source| Error::System {
        doing: "The program's threads cannot be started",
        source,
    })?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(args) => {
                let demo = Demo { is_expected: args.demo, may_be_public: args.demo_public };
                serve(settings, demo, &program).await?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Migrate => migrate(&settings).await,
            Command::Check { head } => check(&settings, head.as_ref()).await,
            Command::Backup { file, replace } => backup(&settings, &file, replace).await,
            Command::Restore { file } => restore(&settings, &file).await,
            Command::OpenYear { year, catalogue: Some(file), dry_run } => {
                open_year_command::load(&settings, year, &file, dry_run).await
            }
            Command::OpenYear { year, .. } => open_year_command::open(&settings, year).await,
            Command::Demo { seed, as_of } => demo(&settings, seed, as_of).await,
            Command::Erase { district, person, fact } => {
                let what = fact.map(Erasure::Fact).or(person.map(Erasure::Person));
                erase(&settings, &district, what).await
            }
            Command::Import { command } => import_commands::run(&settings, command).await,
            Command::User { command } => user_commands::run(&settings, command).await,
        }
    })
}

async fn migrate(settings: &Settings) -> Result<ExitCode, Error> {
    print!(
        "{}",
        report::migrated(&backend::migrate(&settings.database_url, &Clock::system()).await?)
    );
    Ok(ExitCode::SUCCESS)
}

async fn check(settings: &Settings, noted: Option<&Head>) -> Result<ExitCode, Error> {
    let url = &settings.database_url;
    let mut findings = backend::check(url).await?;
    if let Some(noted) = noted {
        findings.extend(
            backend::check_head(url, noted)
                .await?
                .into_iter()
                .filter(|f| f.rule == Rule::NotedHead),
        );
    }
    findings.extend(backend::check_files(url, &settings.files_dir).await?);
    if !findings.is_empty() {
        return Ok(list(&findings));
    }
    println!("All invariants hold. The log of events ends at {}", backend::head(url).await?);
    Ok(ExitCode::SUCCESS)
}

/// Shows what a check found, one a line.
fn list(findings: &[Finding]) -> ExitCode {
    for finding in findings {
        println!("{}", finding.sentence(Lang::En));
    }
    ExitCode::FAILURE
}

async fn backup(settings: &Settings, file: &Path, replace: bool) -> Result<ExitCode, Error> {
    match backend::backup(&settings.database_url, file, replace).await? {
        Copied::Whole { head, bytes } => {
            print!("{}", report::backed_up(file, &head, bytes));
            Ok(ExitCode::SUCCESS)
        }
        Copied::Unsound(findings) => {
            eprintln!("pakmud: no backup was made, because the database is not sound:");
            Ok(list(&findings))
        }
    }
}

async fn restore(settings: &Settings, file: &Path) -> Result<ExitCode, Error> {
    match backend::restore(&settings.database_url, file).await? {
        Copied::Whole { head, .. } => print!("{}", report::restored(file, &head)),
        Copied::Unsound(findings) => {
            eprintln!("pakmud: nothing was restored, because the backup is not sound:");
            return Ok(list(&findings));
        }
    }
    match check(settings, None).await {
        // From before an upgrade: the next step is that of every upgrade.
        Err(Error::Store(pending @ backend::Error::Pending { .. })) => {
            println!("{pending}");
            Ok(ExitCode::SUCCESS)
        }
        checked => checked,
    }
}

/// Whatever is named; the command line demands one of the two.
async fn erase(
    settings: &Settings,
    district: &Slug,
    what: Option<Erasure>,
) -> Result<ExitCode, Error> {
    let Some(what) = what else { return Ok(ExitCode::SUCCESS) };
    let backend = Backend::open(&settings.database_url, Clock::system()).await?;
    let erased = backend.profiles_of_operator().erase(district, what).await;
    backend.close().await;
    match erased.map_err(|error| Error::Refused(Lang::En.error(&error)))? {
        0 => println!("There was nothing to erase."),
        versions => println!("Erased from {versions} versions."),
    }
    Ok(ExitCode::SUCCESS)
}

async fn demo(settings: &Settings, seed: u64, as_of: Option<NaiveDate>) -> Result<ExitCode, Error> {
    let done = backend::demo(&settings.database_url, &Clock::system(), seed, as_of).await?;
    print!("{}", report::migrated(&done.migrated));
    println!("{}", report::invented(&done));
    println!("The database is marked as a demo. Serve it with `pakmud serve --demo`.");
    Ok(ExitCode::SUCCESS)
}
