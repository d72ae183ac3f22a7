//! Use cases: accounts, passwords, sessions.

pub(crate) mod accounts;
pub(crate) mod own_password;
pub(crate) mod password;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod token;

use crate::Backend;

/// Sessions: opening, finding and ending them, and the passwords that open them.
#[derive(Clone, Copy)]
pub struct Sessions<'a> {
    backend: &'a Backend,
}

impl Backend {
    /// The sessions of all accounts.
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions { backend: self }
    }
}
