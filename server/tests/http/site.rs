//! Pages, forms and the process as a whole.

pub(crate) mod access_matrix;
pub(crate) mod caching;
pub(crate) mod command_line;
pub(crate) mod cross_site;
pub(crate) mod cut_off;
pub(crate) mod for_script;
pub(crate) mod hostile;
pub(crate) mod hostile_texts;
pub(crate) mod kept_forms;
pub(crate) mod language;
pub(crate) mod listening;
pub(crate) mod page_product;
pub(crate) mod pages;
pub(crate) mod paper;
mod parameters;
pub(crate) mod policy;
pub(crate) mod process;
pub(crate) mod static_files;
pub(crate) mod stopping;
