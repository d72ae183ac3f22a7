//! Forms without JavaScript.

pub(crate) mod form_result;
