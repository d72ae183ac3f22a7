//! Parts of the map.

pub mod district_map;
#[cfg(feature = "ssr")]
pub mod locator;
pub mod names;
#[cfg(feature = "ssr")]
pub mod outline;
pub mod page_data;
pub mod pin_mark;
