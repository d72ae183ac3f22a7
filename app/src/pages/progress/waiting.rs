//! `/waiting`: the bureau's first page, what waits for acknowledgement, longest first; and the step
//! between choosing several and acknowledging them.

mod preview;
mod queue;

use crate::pages::site::not_found::Refusal;
use crate::pages::site::text::TextPage;
use crate::parts::map::names::Named;
use crate::parts::progress::report::Setting;
use crate::request::{FormResult, backend, form_result, request};
use domain::Error;
use domain::map::board::MapBoard;
use domain::people::access::{Action, can};
use domain::progress::waiting::{Chosen, Waiting, WaitingFilter};
use domain::year::catalogue::PolicyItem;
use domain::year::item_name::ItemName;
use leptos::prelude::*;
use std::sync::Arc;
use words::Lang;

/// What the page is made of.
struct Queue {
    filter: WaitingFilter,
    board: Arc<MapBoard>,
    waiting: Waiting,
    /// What was chosen before, or could not be acknowledged.
    chosen: Vec<Chosen>,
    /// Whether lists of schools are this one's work too.
    imports_schools: bool,
}

/// What waits for who is signed in.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    let pairs = request.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let filter = WaitingFilter::parse(pairs);
    Suspend::new(async move {
        let actor = request.actor();
        let load = async {
            let chosen = ids(result.as_ref());
            let page = backend.reports(&actor).waiting(&filter, &chosen).await?;
            let backend::WaitingPage { board, waiting, chosen } = page;
            let imports_schools = can(&actor, Action::ImportSchools).is_ok();
            Ok::<_, Error>(Queue { filter, board, waiting, chosen, imports_schools })
        };
        match load.await {
            Ok(queue) => {
                let page = filter.address();
                let set = Setting { lang: request.lang, now: backend.now(), page, result };
                page_of(&set, &queue).into_any()
            }
            Err(error) => view! { <Refusal error/> }.into_any(),
        }
    })
}

/// The chosen reports' row ids, as the form came back with them.
fn ids(result: Option<&FormResult>) -> Vec<i64> {
    let chosen = result.and_then(|result| result.fields.get("chosen"));
    chosen.into_iter().flat_map(|ids| ids.split(' ')).filter_map(|id| id.parse().ok()).collect()
}

fn page_of(set: &Setting, queue: &Queue) -> impl IntoView + use<> {
    let lang = set.lang;
    let is_done = set.result.as_ref().is_some_and(|result| result.done.is_some());
    if queue.chosen.is_empty() || is_done {
        let queue = queue::queue(set, queue).into_any();
        view! { <TextPage title=lang.waiting_title()>{queue}</TextPage> }
    } else {
        let preview = preview::preview(set, queue).into_any();
        view! { <TextPage title=lang.waiting_preview_title()>{preview}</TextPage> }
    }
}

impl Queue {
    fn district(&self, lang: Lang, slug: &domain::place::district::Slug) -> String {
        self.board.pin(slug).map(|pin| pin.name(lang)).unwrap_or_default()
    }

    /// The item's number and title, as far as it is known.
    fn item(&self, lang: Lang, name: ItemName) -> String {
        let known = self.waiting.items.iter().map(|one| &one.item);
        let known = known.into_iter().find(|item| item.name() == Some(name));
        known.map_or_else(|| name.key().to_uppercase(), |item| title(lang, item))
    }
}

fn title(lang: Lang, item: &PolicyItem) -> String {
    format!("{} {}", item.key().to_uppercase(), lang.pick(&item.title_th, &item.title_en))
}
