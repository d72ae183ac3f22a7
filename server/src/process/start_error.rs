//! Why the server could not start, as one sentence for the person at the keyboard.

use std::net::SocketAddr;

/// What kept the server from starting. `Display` is the sentence.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store refuses, or cannot be reached.
    #[error("{0}")]
    Store(#[from] backend::Error),
    /// Built files are missing.
    #[error("{0}")]
    SiteFiles(#[from] crate::site::files::Missing),
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
