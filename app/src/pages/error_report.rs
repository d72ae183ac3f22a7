//! Error reports: the form, the sender's own page of a report, and the list of those who answer.

mod answering;
mod form;
mod status;

pub use answering::ErrorReportsPage;
pub use form::ReportErrorPage;
pub use status::ErrorReportPage;

use domain::error_report::Holder;
use words::Lang;

fn holder(lang: Lang, holder: Holder, office: Option<&str>) -> String {
    match (holder, office) {
        (Holder::Office, Some(office)) => lang.error_report_by_office(office),
        _ => lang.error_report_by_monitoring().to_owned(),
    }
}
