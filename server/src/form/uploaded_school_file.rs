//! A list of schools that somebody has sent, with the academic year that it is about.

use crate::form::fields::FormFields;
use crate::form::uploaded_files::{drain, parts_of, refused, text};
use crate::form::uploaded_table::has_parts;
use crate::request::endpoint::Limits;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use backend::{LARGEST_SCHOOL_FILE, SchoolFile};
use domain::Error;
use domain::file::{FileRefusal, MIB};
use domain::kernel::error::{FieldError, Reason};
use std::time::Duration;

/// Enough to answer in a sentence to a file that is too large; a list over a slow network takes minutes.
pub const LIMITS: Limits = Limits { body: 128 * 1024 * 1024, time: TIME };
/// Writing all lines of a list, step by step, takes minutes too.
pub const APPLY_LIMITS: Limits = Limits { time: TIME, ..Limits::USUAL };
const TIME: Duration = Duration::from_mins(10);

/// The fields of the form, and its file. Taken in the coding of forms with files, or without a file in that of
/// plain ones; else the bare status 415, or 413 where it is too long.
#[derive(Debug)]
pub struct UploadedSchoolFile {
    /// The fields with text.
    pub form: FormFields,
    /// The file, or why there is none to look at.
    pub file: Result<SchoolFile, Error>,
}

impl<S: Send + Sync> FromRequest<S> for UploadedSchoolFile {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        if !has_parts(request.headers()) {
            let form = FormFields::from_request(request, state).await?;
            return Ok(Self { form, file: Err(wrong(Reason::File(FileRefusal::Empty))) });
        }
        let mut parts = parts_of(request).await?;
        let (mut texts, mut file) = (Vec::new(), Err(wrong(Reason::File(FileRefusal::Empty))));
        while let Some(part) = parts.next_field().await.map_err(refused)? {
            match (part.name().map(str::to_owned), part.file_name().map(str::to_owned)) {
                (Some(name), None) => texts.push((name, text(part, texts.len()).await?)),
                (Some(field), Some(name)) if field == "file" && !name.is_empty() => {
                    file = receive(name, part).await?;
                }
                _ => drain(part).await?,
            }
        }
        Ok(Self { form: FormFields::of(texts), file })
    }
}

async fn receive(
    name: String,
    mut part: Field<'_>,
) -> Result<Result<SchoolFile, Error>, StatusCode> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        if (bytes.len() + chunk.len()) as u64 > LARGEST_SCHOOL_FILE {
            drop(bytes);
            let mib = u32::try_from(LARGEST_SCHOOL_FILE / MIB).unwrap_or(u32::MAX);
            let too_large = wrong(Reason::File(FileRefusal::TooLarge(mib)));
            return drain(part).await.map(|()| Err(too_large));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Ok(SchoolFile { name, bytes }))
}

fn wrong(reason: Reason) -> Error {
    Error::Invalid(vec![FieldError::new("file", reason)])
}
