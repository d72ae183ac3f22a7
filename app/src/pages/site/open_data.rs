//! `/open-data`: the data behind the map, for programs, explained for people.

use super::text::{Section, TextPage};
use crate::parts::layout::scrolled::Scrolled;
use crate::request::{lang, request};
use leptos::prelude::*;
use words::Lang;

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
        ("/api/v1/schools", "/api/v1/schools?per_page=10", lang.open_data_schools()),
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
        ("leaders, photo", lang.open_data_leaders()),
    ];
    let school = [
        ("total", lang.open_data_school_total()),
        ("academic_year", lang.open_data_school_year()),
        ("open, closed_since", lang.open_data_school_open()),
        ("district, province", lang.open_data_school_codes()),
        ("level_from, level_to", lang.open_data_school_levels()),
        ("size", lang.open_data_school_size()),
        ("lat, lon", lang.open_data_school_place()),
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
                {table(lang, "fields-heading", &fields)}
            </Section>
            <Section id="school-fields" heading=lang.open_data_school_fields_heading()>
                {table(lang, "school-fields-heading", &school)}
            </Section>
            <Section id="manners" heading=lang.open_data_manners_heading()>
                <p>{lang.open_data_manners()}</p>
                <p>{lang.open_data_problems()}</p>
                <pre class="scroll" tabindex="0"><code>{format!("curl --compressed {host}/api/v1/districts")}</code></pre>
            </Section>
        </TextPage>
    }
}

/// Fields with what they mean.
fn table(
    lang: Lang,
    heading: &'static str,
    fields: &[(&'static str, &'static str)],
) -> impl IntoView + use<> {
    let row = |(field, meaning): &(&'static str, &'static str)| {
        view! { <tr><th scope="row"><code>{*field}</code></th><td>{*meaning}</td></tr> }
    };
    let rows = fields.iter().map(row).collect_view();
    view! {
        <Scrolled by=heading>
            <table class="table">
                <thead><tr><th scope="col">{lang.open_data_field()}</th><th scope="col">{lang.open_data_meaning()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Scrolled>
    }
}
