//! Why a command could not do its work, as one sentence for the person at the keyboard.

use crate::process::settings::SettingError;
use crate::process::start_error::StartError;
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
    /// The server could not start.
    #[error("{0}")]
    Start(#[from] StartError),
    /// The command was refused for the sake of safety.
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
            Self::System { .. } | Self::Start(StartError::System { .. }) => ExitCode::FAILURE,
            _ => ExitCode::from(2),
        }
    }
}
