//! People with accounts, one for each role that exists.

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use backend::{Link, NewAccount, Token, TypedAppointment};
use domain::kernel::id::AccountId;
use domain::people::role::Role;

pub const PASSWORD: &str = "ข้าวเหนียวมะม่วงสุก";

impl TestApp {
    /// The link for a new account with this role, for the first district where it needs one.
    pub async fn invite(&self, name: &str, role: Option<Role>) -> Link {
        let district = match role {
            Some(role) if role.is_of_a_district() => self.slugs().await.remove(0),
            _ => String::new(),
        };
        let appointment = |role: Role| TypedAppointment {
            role: role.key().into(),
            district,
            ..TypedAppointment::default()
        };
        let new = NewAccount {
            name: name.into(),
            display_name: format!("คุณ{name}"),
            appointments: role.map(appointment).into_iter().collect(),
        };
        self.backend.accounts_of_operator().create(new).await.unwrap()
    }

    /// A browser in which an account with this role is signed in. The account has [`PASSWORD`].
    pub async fn signed_in(&self, name: &str, role: Option<Role>) -> Browser {
        let Link { token, .. } = self.invite(name, role).await;
        let session =
            self.backend.sessions().accept_invitation(&token, PASSWORD, "Firefox").await.unwrap();
        let mut browser = self.browser();
        browser.hold(&session.token);
        browser
    }

    /// The row id of a new account, which holds no role of its own.
    pub async fn signed_in_as(&self, name: &str) -> AccountId {
        let Link { token, .. } = self.invite(name, None).await;
        self.backend
            .sessions()
            .accept_invitation(&token, PASSWORD, "Firefox")
            .await
            .unwrap()
            .account
    }
}

impl Browser {
    /// Takes up a session that was opened elsewhere.
    pub fn hold(&mut self, token: &Token) {
        self.cookies.insert("session".into(), token.reveal().into());
    }

    /// Whether the server takes this browser's session for a living one.
    pub async fn is_signed_in(&self) -> bool {
        self.clone().get("/account").await.status == 200
    }

    /// Types name and password on the page to sign in on.
    pub async fn sign_in(&mut self, name: &str, password: &str) -> crate::support::app::Answer {
        self.post("/do/sign_in", &[("name", name), ("password", password)]).await
    }
}
