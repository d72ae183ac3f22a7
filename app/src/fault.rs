//! The document for when the application itself cannot draw one. Depends on nothing but words.

use std::fmt::Write as _;
use words::Lang;

/// A whole HTML document that says what happened, what is safe, what to do, and the reference.
///
/// `status` is the HTTP status that it is sent with; `retry_seconds` says when to try again;
/// `css_href` is the address of the style sheet.
pub fn document(
    lang: Lang,
    status: u16,
    reference: &str,
    retry_seconds: Option<u32>,
    css_href: &str,
) -> String {
    let (title, text) = match status {
        403 => (lang.fault_403_title(), lang.fault_403_text()),
        404 => (lang.fault_404_title(), lang.fault_404_text()),
        405 => (lang.fault_405_title(), lang.fault_405_text()),
        413 | 414 | 431 => (lang.fault_414_title(), lang.fault_414_text()),
        503 => (lang.fault_503_title(), lang.fault_503_text()),
        400..=499 => (lang.fault_400_title(), lang.fault_400_text()),
        _ => (lang.fault_500_title(), lang.fault_500_text()),
    };
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · {}</title><link rel=\"stylesheet\" href=\"{css_href}\"></head>\
         <body><main class=\"notice\"><h1>{title}</h1><p>{text}</p>",
        lang.code(),
        lang.product(),
    );
    if let Some(seconds) = retry_seconds {
        _ = write!(html, "<p>{}</p>", lang.fault_retry(seconds));
    }
    _ = write!(
        html,
        "<p><a class=\"button\" href=\"/\">{}</a></p><p class=\"quiet\">{}</p></main></body></html>",
        lang.fault_home(),
        lang.fault_reference(reference),
    );
    html
}
