//! A form of one of our pages, with who has sent it: what the handlers of reports begin from.

use crate::answered_form::Way;
use crate::posted::Posted;
use crate::return_to::ReturnTo;
use crate::site::Site;
use crate::visit::Visit;
use crate::visitor::Visitor;
use app::request::FormResult;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Actor;
use std::sync::Arc;

/// A form on its way in.
pub struct SentForm {
    /// The site.
    pub site: Arc<Site>,
    /// Its fields.
    pub fields: Posted,
    visit: Visit,
    visitor: Visitor,
}

impl SentForm {
    /// Who has sent it.
    pub fn actor(&self) -> Actor {
        self.visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone())
    }

    /// Back to the page that the form was on, else to `page`; `result` waits there.
    pub async fn back(&self, page: ReturnTo, result: FormResult) -> Response {
        let way = Way { site: &self.site, visit: &self.visit, visitor: &self.visitor };
        let page = ReturnTo::parse(self.fields.get("return_to")).unwrap_or(page);
        way.back(page.as_str(), result).await
    }
}

impl FromRequest<Arc<Site>> for SentForm {
    type Rejection = StatusCode;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, StatusCode> {
        let visit = request.extensions().get::<Visit>().cloned();
        let visitor = request.extensions().get::<Visitor>().cloned();
        let (visit, visitor) = visit.zip(visitor).ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        let fields = Posted::from_request(request, site).await?;
        Ok(Self { site: site.clone(), fields, visit, visitor })
    }
}
