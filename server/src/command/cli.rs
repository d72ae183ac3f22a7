//! The command line: what `pakmud --help` says.

use backend::Head;
use clap::{Parser, Subcommand};
use domain::place::district::Slug;
use domain::profile::concept::{CONCEPTS, Concept};
use domain::school::AcademicYear;
use std::path::PathBuf;

const AFTER_HELP: &str = "\
Settings, from the environment or pakmud.toml (there without PAKMUD_, in small letters):
  PAKMUD_ADDR             Address and port to listen on [127.0.0.1:3000]
  PAKMUD_PUBLIC_URL       Where the public reaches the server [http://PAKMUD_ADDR]
  PAKMUD_DATABASE_URL     sqlite:FILE or postgres://… [pakmud.sqlite in PAKMUD_DATA_DIR]
  PAKMUD_DATA_DIR         Folder of the default database [data]
  PAKMUD_FILES_DIR        Folder of the files that people attach [files in PAKMUD_DATA_DIR]
  PAKMUD_DISTRICT_QUOTA   What the files of one district may take, in MiB [500]
  PAKMUD_SITE_DIR         Files for browsers [site beside the program, else ./site]
  PAKMUD_TRUSTED_PROXIES  Proxies whose X-Forwarded-For is believed [none]
  PAKMUD_LOG              Filter of the log [info]
  PAKMUD_LOG_FORMAT       text or json [text]

Exit codes:
  0  done
  1  a check found something, or something failed underway
  2  not started: a setting, the database or the command line needs a change first

Examples:
  pakmud migrate && pakmud serve
  PAKMUD_ADDR=0.0.0.0:8080 PAKMUD_PUBLIC_URL=https://map.example.org pakmud serve
  PAKMUD_DATABASE_URL=postgres://pakmud@db/pakmud pakmud check";

const OPEN_YEAR_HELP: &str = "\
Columns of a catalogue as CSV, in any order; the last two may be left out:
  year, track, group, group_th, group_en, no, title_th, title_en, predecessor, comparability

Examples:
  pakmud open-year 2568
  pakmud open-year 2570 --catalogue catalogue-2570.csv --dry-run";

/// The pin map of the education service areas: server and tools in one program.
#[derive(Debug, Parser)]
#[command(name = "pakmud", version, after_help = AFTER_HELP, arg_required_else_help = true)]
pub struct Cli {
    /// Settings file
    #[arg(long, global = true, value_name = "FILE", env = "PAKMUD_CONFIG")]
    pub config: Option<PathBuf>,

    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the map to browsers
    ///
    /// Refuses to start on a database that is missing, damaged, newer than this program, or older:
    /// `pakmud migrate` brings it up to date. SIGTERM or Ctrl-C stops it within ten seconds.
    Serve(ServeArgs),
    /// Create the database or bring it up to date, and load the shipped facts
    ///
    /// Says what was added, updated and left alone. Values that an office has confirmed or somebody
    /// has edited are never overwritten. Running it again changes nothing.
    Migrate,
    /// Check the database's invariants and name the rows that break one
    ///
    /// Changes nothing. Exit code 0: all hold, and the end of the log of events is shown, to be noted
    /// somewhere else; 1: the findings are listed, one a line.
    #[command(
        after_help = "Examples:\n  pakmud check\n  pakmud check --head 412:9f86d081884c7d65…"
    )]
    Check {
        /// The end of the log as it was noted earlier: the log must still hold it
        #[arg(long, value_name = "POSITION:HASH", value_parser = head)]
        head: Option<Head>,
    },
    /// Copy the database to a file, while the server runs
    ///
    /// The copy is one moment of the database. It is checked, and stands under its name only once it is
    /// sound and on the disk; the end of its log of events is shown, and noted beside it in FILE.head.
    /// Exit code 1: the copy is not sound, the findings are listed and nothing is left behind.
    /// A database on PostgreSQL is copied by `pg_dump`; the command is shown.
    #[command(
        after_help = "Examples:\n  pakmud backup /mnt/backup/pakmud-2024-06-14.sqlite\n  pakmud backup --replace /mnt/backup/pakmud-newest.sqlite"
    )]
    Backup {
        /// Where to; its folder exists
        file: PathBuf,
        /// Take the place of a file of this name
        #[arg(long)]
        replace: bool,
    },
    /// Put a backup where the database should be
    ///
    /// Refuses a place where there is a database already, or what one has left beside it. The backup is
    /// checked before it gets there, FILE.head included if it lies beside it; then the database is
    /// checked as `pakmud check` does. Exit code 1: something was found, and is listed.
    #[command(
        after_help = "Example:\n  PAKMUD_DATA_DIR=/var/lib/pakmud pakmud restore /mnt/backup/pakmud-2024-06-14.sqlite"
    )]
    Restore {
        /// A file that `pakmud backup` has written
        file: PathBuf,
    },
    /// Open a fiscal year: copy the catalogue of the year before, each item linked to its predecessor
    ///
    /// With --catalogue the year gets the items of a file instead, whether it is open already or not. While none
    /// of its items has reports, items are added, replaced and removed; afterwards only titles and predecessors
    /// change. What becomes of each item is shown. A row that cannot be taken is named with what is wrong, and
    /// then nothing is changed. Exit code 1: rows were refused.
    #[command(after_help = OPEN_YEAR_HELP)]
    OpenYear {
        /// Fiscal year by its Buddhist number, such as 2568 (October 2567 to September 2568)
        #[arg(value_parser = fiscal_year)]
        year: domain::year::fiscal_year::FiscalYear,
        /// The year's catalogue: JSON as server/data/catalogue-2567.json, or CSV, in UTF-8
        #[arg(long, value_name = "FILE")]
        catalogue: Option<PathBuf>,
        /// Only say what it would do
        #[arg(long, requires = "catalogue")]
        dry_run: bool,
    },
    /// Create or refresh a database for trying things out, marked as such
    ///
    /// The mark keeps it apart from real data: `serve` takes it only with --demo.
    ///
    /// Its districts, accounts and reports are invented anew only in a new database; delete the file to
    /// begin again.
    #[command(after_help = "Example:\n  pakmud demo --seed 7 --as-of 2024-06-14")]
    Demo {
        /// Another seed gives other reports, the same one the same
        #[arg(long, default_value_t = backend::DEMO_SEED)]
        seed: u64,
        /// The day that the reports end on, from 2024-01-01 (default: today)
        #[arg(long, value_name = "DATE", value_parser = demo_day)]
        as_of: Option<chrono::NaiveDate>,
    },
    /// Keep accounts: add, list, disable, or give a new link to set a password
    User {
        /// What to do
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Erase what a district's page says of a person, in every version, as the data-protection act demands
    ///
    /// That it was erased stays in the log of events, whose chain still verifies. Nothing brings it back but
    /// a backup.
    #[command(
        after_help = "Examples:\n  pakmud erase p-nan-1 --person 2\n  pakmud erase p-nan-1 --fact contact_mobile"
    )]
    Erase {
        /// The district's name in addresses
        #[arg(value_parser = slug)]
        district: Slug,
        /// Name and number of a person: the number behind `#person-` on the district's page for editing
        #[arg(
            long,
            value_name = "NUMBER",
            required_unless_present = "fact",
            conflicts_with = "fact"
        )]
        person: Option<i64>,
        /// A fact about a person, by its key
        #[arg(long, value_name = "KEY", value_parser = concept)]
        fact: Option<&'static Concept>,
    },
    /// Read lists in: look over, apply, list, undo
    Import {
        /// What to do
        #[command(subcommand)]
        command: ImportCommand,
    },
}

