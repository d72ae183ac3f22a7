//! What stands around every page: skip link, bar, foot.

use crate::parts::layout::live_mark::LiveMark;
use crate::request::{Request, backend, request};
use domain::error_report::Subject;
use domain::people::access::{Action, can, can_for_some};
use leptos::prelude::*;
use words::Lang;

/// The frame around a page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let lang = request().lang;
    // The map page has a head of its own, with its filters.
    let is_map = request().path == "/";
    view! {
        <a class="skip" href="#main">{lang.nav_skip()}</a>
        {backend().is_demo().then(|| view! { <aside class="demo-banner">{lang.demo_banner()}</aside> })}
        <Bar/>
        {(!is_map).then(|| view! { <p class="print-head">{lang.print_head_page(lang.day_of(backend().now()))}</p> })}
        <main id="main" tabindex="-1">{children()}</main>
        <SignInAgain/>
        {(!is_map).then(|| view! { <Foot/> })}
    }
}

#[component]
fn Bar() -> impl IntoView {
    let request = request();
    let lang = request.lang;
    let link = |href: &'static str, text: &'static str| {
        let current = (request.path == href).then_some("page");
        view! { <a href=href aria-current=current>{text}</a> }
    };
    let sees_overview = can(&request.actor(), Action::SeeOverview).is_ok();
    view! {
        <header class="bar">
            <a class="bar__home" href="/" aria-label=lang.product()>
                <svg class="bar__logo" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                    <path d="M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7z"></path>
                    <circle cx="12" cy="9" r="2.6"></circle>
                </svg>
                <span>{lang.product()}</span>
            </a>
            <nav class="bar__nav" aria-label=lang.nav_main()>
                {link("/", lang.nav_map())} {sees_overview.then(|| link("/overview", lang.overview_title()))}
                {my_work(&request)} {link("/open-data", lang.nav_open_data())}
                {link("/about", lang.nav_about())} {link("/help", lang.nav_help())}
            </nav>
            <LiveMark/>
            <AccountCorner/>
            <LanguageChoice/>
        </header>
    }
}

/// Who is signed in, or the way to sign in.
#[component]
fn AccountCorner() -> impl IntoView {
    let request = request();
    let lang = request.lang;
    let (href, text) = match &request.account {
        Some(account) => ("/account", account.display_name.as_str().to_owned()),
        None => ("/sign-in", lang.sign_in_do().to_owned()),
    };
    let current = (request.path == href).then_some("page");
    view! { <a class="bar__account" href=href aria-current=current>{text}</a> }
}

/// Opened by the page's script where the session has ended while somebody typed. The same account only.
#[component]
fn SignInAgain() -> impl IntoView {
    let request = request();
    let lang = request.lang;
    request.account.map(|account| {
        let name = account.name.as_str().to_owned();
        view! {
            <dialog id="sign-in-again" class="dialog" aria-labelledby="sign-in-again-heading">
                <form class="form" action="/do/sign_in" method="post">
                    <h2 id="sign-in-again-heading">{lang.sign_in_again_title()}</h2>
                    <p>{lang.sign_in_again_text(account.display_name.as_str())}</p>
                    <input type="text" name="name" value=name autocomplete="username" readonly hidden/>
                    <div class="field">
                        <label for="again-password">{lang.account_password()}</label>
                        <input id="again-password" class="input" type="password" name="password" autocomplete="current-password" required/>
                        <p class="field__error" role="alert"></p>
                    </div>
                    <button class="button button--primary" type="submit">{lang.sign_in_do()}</button>
                </form>
            </dialog>
        }
    })
}

/// The map fills its window; every other page ends with this.
#[component]
fn Foot() -> impl IntoView {
    let request = request();
    let lang = request.lang;
    let report_error = Subject::of_page(&request.path).map(|about| about.report_address());
    let answers = can_for_some(&request.actor(), Action::AnswerErrorReport).is_ok();
    view! {
        <footer class="foot">
            {report_error.map(|href| view! { <a href=href>{lang.error_report_do()}</a> })}
            {answers.then(|| view! { <a href="/error-reports">{lang.error_report_list_title()}</a> })}
            <a href="/about">{lang.nav_about()}</a>
            <a href="/privacy">{lang.nav_privacy()}</a>
            <a href="/open-data">{lang.nav_open_data()}</a>
            <a href="/help">{lang.nav_help()}</a>
        </footer>
    }
}

/// Where the work of who is signed in begins.
fn my_work(request: &Request) -> impl IntoView + use<> {
    let first = domain::people::first_page::first_page(&request.actor());
    let is_elsewhere = !["/", "/overview"].contains(&first.as_str());
    is_elsewhere.then(|| view! { <a href=first>{request.lang.nav_my_work()}</a> })
}

#[component]
fn LanguageChoice() -> impl IntoView {
    let request = request();
    let choice = |lang: Lang, short: &'static str, whole: &'static str| {
        let current = (request.lang == lang).then_some("true");
        // What is read aloud begins with what is seen: whoever speaks to the computer says that.
        let name = format!("{short} {whole}");
        view! {
            <a href=request.address_in(lang) hreflang=lang.code() lang=lang.code() aria-current=current aria-label=name>
                {short}
            </a>
        }
    };
    view! {
        <div class="bar__lang" role="group" aria-label=request.lang.nav_language()>
            {choice(Lang::Th, "TH", Lang::Th.language_name())} {choice(Lang::En, "EN", Lang::En.language_name())}
        </div>
    }
}
