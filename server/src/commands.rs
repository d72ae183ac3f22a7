//! Carries out what the command line asks for.

use crate::cli::{Cli, Command};
use crate::error::Error;
use crate::report;
use crate::serve::serve;
use crate::settings::Settings;
use crate::user_commands;
use backend::{Clock, Head, Rule};
use chrono::NaiveDate;
use clap::Parser as _;
use domain::fiscal_year::FiscalYear;
use std::path::PathBuf;
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
                serve(settings, args, &program).await.map(|()| ExitCode::SUCCESS)
            }
            Command::Migrate => migrate(&settings).await,
            Command::Check { head } => check(&settings, head.as_ref()).await,
            Command::OpenYear { year } => open_year(&settings, year).await,
            Command::Demo { seed, as_of } => demo(&settings, seed, as_of).await,
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
    for finding in &findings {
        println!("{}", finding.sentence(Lang::En));
    }
    if !findings.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let Head { position, hash } = backend::head(url).await?;
    println!("All invariants hold. The log of events ends at {position}:{hash}");
    Ok(ExitCode::SUCCESS)
}

async fn open_year(settings: &Settings, year: FiscalYear) -> Result<ExitCode, Error> {
    let done = backend::open_year(&settings.database_url, year, &Clock::system()).await?;
    println!("{}", report::opened(year, done));
    Ok(ExitCode::SUCCESS)
}

async fn demo(settings: &Settings, seed: u64, as_of: Option<NaiveDate>) -> Result<ExitCode, Error> {
    let done = backend::demo(&settings.database_url, &Clock::system(), seed, as_of).await?;
    print!("{}", report::migrated(&done.migrated));
    println!("{}", report::invented(&done));
    println!("The database is marked as a demo. Serve it with `pakmud serve --demo`.");
    Ok(ExitCode::SUCCESS)
}
