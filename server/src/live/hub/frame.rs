//! What happened in one go, in the words of an event stream.

use backend::Told;
use bytes::Bytes;
use domain::kernel::id::AccountId;
use domain::map::news::{PrivateNews, Questions};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the listeners hear of one stretch of the log.
#[derive(Debug)]
pub struct Frame {
    /// The position at which the stretch ends.
    pub position: i64,
    /// What everybody hears, the same bytes for all; `None` where there is nothing to hear.
    pub public: Option<Bytes>,
    /// What only some hear.
    pub questions: Questions,
    /// Accounts whose rights or sessions may have changed.
    pub accounts: BTreeSet<AccountId>,
}

#[derive(Serialize)]
struct Resync {
    position: i64,
}

impl Frame {
    /// In words.
    pub fn of(told: Told) -> Self {
        let Told { position, news, questions, accounts } = told;
        let public = match &news {
            Some(news) if news.pins.is_empty() && news.reports.is_empty() => None,
            Some(news) => Some(text(Some(position), "news", news)),
            None => Some(text(Some(position), "resync", &Resync { position })),
        };
        Self { position, public, questions, accounts }
    }

    /// Whether nobody at all hears anything of it.
    pub fn is_silent(&self) -> bool {
        self.public.is_none() && self.questions.is_empty() && self.accounts.is_empty()
    }

    /// What a listener who may know of these questions hears, before the public part. The last part
    /// brings the id, so that a stream that breaks between them is taken up before both.
    pub fn private(&self, news: &PrivateNews) -> Bytes {
        text(self.public.is_none().then_some(self.position), "private", news)
    }
}

/// A sign of life. An event and no comment, so that pages notice when it stays away.
pub fn beat() -> Bytes {
    Bytes::from_static(b"event: beat\ndata: {}\n\n")
}

/// The last event of a stream whose session is over.
pub fn bye() -> Bytes {
    Bytes::from_static(b"event: bye\ndata: {}\n\n")
}

fn text(id: Option<i64>, event: &str, data: &impl Serialize) -> Bytes {
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    // Plain structs of texts and numbers always become JSON, on one line.
    let data = serde_json::to_string(data).unwrap_or_default();
    Bytes::from(format!("{id}event: {event}\ndata: {data}\n\n"))
}
