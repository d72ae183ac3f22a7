//! Why a command could not do its work, as one sentence for the person at the keyboard.

use crate::process::settings::SettingError;
use std::net::SocketAddr;
use std::process::ExitCode;

/// What ended a command. `Display` is the sentence; [`Error::exit_code`] the code.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A setting is not of the form that it takes.
    #[error("{0}")]
    Setting(#[from] SettingError),
    /// The store refuses, or cannot be reached.
    #[error("{0}")]
    Store(#[from] backend::Error),
    /// Built files are missing.
    #[error("{0}")]
    SiteFiles(#[from] crate::page::site_files::Missing),
    /// The address cannot be listened on.
    #[error(
        "Cannot listen on {addr}: {source}. Stop what uses it, or set PAKMUD_ADDR to another address and port."
    )]
    Listen {
        /// The address asked for.
        addr: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// The start was refused for the sake of safety.
    #[error("{0}")]
    Refused(String),
    /// The operating system refused something that has no better sentence.
    #[error("{doing}: {source}")]
    System {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
}

impl Error {
    /// 2: could not start, and trying again without a change will not help; 1: failed underway.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::System { .. } => ExitCode::FAILURE,
            _ => ExitCode::from(2),
        }
    }
}
