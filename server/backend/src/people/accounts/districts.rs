//! The districts that an appointment can name, by whatever people call them.

use crate::Result;
use crate::store::Conn;
use crate::store::place::district;
use domain::kernel::thai;
use domain::place::district::Slug;
use std::collections::HashMap;

/// Every district by its code, its slug, and its Thai and English short name.
#[derive(Default)]
pub(super) struct Districts(HashMap<String, Slug>);

impl Districts {
    /// All of them, closed ones too: an appointment of the past may be for one.
    pub(super) async fn read(conn: &mut Conn) -> Result<Self> {
        let mut by_name = HashMap::new();
        for names in district::names(conn).await? {
            for name in [&names.code, &names.name_th, &names.name_en] {
                by_name.insert(spelling(name), names.slug.clone());
            }
            by_name.insert(names.slug.to_string(), names.slug);
        }
        Ok(Self(by_name))
    }

    /// The district called so.
    pub(super) fn find(&self, typed: &str) -> Option<Slug> {
        self.0.get(&spelling(typed)).cloned()
    }
}

/// Nothing of a name but its spaces and capitals is forgiven: a right goes to the district that is meant.
fn spelling(name: &str) -> String {
    thai::line(name).to_lowercase()
}
