//! Use case: what has happened on the map after a position of the log.

use super::NewsFeed;
use crate::Result;
use crate::map::board;
use crate::store::Conn;
use crate::store::event::changes::Changed;
use crate::store::event::{changes, log};
use domain::kernel::id::AccountId;
use domain::map::board::MapBoard;
use domain::map::news::{News, PinNews, PrivateNews, Questions, ReportRef};
use domain::people::access::Actor;
use std::collections::BTreeSet;

/// All that has happened after a position, for who passes it on.
#[derive(Debug, Clone)]
pub struct Told {
    /// Position of the log up to which it tells.
    pub position: i64,
    /// What everybody may know; `None` where a kept board has to be read anew, because the log does not
    /// reach as far as was asked (another database has taken its place), because districts, years or the
    /// catalogue have changed, or because too much has happened.
    pub news: Option<News>,
    /// What only some may know.
    pub questions: Questions,
    /// Accounts whose rights or sessions may have changed.
    pub accounts: BTreeSet<AccountId>,
}

impl NewsFeed<'_> {
    /// What everybody may know of what has happened after a position; `None` as of [`Told::news`].
    pub async fn since(self, position: i64) -> domain::Result<Option<News>> {
        Ok(self.told_since(position).await?.news)
    }

    /// What `actor` may know beyond that.
    pub async fn private_since(self, actor: &Actor, position: i64) -> domain::Result<PrivateNews> {
        let Told { position, questions, .. } = self.told_since(position).await?;
        Ok(PrivateNews { position, reports: questions.readable_by(actor) })
    }

    /// All that has happened after a position. The questions in it give themselves away only to who may
    /// read them.
    pub async fn told_since(self, position: i64) -> domain::Result<Told> {
        let read = async |conn: &mut Conn| {
            let board = board::whole(self.backend, conn).await?.board;
            let head = log::position(conn).await?;
            tell(conn, &board, position, head).await
        };
        self.backend.read(read).await
    }
}

async fn tell(conn: &mut Conn, board: &MapBoard, after: i64, head: i64) -> Result<Told> {
    let (mut moved, mut reports) = (BTreeSet::new(), BTreeSet::new());
    let (mut questions, mut accounts) = (BTreeSet::new(), BTreeSet::new());
    let changes = if after <= head { changes::since(conn, after).await? } else { None };
    let mut is_told = changes.is_some();
    for one in changes.into_iter().flatten().filter(|one| one.is_placed) {
        match one.of {
            Changed::Pin(report) => {
                moved.insert(report.district.clone());
                reports.insert(report);
            }
            Changed::Report(report) => _ = reports.insert(report),
            Changed::Question(report) => _ = questions.insert(report),
            Changed::Account(id) => _ = accounts.insert(id),
            Changed::Everything => is_told = false,
        }
    }
    let pins = board.pins.iter().filter(|pin| moved.contains(&pin.slug));
    let news = News {
        position: head,
        at: board.read_at,
        pins: pins.map(PinNews::from).collect(),
        reports: reports.into_iter().collect::<Vec<ReportRef>>(),
    };
    Ok(Told {
        position: head,
        news: is_told.then_some(news),
        questions: Questions::new(questions.into_iter().collect()),
        accounts,
    })
}
