//! Posted forms, and the answers to them.

pub mod answered_form;
pub mod for_script;
pub mod kept_form;
pub mod posted;
pub mod posted_files;
pub mod posted_school_file;
pub mod posted_table;
pub mod sent;
