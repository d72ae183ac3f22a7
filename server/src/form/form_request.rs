//! A form on its arrival: what was typed, who has sent it, and the way back to them.

use crate::form::fields::FormFields;
use crate::form::form_reply::FormReply;
use crate::request::return_to::ReturnTo;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use app::request::FormResult;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::Response;
use domain::people::access::Actor;
use std::sync::Arc;

/// What a handler of a form is given.
pub struct FormRequest<F = FormFields> {
    /// The site.
    pub site: Arc<Site>,
    /// The request.
    pub visit: Visit,
    /// Who has sent it.
    pub visitor: Visitor,
    /// What was typed.
    pub form: F,
}

impl<F> FormRequest<F> {
    /// The way back.
    pub fn way(&self) -> FormReply<'_> {
        FormReply { site: &self.site, visit: &self.visit, visitor: &self.visitor }
    }

    /// Who asks, for use cases.
    pub fn actor(&self) -> Actor {
        self.visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone())
    }
}

impl FormRequest {
    /// Back to the page that the form was on, else to `page`; `result` waits there.
    pub async fn back(&self, page: ReturnTo, result: FormResult) -> Response {
        let page = ReturnTo::parse(self.form.get("return_to")).unwrap_or(page);
        self.way().back(page.as_str(), result).await
    }
}

impl<F: FromRequest<Arc<Site>, Rejection = StatusCode>> FromRequest<Arc<Site>> for FormRequest<F> {
    type Rejection = StatusCode;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, StatusCode> {
        let lost = StatusCode::INTERNAL_SERVER_ERROR;
        let visit = request.extensions().get::<Visit>().cloned().ok_or(lost)?;
        let visitor = request.extensions().get::<Visitor>().cloned().ok_or(lost)?;
        let form = F::from_request(request, site).await?;
        Ok(Self { site: site.clone(), visit, visitor, form })
    }
}