/// What can be done about lists.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Read a list of schools in, as one change
    ///
    /// FILE is CSV (UTF-8, UTF-16 or TIS-620; also packed by gzip) or XLSX, with headings. A line that cannot be taken is named with what is wrong, and then
    /// nothing is changed. A school that is missing though others of its district are in the list counts as
    /// closed. The same list again changes nothing. Exit code 1: lines were refused.
    #[command(
        after_help = "Headings, in Thai or English; the first four are needed:\n  school_id, name_th, levels, district_code, province_th, amphoe_th, tambon_th, lat, lon, students, teachers, year\n\nExamples:\n  pakmud import schools schools.csv.gz --dry-run\n  pakmud import schools schools.xlsx --year 2567"
    )]
    Schools {
        /// The list
        file: PathBuf,
        /// Academic year by its Buddhist number [the one that today falls in]
        #[arg(long, value_parser = academic_year)]
        year: Option<AcademicYear>,
        /// Only say what it would do
        #[arg(long)]
        dry_run: bool,
    },
    /// Show the lists that were applied, the newest first
    List,
    /// Undo the newest list that counts, as a whole
    #[command(after_help = "Example:\n  pakmud import undo 3")]
    Undo {
        /// Its number, as `pakmud import list` shows it
        id: i64,
    },
}

