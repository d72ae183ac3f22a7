//! Where the facts of a card come from: numbers beside the values, the sources below.

use leptos::prelude::*;
use words::Lang;

/// The sources of a card, each once, in the order in which they are first named.
pub(super) struct Origins {
    lang: Lang,
    card: &'static str,
    said: Vec<String>,
}

impl Origins {
    /// None yet. `card` tells the cards of a page apart.
    pub(super) fn new(lang: Lang, card: &'static str) -> Self {
        Self { lang, card, said: Vec::new() }
    }

    /// The number that stands beside a value.
    pub(super) fn mark(&mut self, said: String) -> impl IntoView + use<> {
        let known = self.said.iter().position(|one| *one == said);
        let no = known.unwrap_or_else(|| {
            self.said.push(said);
            self.said.len() - 1
        }) + 1;
        let href = format!("#{}-source-{no}", self.card);
        view! { <sup><a href=href aria-label=self.lang.fact_origin_n(no)>{no}</a></sup> }
    }

    /// The list below the card.
    pub(super) fn list(self) -> impl IntoView + use<> {
        let card = self.card;
        let items = self.said.into_iter().enumerate().map(move |(index, said)| {
            view! { <li id=format!("{card}-source-{}", index + 1)>{said}</li> }
        });
        let items = items.collect_view();
        (!items.is_empty()).then(|| view! { <ol class="origins">{items}</ol> })
    }
}
