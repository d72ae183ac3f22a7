//! The stream of what happens: nothing is missed, nothing is heard by whom it is not for, nobody holds
//! up the others.

use crate::site::listening::Event;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;
use backend::{NewAccount, Token, TypedAppointment};
use domain::map::board::MapBoard;
use domain::people::access::{AccountActor, Actor};
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::place::district::Slug;
use domain::progress::form::ReportForm;
use server::live::hub::Hub;
use std::time::Duration;

const ITEMS: [&str; 3] = ["2570/p1", "2570/p2", "2570/a1"];

impl TestApp {
    /// Who acts in this browser.
    pub async fn actor(&self, browser: &Browser) -> Actor {
        let token = Token::parse(&browser.cookies["session"]).unwrap();
        self.backend.sessions().find(&token).await.unwrap().unwrap().actor
    }

    async fn post(&self, actor: &Actor, district: &Slug, item: &str) -> i64 {
        self.backend.reports(actor).post(district, &report_on(item)).await.unwrap()
    }

    /// Somebody who reports for all of these districts.
    pub async fn reporter_everywhere(&self, districts: &[Slug]) -> Actor {
        let browser = self.officer_of("everywhere", districts[0].as_str()).await;
        let id = self.actor(&browser).await.account().unwrap().id();
        let from = self.backend.now().date_naive() - chrono::Duration::days(1);
        let of = |district: &Slug| {
            let (role, district) = (Role::Reporter, Some(district.clone()));
            Appointment::new(role, district, Vec::new(), from, None).unwrap()
        };
        AccountActor::new(id, districts.iter().map(of).collect(), self.backend.now()).into()
    }

    /// A signed-in officer of this district.
    pub async fn officer_of(&self, name: &str, district: &str) -> Browser {
        let appointment = TypedAppointment {
            role: "DR".into(),
            district: district.into(),
            ..TypedAppointment::default()
        };
        let new = NewAccount {
            name: name.into(),
            display_name: "ผู้ทดสอบ".into(),
            appointments: vec![appointment],
        };
        let link = self.backend.accounts_of_operator().create(new).await.unwrap();
        let session = self
            .backend
            .sessions()
            .accept_invitation(&link.token, PASSWORD, "Firefox")
            .await
            .unwrap();
        let mut browser = self.browser();
        browser.hold(&session.token);
        browser
    }
}

/// A form that says little, with a key of its own.
pub fn report_on(item: &str) -> ReportForm {
    ReportForm {
        item: item.to_owned(),
        kind: "on_plan".to_owned(),
        text: "ดำเนินการแล้ว".to_owned(),
        key: backend::new_client_key().to_string(),
        ..ReportForm::default()
    }
}

