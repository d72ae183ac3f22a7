//! The words for kinds, statuses and names, in the reader's language.

use domain::map::board::{DistrictPin, MapBoard};
use domain::people::account::AccountState;
use domain::place::district::{DistrictKind, Neighbour, PositionSource, Slug};
use domain::progress::ProgressKind;
use domain::progress::pin_status::RealTime;
use domain::year::catalogue::{PolicyItem, Track};
use words::Lang;

/// A thing that has a Thai and an English name.
pub trait Named {
    /// The name in a language.
    fn name(&self, lang: Lang) -> String;
}

impl Named for DistrictPin {
    fn name(&self, lang: Lang) -> String {
        district_name(lang, &self.name_th, &self.name_en)
    }
}

impl Named for Neighbour {
    fn name(&self, lang: Lang) -> String {
        district_name(lang, &self.name_th, &self.name_en)
    }
}

/// English office names are long and all alike; the list drops what they share.
pub fn district_name(lang: Lang, th: &str, en: &str) -> String {
    match lang {
        Lang::Th => th.to_owned(),
        Lang::En => en.replace(" Educational Service Area Office", " ESA"),
    }
}

impl Named for DistrictKind {
    fn name(&self, lang: Lang) -> String {
        match self {
            Self::Primary => lang.kind_primary(),
            Self::Secondary => lang.kind_secondary(),
        }
        .to_owned()
    }
}

impl Named for ProgressKind {
    fn name(&self, lang: Lang) -> String {
        match self {
            Self::OnPlan => lang.kind_on_plan(),
            Self::Adjusted => lang.kind_adjusted(),
            Self::Output => lang.kind_output(),
        }
        .to_owned()
    }
}

impl Named for RealTime {
    fn name(&self, lang: Lang) -> String {
        match self {
            Self::Fresh => lang.status_fresh(),
            Self::Ageing => lang.status_ageing(),
            Self::Silent => lang.status_silent(),
            Self::Never => lang.status_never(),
        }
        .to_owned()
    }
}

/// An item's number within its group, and its title.
pub fn item_title(lang: Lang, item: &PolicyItem) -> String {
    format!("{} {}", item.no, lang.pick(&item.title_th, &item.title_en))
}

/// The list, and in it the group, that an item stands in.
pub fn item_group(lang: Lang, item: &PolicyItem) -> String {
    match item.track {
        Track::Policy => lang.track_policy().to_owned(),
        Track::QuickWin => lang.pick(&item.group_th, &item.group_en).to_owned(),
    }
}

impl Named for PositionSource {
    fn name(&self, lang: Lang) -> String {
        match self {
            Self::Listed => lang.position_listed(),
            Self::Repaired => lang.position_repaired(),
            Self::Confirmed => lang.position_confirmed(),
        }
        .to_owned()
    }
}

impl Named for AccountState {
    fn name(&self, lang: Lang) -> String {
        match self {
            Self::Open => lang.account_state_open(),
            Self::NoPassword => lang.account_state_no_password(),
            Self::Disabled => lang.account_state_disabled(),
        }
        .to_owned()
    }
}

/// A district's name; its slug where it is closed and so not on the map.
pub fn district_of(lang: Lang, board: &MapBoard, slug: &Slug) -> String {
    board.pin(slug).map_or_else(|| slug.to_string(), |pin| pin.name(lang))
}

/// The names of the provinces that a district serves, the seat's first.
pub fn provinces(lang: Lang, board: &MapBoard, codes: &[String]) -> String {
    let names: Vec<&str> = codes
        .iter()
        .filter_map(|code| board.province(code))
        .map(|province| lang.pick(&province.name_th, &province.name_en))
        .collect();
    names.join(lang.list_separator())
}
