//! Pieces that pages and islands are built of. They hold no rule.

#[cfg(feature = "ssr")]
pub mod appointment;
#[cfg(feature = "ssr")]
pub mod chart;
#[cfg(feature = "ssr")]
pub mod field;
#[cfg(feature = "ssr")]
pub mod form_owner;
#[cfg(feature = "ssr")]
pub mod frame;
pub mod names;
#[cfg(feature = "ssr")]
pub mod new_link;
#[cfg(feature = "ssr")]
pub mod outline;
pub mod pin_mark;
#[cfg(feature = "ssr")]
pub mod qr_code;
#[cfg(feature = "ssr")]
pub mod report;
#[cfg(feature = "ssr")]
pub mod report_actions;
#[cfg(feature = "ssr")]
pub mod report_form;
#[cfg(feature = "ssr")]
pub mod typed_text;
