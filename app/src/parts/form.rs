//! Parts of forms.

#[cfg(feature = "ssr")]
pub mod choice;
#[cfg(feature = "ssr")]
pub mod field;
#[cfg(feature = "ssr")]
pub mod form_owner;
#[cfg(feature = "ssr")]
pub mod typed_text;
