//! Somebody who listens to what happens on the map.

use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use axum::body::{Body, BodyDataStream};
use axum::http::{Request, header};
use domain::map::news::News;
use futures::StreamExt as _;
use std::time::Duration;
use tower::ServiceExt as _;

/// Nothing takes longer, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Listening {
    stream: BodyDataStream,
    text: String,
}

/// What a browser's `EventSource` makes of a block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    pub id: Option<i64>,
    pub name: String,
    pub data: String,
}

impl TestApp {
    /// Opens a stream as this browser; the answer's head comes without a body.
    pub async fn listen(&self, browser: &Browser, address: &str) -> (Answer, Listening) {
        self.listen_again(browser, address, None).await
    }

    /// The same after a stream that broke, with the last id that was seen.
    pub async fn listen_again(
        &self,
        browser: &Browser,
        address: &str,
        last: Option<i64>,
    ) -> (Answer, Listening) {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = address.parse().unwrap();
        let cookies: Vec<String> =
            browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        if let Some(last) = last {
            request.headers_mut().insert("last-event-id", last.into());
        }
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let head = Answer { status: parts.status, headers: parts.headers, bytes: Vec::new() };
        (head, Listening { stream: body.into_data_stream(), text: String::new() })
    }
}

impl Listening {
    /// The next block, comments too; `None` at the end of the stream.
    pub async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                return Some(block);
            }
            let more = tokio::time::timeout(PATIENCE, self.stream.next()).await;
            let bytes = more.expect("something is sent")?.unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// The next event.
    pub async fn event(&mut self) -> Option<Event> {
        loop {
            let block = self.block().await?;
            let mut event = Event::default();
            for line in block.lines() {
                match line.split_once(": ") {
                    Some(("id", id)) => event.id = Some(id.parse().unwrap()),
                    Some(("event", name)) => name.clone_into(&mut event.name),
                    Some(("data", data)) => data.clone_into(&mut event.data),
                    _ => assert!(line.starts_with(':') || line.starts_with("retry: "), "{line}"),
                }
            }
            if !event.data.is_empty() {
                return Some(event);
            }
        }
    }

    /// The next event, which is news.
    pub async fn news(&mut self) -> News {
        let event = self.event().await.expect("the stream goes on");
        assert_eq!(event.name, "news", "{event:?}");
        let news: News = serde_json::from_str(&event.data).unwrap();
        assert_eq!(event.id, Some(news.position));
        news
    }
}
