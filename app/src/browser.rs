//! What every page does in the browser beyond showing itself: it follows the news, keeps what is typed on
//! the device, and sends what waits. Works on the document that the server drew, whatever page it is.

pub mod device;
pub mod dom;
pub mod fragment;
pub mod json;
pub mod live;
mod merge;
pub mod report_desk;
pub mod sender;
pub mod sign_in_again;
pub mod since;

/// Begins, once per page.
pub fn wake() {
    dom::register_worker();
    report_desk::listen();
    sign_in_again::listen();
    live::follow();
}
