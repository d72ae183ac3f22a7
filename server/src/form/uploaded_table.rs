//! A table that somebody has sent: pasted into a field, or as a file.

use crate::form::fields::FormFields;
use crate::request::endpoint::Limits;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use domain::kernel::error::Reason;
use std::fmt;

/// 2,500 lines in Thai letters, three times over.
pub const LIMITS: Limits = Limits { body: 1024 * 1024, ..Limits::USUAL };

/// The table in the form's field `file`, or where none was chosen in its field `table`. The coding is that
/// of forms with files, or the plain one; else the bare status 415, or 413 where it is too long.
pub struct UploadedTable {
    /// The text, or why there is none to read.
    pub text: Result<String, Reason>,
}

/// It names people, so that only its length is shown.
impl fmt::Debug for UploadedTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.text.as_ref().map(String::len);
        f.debug_tuple("UploadedTable").field(&bytes).finish()
    }
}

impl<S: Send + Sync> FromRequest<S> for UploadedTable {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        if !has_parts(request.headers()) {
            let form = FormFields::from_request(request, state).await?;
            return Ok(Self { text: Ok(form.get("table").to_owned()) });
        }
        let parts = Multipart::from_request(request, state).await;
        let mut parts = parts.map_err(|_| StatusCode::BAD_REQUEST)?;
        let (mut table, mut file) = (Bytes::new(), Bytes::new());
        let refused = |error: MultipartError| error.status();
        while let Some(part) = parts.next_field().await.map_err(refused)? {
            match part.name() {
                Some("table") => table = part.bytes().await.map_err(refused)?,
                Some("file") => file = part.bytes().await.map_err(refused)?,
                _ => {}
            }
        }
        let chosen = if file.is_empty() { table } else { file };
        Ok(Self { text: String::from_utf8(chosen.into()).map_err(|_| Reason::NotUtf8) })
    }
}

/// Whether the body is coded as that of a form with a file.
pub fn has_parts(headers: &HeaderMap) -> bool {
    let is_it = |value: &[u8]| value.starts_with(b"multipart/form-data");
    headers.get(header::CONTENT_TYPE).is_some_and(|value| is_it(value.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Method;

    async fn posted(content_type: &str, body: Vec<u8>) -> Result<UploadedTable, StatusCode> {
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = Method::POST;
        request.headers_mut().insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        UploadedTable::from_request(request, &()).await
    }

    async fn parts(table: &str, file: &[u8]) -> Result<String, Reason> {
        let mut body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"table\"\r\n\r\n{table}\r\n\
             --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        posted("multipart/form-data; boundary=x", body).await.unwrap().text
    }

    #[tokio::test]
    async fn a_file_goes_before_what_was_pasted_and_must_be_utf_8() {
        assert_eq!(parts("ก,ข", b"").await, Ok("ก,ข".to_owned()));
        assert_eq!(parts("ก,ข", "ค\n".as_bytes()).await, Ok("ค\n".to_owned()));
        assert_eq!(parts("", &[0xa1, 0xa2]).await, Err(Reason::NotUtf8));
    }

    #[tokio::test]
    async fn a_table_comes_in_the_coding_of_plain_forms_too_and_in_no_other() {
        let form = "application/x-www-form-urlencoded";
        let plain = posted(form, b"table=a%2Cb".to_vec()).await.unwrap();
        assert_eq!(plain.text, Ok("a,b".to_owned()));
        assert_eq!(posted("text/plain", b"a,b".to_vec()).await.unwrap_err(), 415);
        let broken = posted("multipart/form-data; boundary=x", b"--x\r\nno".to_vec()).await;
        assert_eq!(broken.unwrap_err(), 400);
    }
}
