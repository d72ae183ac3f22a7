//! The command line: what `pakmud --help` says.

use clap::{Parser, Subcommand};
use std::path::PathBuf;

const AFTER_HELP: &str = "\
Settings (environment, or the same names in small letters without PAKMUD_ in pakmud.toml):
  PAKMUD_ADDR             Address and port to listen on          [default: 127.0.0.1:3000]
  PAKMUD_PUBLIC_URL       Where the public reaches the server    [default: http://PAKMUD_ADDR]
  PAKMUD_DATABASE_URL     sqlite:FILE or postgres://…            [default: sqlite:DATA_DIR/pakmud.sqlite]
  PAKMUD_DATA_DIR         Folder of the default database         [default: data]
  PAKMUD_SITE_DIR         Files for browsers, made by the build  [default: site beside the program, else ./site]
  PAKMUD_TRUSTED_PROXIES  Proxies whose X-Forwarded-For counts   [default: none]
  PAKMUD_LOG              Filter of the log                      [default: info]
  PAKMUD_LOG_FORMAT       text or json                           [default: text]

Exit codes:
  0  done
  1  `check` found something, or something failed underway
  2  not started: a setting, the database or the command line needs a change first

Examples:
  pakmud migrate && pakmud serve
  PAKMUD_ADDR=0.0.0.0:8080 PAKMUD_PUBLIC_URL=https://map.example.org pakmud serve
  PAKMUD_DATABASE_URL=postgres://pakmud@db/pakmud pakmud check";

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
    /// Changes nothing. Exit code 0: all hold; 1: the findings are listed, one a line.
    Check,
    /// Open a fiscal year: copy the catalogue of the year before, each item linked to its predecessor
    #[command(after_help = "Example:\n  pakmud open-year 2568")]
    OpenYear {
        /// Fiscal year by its Buddhist number, such as 2568 (October 2567 to September 2568)
        #[arg(value_parser = fiscal_year)]
        year: domain::fiscal_year::FiscalYear,
    },
    /// Create or refresh a database for trying things out, marked as such
    ///
    /// The mark keeps it apart from real data: `serve` takes it only with --demo.
    Demo,
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

fn fiscal_year(text: &str) -> Result<domain::fiscal_year::FiscalYear, String> {
    let year = text.parse().ok().and_then(domain::fiscal_year::FiscalYear::new);
    year.ok_or_else(|| "a fiscal year is a Buddhist year from 2500 to 2699, such as 2568".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::KEYS;
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
