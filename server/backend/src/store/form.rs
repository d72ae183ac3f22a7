//! Statements about posted forms.

pub(crate) mod form_result;