/// What can be done about accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add an account and show the one-time link that sets its password (72 hours)
    #[command(
        after_help = "Examples:\n  pakmud user add somchai.j --admin --display-name 'Somchai J.'\n  pakmud user add malee --role DR --district p-nan-1 --until 2567-09-30"
    )]
    Add(NewUser),
    /// List the accounts: name, display name, state, appointments
    List {
        /// Only those whose name, display name or district has these words
        #[arg(default_value = "")]
        search: String,
    },
    /// Let nobody sign in with an account any more, and end its sessions
    Disable {
        /// The name to sign in with
        name: String,
    },
    /// Show a new one-time link that sets an account's password (72 hours)
    Reset {
        /// The name to sign in with
        name: String,
    },
}

/// An account to be.
#[derive(Debug, Clone, clap::Args)]
pub struct NewUser {
    /// The name to sign in with: 3-64 of a-z, 0-9, '.', '_', '-' and '@'
    pub name: String,
    /// What the person is called on pages [the name]
    #[arg(long)]
    pub display_name: Option<String>,
    /// The role: DR, DD, RV, BO, ME, ML, EX or AD
    #[arg(long, required_unless_present = "admin")]
    pub role: Option<String>,
    /// Keeps accounts; the same as --role AD
    #[arg(long, conflicts_with = "role")]
    pub admin: bool,
    /// The district of a DR or DD: its name in addresses, or its code
    #[arg(long, requires = "role")]
    pub district: Option<String>,
    /// The first day, such as 2566-10-01 (default: today)
    #[arg(long)]
    pub from: Option<String>,
    /// The last day, such as 2567-09-30 (default: none)
    #[arg(long)]
    pub until: Option<String>,
}

/// How to serve.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct ServeArgs {
    /// Serve a database that `pakmud demo` made; refuses any other
    #[arg(long)]
    pub demo: bool,
    /// Let --demo listen on an address that other machines can reach
    #[arg(long, requires = "demo")]
    pub demo_public: bool,
}

fn fiscal_year(text: &str) -> Result<domain::year::fiscal_year::FiscalYear, String> {
    let year = text.parse().ok().and_then(domain::year::fiscal_year::FiscalYear::new);
    year.ok_or_else(|| "a fiscal year is a Buddhist year from 2500 to 2699, such as 2568".into())
}

fn academic_year(text: &str) -> Result<AcademicYear, String> {
    let year = text.parse().ok().and_then(AcademicYear::new);
    year.ok_or_else(|| "an academic year is a Buddhist year from 2500 to 2699, such as 2567".into())
}

fn slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).ok_or_else(|| "a district's name in addresses is such as p-nan-1".into())
}

/// Only facts about a person can be erased.
fn concept(text: &str) -> Result<&'static Concept, String> {
    let keys = || {
        let personal = CONCEPTS.iter().filter(|concept| concept.is_personal());
        personal.map(|concept| concept.key).collect::<Vec<_>>().join(", ")
    };
    let concept = Concept::from_key(text).filter(|concept| concept.is_personal());
    concept.ok_or_else(|| format!("facts about a person are {}", keys()))
}

fn demo_day(text: &str) -> Result<chrono::NaiveDate, String> {
    let day = text.parse().ok().filter(|day| *day >= backend::DEMO_FIRST_DAY);
    day.ok_or_else(|| {
        format!("it is a day from {} on, such as 2024-06-14", backend::DEMO_FIRST_DAY)
    })
}

/// As `pakmud check` shows it.
fn head(text: &str) -> Result<Head, String> {
    Head::parse(text).ok_or_else(|| {
        "it is POSITION:HASH as `pakmud check` shows it, the hash with 64 digits".into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::settings::KEYS;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_help_names_every_setting() {
        let help = Cli::command().render_help().to_string();
        for key in KEYS {
            assert!(help.contains(&format!("PAKMUD_{}", key.to_uppercase())), "{key}");
        }
    }
}
