//! Files that somebody has sent with a form: each goes to the disk as it comes, never into memory.

use crate::form::fields::FormFields;
use crate::form::form_request::FormRequest;
use crate::form::uploaded_table::has_parts;
use crate::request::endpoint::Limits;
use crate::site::Site;
use app::request::FormResult;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use backend::{AttachRefused, Upload};
use domain::Error;
use domain::file::MOST_AT_ONCE;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Enough to answer in a sentence to files that are too large; a photo over a slow network takes minutes.
pub const LIMITS: Limits = Limits { body: 128 * 1024 * 1024, time: Duration::from_mins(10) };
/// The longest text of a field, in bytes.
const MAX_TEXT: usize = 8 * 1024;
/// The most fields with text.
const MOST_TEXTS: usize = 8;

/// The fields of a form with files, and the files. Taken in the coding of such forms, or without files in
/// that of plain ones; else the bare status 415, or 413 where it is too long.
#[derive(Debug)]
pub struct UploadedFiles {
    /// The fields with text.
    pub form: FormFields,
    /// The files, in the order of the form, one more than may come at most; or why they could not be
    /// written down.
    pub files: Result<Vec<Upload>, Error>,
}

impl FormRequest<UploadedFiles> {
    /// Whether the form was drawn for the account that has sent it; else that has left the browser to another.
    fn is_own(&self) -> bool {
        self.visitor.is_own(self.form.form.get("account"))
    }

    /// The files, to be kept for who has sent them; after that there are none.
    pub fn take_files(&mut self) -> Result<Vec<Upload>, AttachRefused> {
        let files = std::mem::replace(&mut self.form.files, Ok(Vec::new()));
        let files = if self.is_own() { files } else { Err(Error::Forbidden) };
        Ok(files?)
    }

    /// The form that comes back where its files were not taken: what was typed in `fields`, if it is the
    /// sender's own, and the name of the file that was refused.
    pub fn not_taken(&self, fields: &[&str], refused: AttachRefused) -> FormResult {
        let AttachRefused { error, file } = refused;
        let mut fields = if self.is_own() { self.form.form.keep(fields) } else { BTreeMap::new() };
        fields.extend(file.map(|name| ("refused".to_owned(), name)));
        FormResult { fields, error: Some(error), done: None }
    }
}

impl FromRequest<Arc<Site>> for UploadedFiles {
    type Rejection = StatusCode;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, StatusCode> {
        if !has_parts(request.headers()) {
            let form = FormFields::from_request(request, site).await?;
            return Ok(Self { form, files: Ok(Vec::new()) });
        }
        let mut parts = parts_of(request).await?;
        let (mut texts, mut files) = (Vec::new(), Ok(Vec::new()));
        while let Some(part) = parts.next_field().await.map_err(refused)? {
            match (part.name().map(str::to_owned), part.file_name().map(str::to_owned)) {
                (Some(name), None) => texts.push((name, text(part, texts.len()).await?)),
                // What a browser sends where no file was chosen.
                (_, Some(name)) if name.is_empty() => drain(part).await?,
                (_, Some(name)) => files = receive(site, &name, part, files).await?,
                (None, None) => drain(part).await?,
            }
        }
        Ok(Self { form: FormFields::of(texts), files })
    }
}

/// The fields with text alone; files are read past.
pub async fn texts(request: Request) -> Result<FormFields, StatusCode> {
    let mut parts = parts_of(request).await?;
    let mut texts = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(refused)? {
        match (part.name().map(str::to_owned), part.file_name()) {
            (Some(name), None) => texts.push((name, text(part, texts.len()).await?)),
            _ => drain(part).await?,
        }
    }
    Ok(FormFields::of(texts))
}

/// The parts of a form with files; else the bare status 400.
pub(crate) async fn parts_of(request: Request) -> Result<Multipart, StatusCode> {
    Multipart::from_request(request, &()).await.map_err(|_| StatusCode::BAD_REQUEST)
}

/// The status for a form that broke off, or is too long.
pub(crate) fn refused(error: MultipartError) -> StatusCode {
    error.status()
}

/// A field with text, after so many others; else the bare status 413 where it is too long, or one too many.
pub(crate) async fn text(mut part: Field<'_>, before: usize) -> Result<String, StatusCode> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_TEXT || before >= MOST_TEXTS {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
    }
    String::from_utf8(bytes).map_err(|_| StatusCode::BAD_REQUEST)
}

/// One more file, or read past where there are too many, or where the disk has refused one.
async fn receive(
    site: &Site,
    name: &str,
    mut part: Field<'_>,
    files: Result<Vec<Upload>, Error>,
) -> Result<Result<Vec<Upload>, Error>, StatusCode> {
    let mut files = match files {
        Ok(files) if files.len() <= MOST_AT_ONCE => files,
        other => return drain(part).await.map(|()| other),
    };
    let mut upload = match site.backend().uploads().begin(name).await {
        Ok(upload) => upload,
        Err(error) => return drain(part).await.map(|()| Err(error)),
    };
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        if let Err(error) = upload.write(&chunk).await {
            return drain(part).await.map(|()| Err(error));
        }
    }
    files.push(upload);
    Ok(Ok(files))
}

/// Reads to the end: who is answered before they have sent everything may never see the answer.
pub(crate) async fn drain(mut part: Field<'_>) -> Result<(), StatusCode> {
    while part.chunk().await.map_err(refused)?.is_some() {}
    Ok(())
}
