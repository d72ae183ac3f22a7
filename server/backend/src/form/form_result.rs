//! What a form posted without JavaScript comes back with: kept for a moment, for its poster alone.

use super::Forms;
use crate::Error;
use crate::people::token::Token;
use crate::store::form::form_result;
use crate::store::form::form_result::{Key, Life};
use chrono::Duration;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How long a result waits for its page.
const KEPT: Duration = Duration::minutes(30);

impl Forms<'_> {
    /// Keeps a result for `session` (the SHA-256 of its token, or a key of the visitor's own); gives the
    /// id under which [`Forms::get`] finds it. `body` holds no password.
    pub async fn keep(
        self,
        session: &str,
        body: &(impl Serialize + Sync),
    ) -> domain::Result<String> {
        let now = self.backend.now();
        let id = Token::new().reveal().to_owned();
        let body = serde_json::to_string(body)
            .map_err(|_| Error::Fault("a form's result cannot be written").publish())?;
        let (key, session) = (id.clone(), session.to_owned());
        self.backend
            .write(async move |tx| {
                let life = Life { now, until: now + KEPT };
                form_result::keep(tx, Key { id: &key, session: &session }, &body, life).await
            })
            .await?;
        Ok(id)
    }

    /// The result with this id; `None` for another session, after its time, or where it cannot be read.
    pub async fn get<T: DeserializeOwned>(
        self,
        session: &str,
        id: &str,
    ) -> domain::Result<Option<T>> {
        let now = self.backend.now();
        let body = self
            .backend
            .read(async |conn| form_result::body(conn, Key { id, session }, now).await)
            .await?;
        Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
    }
}
