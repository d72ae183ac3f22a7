//! Parts around and between the content of pages.

#[cfg(feature = "ssr")]
pub mod frame;
pub mod live_mark;
#[cfg(feature = "ssr")]
pub mod pager;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
pub mod qr_code;
#[cfg(feature = "ssr")]
pub mod scrolled;
