//! `/help`: how the map is used, its marks and its keys.

use super::text::{Section, TextPage};
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::{PinMark, StatusMark};
use crate::request::lang;
use domain::place::district::DistrictKind;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;

/// The page of help.
#[component]
pub fn HelpPage() -> impl IntoView {
    let lang = lang();
    let keys = [
        ("/", lang.help_key_search()),
        ("j  k", lang.help_key_move()),
        ("Enter", lang.help_key_open()),
        ("Esc", lang.help_key_back()),
        ("?", lang.help_key_help()),
    ];
    view! {
        <TextPage title=lang.help_title()>
            <p class="lead">{lang.help_lead()}</p>
            <Section id="find" heading=lang.help_find_heading()>
                <p>{lang.help_find()}</p>
                <p>{lang.help_together()}</p>
            </Section>
            <Section id="marks" heading=lang.help_marks_heading()>
                <p>{lang.help_marks()}</p>
                <ul class="marks">
                    {RealTime::ALL.map(|status| view! { <li><StatusMark status/>{status.name(lang)}</li> }).collect_view()}
                    {DistrictKind::ALL
                        .map(|kind| view! { <li><PinMark kind status=RealTime::Never/>{kind.name(lang)}</li> })
                        .collect_view()}
                </ul>
            </Section>
            <Section id="report" heading=lang.help_report_heading()>
                <p>{lang.help_report()}</p>
                <p>{lang.help_kept()}</p>
                <p>{lang.help_live()}</p>
            </Section>
            <Section id="share" heading=lang.help_share_heading()>
                <p>{lang.help_share()}</p>
            </Section>
            <Section id="keys" heading=lang.help_keys_heading()>
                <table class="keys">
                    <caption class="visually-hidden">{lang.help_keys_heading()}</caption>
                    <tbody>
                        {keys.map(|(key, does)| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{does}</td></tr> }).collect_view()}
                    </tbody>
                </table>
            </Section>
        </TextPage>
    }
}
