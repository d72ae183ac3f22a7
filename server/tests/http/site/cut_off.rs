//! The database server cuts every connection of two processes, again and again, while five hundred maps
//! are open.

use crate::map::events::{after, report_on};
use crate::support::app::TestApp;
use backend::Backend;
use domain::Error;
use domain::map::board::MapBoard;
use domain::people::access::Actor;
use domain::place::district::Slug;
use sqlx::{Connection as _, PgConnection};
use std::sync::Arc;
use std::time::Duration;
use testing::TestDb;
use tokio::task::JoinSet;

const MAPS: usize = 500;
const POSTS: usize = 60;
/// After so many posts everything is cut.
const BETWEEN: usize = 10;

/// Among them those with which the processes hear of each other.
async fn cut_all(db: &TestDb) {
    let mut operator = PgConnection::connect(db.url()).await.unwrap();
    let sql = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
               WHERE application_name = 'pakmud' AND datname = current_database()";
    let cut: i64 = sqlx::query_scalar(sql).fetch_one(&mut operator).await.unwrap();
    assert!(cut >= 2, "{cut} were cut");
    operator.close().await.unwrap();
}

/// Waits until every event has its place.
async fn all_placed(db: &TestDb, backend: &Backend) {
    let mut operator = PgConnection::connect(db.url()).await.unwrap();
    let events = sqlx::query_scalar("SELECT COUNT(*) FROM event");
    let events: i64 = events.fetch_one(&mut operator).await.unwrap();
    operator.close().await.unwrap();
    backend.head().wait_for(|head| *head == events).await.unwrap();
}

/// Sends the same form until it is answered.
async fn post(backend: &Backend, actor: &Actor, district: &Slug) {
    let form = report_on("2570/p1");
    loop {
        match backend.reports(actor).post(district, &form).await {
            Ok(_) => return,
            Err(Error::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(50)).await,
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// An open map, which keeps what it hears until the end, on one stream.
async fn keep_open(app: Arc<TestApp>, mut board: MapBoard, end: i64) -> MapBoard {
    let address = after(board.position);
    let (head, mut stream) = app.listen(&app.browser(), &address).await;
    assert_eq!(head.status, 200);
    while board.position < end {
        let news = stream.news().await;
        assert!(news.position > board.position, "nothing comes twice or late");
        board.apply(&news);
    }
    board
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_maps_are_right_in_the_end_though_every_connection_was_cut() {
    let Some(db) = TestDb::postgres().await else { return };
    let app = Arc::new(TestApp::on(&db).await);
    let elsewhere = Backend::open(db.url(), app.clock.clone()).await.unwrap();
    let start = app.board().await;
    let districts: Vec<Slug> = start.pins.iter().map(|pin| pin.slug.clone()).collect();
    let reporter = app.reporter_everywhere(&districts).await;
    all_placed(&db, &app.backend).await;
    let begin = app.board().await;
    // The board is kept while accounts alone change: it may stand at an earlier position.
    let end = app.backend.position() + i64::try_from(POSTS).unwrap();
    let mut maps = JoinSet::new();
    for _ in 0..MAPS {
        maps.spawn(keep_open(app.clone(), (*begin).clone(), end));
    }
    for number in 0..POSTS {
        if number % BETWEEN == 0 {
            cut_all(&db).await;
        }
        app.clock.advance(chrono::Duration::seconds(1));
        let process = if number % 2 == 0 { &elsewhere } else { &app.backend };
        post(process, &reporter, &districts[number * 11 % districts.len()]).await;
    }
    all_placed(&db, &app.backend).await;
    let maps = maps.join_all().await;
    let board = app.board().await;
    assert_eq!(board.position, end);
    assert_ne!(board.pins, begin.pins);
    for map in maps {
        assert_eq!(map.position, end);
        assert!(map.pins == board.pins, "a map is wrong");
    }
}