/// An address that hears from a position on.
pub fn after(position: i64) -> String {
    format!("/events?after={position}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_begins_at_once_and_nothing_on_the_way_keeps_it() {
    let app = TestApp::start().await;
    let (head, mut stream) = app.listen(&app.browser(), "/events").await;
    assert_eq!(head.status, 200);
    for (name, value) in [
        ("content-type", "text/event-stream"),
        ("cache-control", "no-store"),
        ("x-accel-buffering", "no"),
        ("content-encoding", ""),
        ("set-cookie", ""),
    ] {
        assert_eq!(head.header(name), value, "{name}");
    }
    assert_eq!(head.header("x-request-id").len(), 10);
    assert!(stream.block().await.unwrap().starts_with(":\nretry: "));
}

#[tokio::test(flavor = "multi_thread")]
async fn news_come_in_order_and_what_was_missed_comes_first() {
    let app = TestApp::start().await;
    let slugs = app.slugs().await;
    let here = Slug::parse(&slugs[0]).unwrap();
    let browser = app.officer_of("reporter", &slugs[0]).await;
    let reporter = app.actor(&browser).await;
    let start = app.backend.position();
    let (_, mut live) = app.listen(&app.browser(), "/events").await;
    for item in ITEMS {
        app.post(&reporter, &here, item).await;
    }
    let (_, mut late) = app.listen(&app.browser(), &after(start)).await;
    for stream in [&mut live, &mut late] {
        let (mut position, mut reports) = (start, Vec::new());
        while reports.len() < ITEMS.len() {
            let news = stream.news().await;
            assert!(news.position > position);
            position = news.position;
            assert_eq!(news.pins.len(), 1);
            reports.extend(news.reports.into_iter().map(|one| one.item.to_string()));
        }
        reports.sort_unstable();
        assert_eq!(reports, ["2570/a1", "2570/p1", "2570/p2"]);
    }
    let heard = app.backend.position();
    let (_, mut again) = app.listen_again(&app.browser(), &after(start), Some(heard)).await;
    app.post(&reporter, &here, "2570/b1").await;
    let news = again.news().await;
    assert_eq!((news.position, news.reports.len()), (heard + 1, 1), "the larger of both counts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_log_or_of_other_facts_is_to_be_read_anew() {
    let app = TestApp::start().await;
    let head = app.backend.position();
    let (_, mut stream) = app.listen(&app.browser(), &after(head + 500)).await;
    let resync = |position: i64| Event {
        id: Some(position),
        name: "resync".into(),
        data: format!("{{\"position\":{position}}}"),
    };
    assert_eq!(stream.event().await, Some(resync(head)));
    app.clock.advance(chrono::Duration::days(366));
    assert_eq!(app.backend.years().open_due().await.unwrap().len(), 1);
    let (_, mut late) = app.listen(&app.browser(), &after(head)).await;
    for stream in [&mut stream, &mut late] {
        assert_eq!(stream.event().await, Some(resync(app.backend.position())));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_heard_by_who_may_read_it() {
    let app = TestApp::start().await;
    let slugs = app.slugs().await;
    let here = Slug::parse(&slugs[0]).unwrap();
    let own = app.officer_of("own", &slugs[0]).await;
    let other = app.officer_of("other", &slugs[1]).await;
    let officer = app.signed_in("officer", Some(Role::MonitoringOfficer)).await;
    let reporter = app.actor(&own).await;
    let id = app.post(&reporter, &here, "2570/p1").await;
    let start = app.backend.position();
    let mut streams = Vec::new();
    for (browser, hears) in
        [(&own, true), (&officer, true), (&other, false), (&app.browser(), false)]
    {
        streams.push((app.listen(browser, &after(start)).await.1, hears));
    }
    let asked = app.backend.reports(&app.actor(&officer).await).question(id, "กี่คน").await;
    asked.unwrap();
    let questioned = app.backend.position();
    app.post(&reporter, &here, "2570/p2").await;
    for (stream, hears) in &mut streams {
        let mut event = stream.event().await.unwrap();
        if *hears {
            let data: serde_json::Value = serde_json::from_str(&event.data).unwrap();
            assert_eq!(event.name, "private");
            assert!(data["position"].as_i64().unwrap() >= questioned);
            assert_eq!(data["reports"][0]["district"], slugs[0]);
            assert_eq!(data["reports"][0]["item"], "2570/p1");
            event = stream.event().await.unwrap();
        }
        assert_eq!(event.name, "news", "{event:?}");
        assert!(event.data.contains("2570/p2") && !event.data.contains("2570/p1\""), "{event:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stream_of_a_session_ends_with_it() {
    let app = TestApp::start().await;
    let mut leaving = app.signed_in("leaving", Some(Role::MonitoringOfficer)).await;
    let disabled = app.signed_in("disabled", Some(Role::Reviewer)).await;
    let staying = app.signed_in("staying", Some(Role::Reviewer)).await;
    let (_, mut of_leaving) = app.listen(&leaving, "/events").await;
    let (_, mut of_disabled) = app.listen(&disabled, "/events").await;
    let (_, mut of_staying) = app.listen(&staying, "/events").await;
    leaving.post("/do/sign_out", &[]).await;
    let accounts = app.backend.accounts_of_operator();
    let name = domain::people::account::AccountName::parse("disabled").unwrap();
    let account = accounts.find(&name).await.unwrap();
    accounts.disable(account.id, account.version).await.unwrap();
    for stream in [&mut of_leaving, &mut of_disabled] {
        let event = stream.event().await.unwrap();
        assert_eq!((event.name.as_str(), event.id), ("bye", None));
        assert_eq!(stream.event().await, None, "it ends");
    }
    app.officer_of("somebody", &app.slugs().await[0]).await;
    let quiet = tokio::time::timeout(Duration::from_secs(1), of_staying.event()).await;
    assert!(quiet.is_err(), "accounts are nobody else's business: {quiet:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_stream_beats_every_15_seconds() {
    let app = TestApp::start().await;
    let (_, mut stream) = app.listen(&app.browser(), "/events").await;
    stream.block().await;
    let begun = tokio::time::Instant::now();
    assert_eq!(stream.block().await.as_deref(), Some("event: beat\ndata: {}"));
    let waited = begun.elapsed();
    assert!(waited > Duration::from_secs(14) && waited < Duration::from_secs(25), "{waited:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_so_many_listeners_the_next_is_told_to_come_back() {
    let app = TestApp::start().await;
    let hub = Hub::start(&app.backend);
    let held: Vec<_> = std::iter::from_fn(|| hub.listen(None, None)).take(6000).collect();
    assert_eq!(held.len(), 5000);
    drop(held);
    assert!(hub.listen(None, None).is_some(), "whoever leaves makes room");
    let all: Vec<_> = {
        let mut all = Vec::new();
        loop {
            let (head, stream) = app.listen(&app.browser(), "/events").await;
            if head.status != 200 {
                assert_eq!((head.status.as_u16(), head.header("retry-after")), (503, "10"));
                break all;
            }
            all.push(stream);
        }
    };
    assert_eq!(all.len(), 5000);
    drop(all);
    assert_eq!(app.listen(&app.browser(), "/events").await.0.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_hub_ends_every_stream() {
    let app = TestApp::start().await;
    let hub = Hub::start(&app.backend);
    let listener = hub.listen(None, None).unwrap();
    let heard = tokio::spawn(futures::StreamExt::collect::<Vec<_>>(listener.stream()));
    hub.close();
    let heard = tokio::time::timeout(Duration::from_secs(10), heard).await.unwrap().unwrap();
    assert!(heard.len() <= 1, "{heard:?}");
}

/// Somebody on a bad line: keeps a board by what is heard, and comes back a thousand times.
async fn hear_on_a_bad_line(
    app: &TestApp,
    mut board: MapBoard,
    breaks: usize,
    end: i64,
) -> MapBoard {
    for line in 0.. {
        let (_, mut stream) = app.listen(&app.browser(), &after(board.position)).await;
        let lasts = if line < breaks { line * 7 % 3 } else { usize::MAX };
        for _ in 0..lasts {
            if board.position >= end {
                break;
            }
            let news = stream.news().await;
            assert!(news.position > board.position, "nothing comes twice or late");
            board.apply(&news);
        }
        if line >= breaks && board.position >= end {
            break;
        }
    }
    board
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rebuilt_over_a_thousand_broken_lines_is_the_board() {
    let app = TestApp::start().await;
    let start = app.board().await;
    let districts: Vec<Slug> = start.pins.iter().map(|pin| pin.slug.clone()).collect();
    let reporter = app.reporter_everywhere(&districts).await;
    let end = app.backend.position() + 300;
    let write = async {
        for number in 0..300 {
            app.clock.advance(chrono::Duration::seconds(1));
            app.post(&reporter, &districts[number * 11 % districts.len()], ITEMS[number % 3]).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let hear = || hear_on_a_bad_line(&app, (*start).clone(), 125, end);
    let (heard, ()) = tokio::join!(
        async { tokio::join!(hear(), hear(), hear(), hear(), hear(), hear(), hear(), hear()) },
        write,
    );
    let board = app.board().await;
    assert_ne!(board.pins, start.pins);
    for one in [heard.0, heard.1, heard.2, heard.3, heard.4, heard.5, heard.6, heard.7] {
        assert_eq!(one.position, board.position);
        assert!(one.pins == board.pins, "the pins differ");
    }
}
