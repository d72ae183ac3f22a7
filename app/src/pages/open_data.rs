//! `/open-data`: the data behind the map, for programs, explained for people.

use super::text::{Section, TextPage};
use crate::components::scrolled::Scrolled;
use crate::request::{lang, request};
use leptos::prelude::*;

/// A district to show what the address of one looks like: เชียงใหม่ เขต 1.
const EXAMPLE: &str = "/api/v1/districts/1050010000";

/// The page about the open data.
#[component]
pub fn OpenDataPage() -> impl IntoView {
    let lang = lang();
    let host = request().public_url;
    let sets = [
        ("/api/v1/districts", "/api/v1/districts", lang.open_data_districts()),
        ("/api/v1/districts/{code}", EXAMPLE, lang.open_data_district()),
        ("/api/v1/districts.geojson", "/api/v1/districts.geojson", lang.open_data_geojson()),
        ("/api/v1/openapi.json", "/api/v1/openapi.json", lang.open_data_openapi()),
    ];
    let fields = [
        ("code", lang.open_data_code()),
        ("slug", lang.open_data_slug()),
        ("kind", lang.open_data_kind()),
        ("name_th, name_en", lang.open_data_names()),
        ("provinces", lang.open_data_provinces()),
        ("cluster", lang.open_data_cluster()),
        ("lat, lon", lang.open_data_place()),
        ("position_source", lang.open_data_position_source()),
        ("status", lang.open_data_status()),
    ];
    view! {
        <TextPage title=lang.open_data_title()>
            <p class="lead">{lang.open_data_lead()}</p>
            <Section id="sets" heading=lang.open_data_sets_heading()>
                <dl class="sets">
                    {sets.map(|(path, href, about)| view! {
                        <dt><a href=href rel="external"><code>{path}</code></a></dt> <dd>{about}</dd>
                    }).collect_view()}
                </dl>
            </Section>
            <Section id="fields" heading=lang.open_data_fields_heading()>
                <Scrolled by="fields-heading">
                    <table class="table">
                        <thead><tr><th scope="col">{lang.open_data_field()}</th><th scope="col">{lang.open_data_meaning()}</th></tr></thead>
                        <tbody>
                            {fields.map(|(field, meaning)| view! {
                                <tr><th scope="row"><code>{field}</code></th><td>{meaning}</td></tr>
                            }).collect_view()}
                        </tbody>
                    </table>
                </Scrolled>
            </Section>
            <Section id="manners" heading=lang.open_data_manners_heading()>
                <p>{lang.open_data_manners()}</p>
                <p>{lang.open_data_problems()}</p>
                <pre class="scroll" tabindex="0"><code>{format!("curl --compressed {host}/api/v1/districts")}</code></pre>
            </Section>
        </TextPage>
    }
}
