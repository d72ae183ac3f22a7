//! Use case: changes of the map after a position of the log.

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

/// All changes after a position, for the live stream that distributes them.
#[derive(Debug, Clone)]
pub struct Told {
    /// Position of the log up to which changes are included.
    pub position: i64,
    /// The public changes; `None` if a cached board has to be read again, because the log does not
    /// reach the requested position (another database has taken its place), because districts, years or the
    /// catalogue have changed, or because there are too many changes.
    pub news: Option<News>,
    /// The non-public changes.
    pub questions: Questions,
    /// Accounts whose rights or sessions may have changed.
    pub accounts: BTreeSet<AccountId>,
}

impl NewsFeed<'_> {
    /// The public changes after a position; `None` as of [`Told::news`].
    pub async fn since(self, position: i64) -> domain::Result<Option<News>> {
        Ok(self.told_since(position).await?.news)
    }

    /// The further changes that `actor` may see.
    pub async fn private_since(self, actor: &Actor, position: i64) -> domain::Result<PrivateNews> {
        let Told { position, questions, .. } = self.told_since(position).await?;
        Ok(PrivateNews { position, reports: questions.readable_by(actor) })
    }

    /// All changes after a position. Its questions are disclosed only to an actor who may
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
