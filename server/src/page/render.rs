//! Draws a page through leptos, whole, from its address and who it is for.

use crate::page::address::PageAddress;
use crate::request::visit::Reference;
use crate::site::{Site, SiteParts};
use app::drawings::Drawings;
use app::pages::App;
use app::request::{FormResult, NewLinks, Request as PageRequest, RouteRefusal, SignedIn};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use backend::{Backend, Link};
use bytes::Bytes;
use domain::Error;
use leptos::nonce::Nonce;
use leptos::prelude::{Owner, provide_context, take_context};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use words::Lang;

/// A drawn page.
#[derive(Debug)]
pub struct Rendered {
    /// 200, or what the page set.
    pub status: StatusCode,
    /// Content type, and what the page set.
    pub headers: HeaderMap,
    /// The document.
    pub html: Bytes,
}

/// What a page shows to one person alone. Nothing, where it is the same for everybody.
#[derive(Debug, Clone, Default)]
pub struct Personal {
    /// Who is signed in.
    pub account: Option<Arc<SignedIn>>,
    /// What the form on the page came back with.
    pub form: Option<FormResult>,
    /// One-time links that were just issued.
    pub links: Vec<Link>,
    /// Why the address refuses the reader; no page is drawn then.
    pub refusal: Option<Error>,
}

/// Draws the page at `address`; `reference` is shown if it has to report a fault.
pub async fn page(
    site: &Site,
    address: &PageAddress,
    reference: Reference,
    personal: Personal,
) -> Rendered {
    let request = page_request(address, reference, site.public_url(), personal.account.clone());
    let contexts = contexts((site.backend(), &site.drawings), request, personal);
    let options = site.leptos().clone();
    let draw = leptos_axum::render_app_async_with_context(contexts, move || {
        app::shell::shell(options.clone())
    });
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = address.to_uri();
    let whole = async {
        let (parts, body) = draw(request).await.into_parts();
        let html = to_bytes(body, usize::MAX).await.unwrap_or_default();
        Rendered { status: parts.status, headers: parts.headers, html }
    };
    alone(whole).await
}

/// Polls a render under its own reactive owner.
///
/// Leptos keeps the current owner per thread, and what a `Suspend` outside of any `<Suspense>` has
/// awaited is drawn under whichever owner that is. When the render has moved to another thread by
/// then, it finds none, or that of another visitor's render, and with it that visitor's context.
async fn alone<T>(render: impl Future<Output = T>) -> T {
    let mut render = pin!(render);
    let mut owner = Owner::new_root(None);
    poll_fn(|cx| {
        owner.set();
        let polled = render.as_mut().poll(cx);
        if let Some(current) = Owner::current() {
            owner = current;
        }
        polled
    })
    .await
}

/// The paths of the application's pages, in the router's notation (`/districts/{slug}`).
pub fn page_paths(parts: &SiteParts) -> Vec<String> {
    let home = PageAddress { path: "/".into(), query: Vec::new(), lang: Lang::default() };
    let request = page_request(&home, Reference::new(0), &parts.public_url, None);
    let drawings = Drawings::default();
    let contexts = contexts((&parts.backend, &drawings), request, Personal::default());
    let (listed, _) =
        leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(App, None, contexts);
    listed.iter().map(|page| page.path().to_owned()).collect()
}

fn page_request(
    address: &PageAddress,
    reference: Reference,
    public_url: &str,
    account: Option<Arc<SignedIn>>,
) -> PageRequest {
    PageRequest {
        lang: address.lang,
        path: address.path.clone(),
        query: address.query.clone(),
        reference: reference.to_string(),
        public_url: public_url.to_owned(),
        account,
    }
}

/// What pages find in their context.
fn contexts(
    (backend, drawings): (&Backend, &Drawings),
    request: PageRequest,
    personal: Personal,
) -> impl Fn() + Clone + Send + Sync + 'static {
    let (backend, drawings) = (backend.clone(), drawings.clone());
    let Personal { form, links, refusal, .. } = personal;
    let links = NewLinks::of(links);
    let refusal = refusal.map(RouteRefusal);
    move || {
        provide_context(request.clone());
        provide_context(backend.clone());
        provide_context(drawings.clone());
        provide_context(links.clone());
        if let Some(form) = &form {
            provide_context(form.clone());
        }
        if let Some(refusal) = &refusal {
            provide_context(refusal.clone());
        }
        // Leptos gives every render a nonce. Kept pages need scripts that are the same each time;
        // the policy names them by hash instead.
        _ = take_context::<Nonce>();
    }
}
