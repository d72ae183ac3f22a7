//! Forms that were sent, and the replies to them.

pub mod fields;
pub mod form_reply;
pub mod form_request;
pub mod json_reply;
pub mod parked_form;
pub mod uploaded_files;
pub mod uploaded_school_file;
pub mod uploaded_table;
