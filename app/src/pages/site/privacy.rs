//! `/privacy`: what is known about a visitor, and what is not.

use super::text::{Section, TextPage};
use crate::request::lang;
use leptos::prelude::*;

/// The page about privacy.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let lang = lang();
    view! {
        <TextPage title=lang.privacy_title()>
            <p class="lead">{lang.privacy_lead()}</p>
            <Section id="cookies" heading=lang.privacy_cookies_heading()>
                <p>{lang.privacy_cookies()}</p>
            </Section>
            <Section id="log" heading=lang.privacy_log_heading()>
                <p>{lang.privacy_log()}</p>
            </Section>
            <Section id="accounts" heading=lang.privacy_accounts_heading()>
                <p>{lang.privacy_accounts()}</p>
                <p>{lang.privacy_sign_ins()}</p>
            </Section>
            <Section id="people" heading=lang.privacy_people_heading()>
                <p>{lang.privacy_people()}</p>
            </Section>
            <Section id="error-reports" heading=lang.privacy_error_reports_heading()>
                <p>{lang.privacy_error_reports()}</p>
            </Section>
        </TextPage>
    }
}
