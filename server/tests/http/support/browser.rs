//! Somebody with a browser: keeps cookies, sends forms, follows where it is sent on.

use crate::support::app::{Answer, TestApp};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, Method, Request, header};
use domain::kernel::percent::percent_encode;
use std::collections::BTreeMap;
use tower::ServiceExt as _;

#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
}

/// What browsers say of a form of our own pages.
const OUR_FORM: [(&str, &str); 2] =
    [("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];

impl TestApp {
    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new() }
    }
}

/// A form's body as browsers write it.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", percent_encode(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

impl Browser {
    pub async fn get(&mut self, address: &str) -> Answer {
        self.send(Method::GET, address, &[], "").await
    }

    /// Sends a form of our own pages.
    pub async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, address, &OUR_FORM, &form(fields)).await
    }

    /// Sends a form that stands on `page`, as browsers say by themselves.
    pub async fn send_from(
        &mut self,
        page: &str,
        address: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let page = format!("http://localhost:3000{page}");
        let headers = [OUR_FORM[0], OUR_FORM[1], ("referer", &page)];
        self.send(Method::POST, address, &headers, &form(fields)).await
    }

    /// Sends a form and opens the page that it leads to.
    pub async fn post_and_follow(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let sent = self.post(address, fields).await;
        assert_eq!(sent.status, 303, "{address}: {}", sent.text());
        let on = sent.header("location").to_owned();
        self.get(&on).await
    }

    pub async fn send(
        &mut self,
        method: Method,
        address: &str,
        headers: &[(&'static str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Answer {
        let mut request = Request::new(Body::from(body.as_ref().to_vec()));
        *request.method_mut() = method;
        *request.uri_mut() = address.parse().unwrap();
        for (name, value) in headers {
            request.headers_mut().append(HeaderName::from_static(name), value.parse().unwrap());
        }
        if !self.cookies.is_empty() {
            let line: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            request.headers_mut().insert(header::COOKIE, line.join("; ").parse().unwrap());
        }
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let answer = Answer { status: parts.status, headers: parts.headers, bytes };
        answer.cookies().into_iter().for_each(|line| self.keep(&line));
        answer
    }

    fn keep(&mut self, line: &str) {
        let (name, rest) = line.split_once('=').unwrap();
        let value = rest.split(';').next().unwrap_or_default();
        if line.contains("; Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Answer {
    /// The lines of `Set-Cookie`.
    pub fn cookies(&self) -> Vec<String> {
        let lines = self.headers.get_all(header::SET_COOKIE).into_iter();
        lines.map(|line| line.to_str().unwrap().to_owned()).collect()
    }
}
