//! People who report and acknowledge, and the forms that they send.

use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;
use backend::{NewAccount, TypedAppointment};
use domain::people::access::Actor;
use domain::people::role::Role;
use domain::place::district::Slug;

/// The district that reports in these tests, and another one.
pub const HERE: &str = "p-nan-1";
pub const THERE: &str = "p-nan-2";
/// An item of the year in which the tests' clock stands, and another one.
pub const ITEM: &str = "2570/p1";
pub const OTHER_ITEM: &str = "2570/p2";

/// The fields of a report that can be posted, with a key of its own.
pub fn report(text: &str) -> Vec<(&'static str, String)> {
    vec![
        ("district", HERE.to_owned()),
        ("item", ITEM.to_owned()),
        ("kind", "on_plan".to_owned()),
        ("text", text.to_owned()),
        ("key", format!("{:032x}", rand::random::<u128>())),
    ]
}

impl TestApp {
    /// A browser in which an account with this appointment is signed in. `place` is the district of a
    /// district's role, and the items of a bureau's officer.
    pub async fn appointed(&self, name: &str, role: Role, place: &str) -> Browser {
        let (district, items) = if role.is_of_a_district() { (place, "") } else { ("", place) };
        let items = if role == Role::BureauOfficer { items } else { "" };
        let appointment = TypedAppointment {
            role: role.key().into(),
            district: district.into(),
            items: items.into(),
            ..TypedAppointment::default()
        };
        let new = NewAccount {
            name: name.into(),
            display_name: format!("คุณ{name}"),
            appointments: vec![appointment],
        };
        let link = self.backend.accounts_of_operator().create(new).await.unwrap();
        let session =
            self.backend.sessions().accept_invitation(&link.token, PASSWORD, "Firefox").await;
        let mut browser = self.browser();
        browser.hold(&session.unwrap().token);
        browser
    }

    /// Row id of the newest report of [`HERE`] on [`ITEM`].
    pub async fn newest(&self) -> String {
        let slug = Slug::parse(HERE).unwrap();
        let page = self.backend.districts(&Actor::Public).page(&slug, &[]).await.unwrap();
        let line = page.lines.iter().find(|line| line.item.key() == "p1").unwrap();
        line.reports[0].id.to_string()
    }
}

impl Browser {
    /// Sends a form of the district's page; gives the page that it leads to, in English.
    pub async fn act(&mut self, address: &str, fields: &[(&str, String)]) -> Answer {
        let page = format!("/districts/{HERE}");
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        fields.push(("return_to", &page));
        let sent = self.post(address, &fields).await;
        assert_eq!(sent.status, 303, "{address}: {}", sent.text());
        self.in_english(sent.header("location")).await
    }

    /// A page in English.
    pub async fn in_english(&mut self, address: &str) -> Answer {
        let (page, place) = address.split_once('#').unwrap_or((address, ""));
        assert!(!place.contains('?'), "{address}");
        self.get(&format!("{page}{}lang=en", if page.contains('?') { '&' } else { '?' })).await
    }

    /// Posts a report of [`HERE`]; gives its row id.
    pub async fn reports(&mut self, app: &TestApp, text: &str) -> String {
        let page = self.act("/do/post_progress", &report(text)).await;
        assert!(page.text().contains("Reported and saved."), "{}", page.text());
        app.newest().await
    }
}
