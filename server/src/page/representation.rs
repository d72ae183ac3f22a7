//! Bytes that are kept and sent many times: whole, brotli and gzip, each with its own strong `ETag`.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use std::io::{Read as _, Write as _};
use tokio::sync::OnceCell;

/// Brotli 5: within a few per cent of 11 for HTML, at a hundredth of the time.
const BROTLI_QUALITY: u32 = 5;
/// Window of 2^22 bytes, brotli's usual one.
const BROTLI_WINDOW: u32 = 22;

type Compressor = fn(&[u8]) -> std::io::Result<Vec<u8>>;

/// Room for the headers that are set on every answer besides its own, so that none makes the table grow.
const ROOM: usize = 20;

/// A content coding that browsers take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As it is.
    Identity,
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
}

/// An answer with status 200 that does not depend on who asks.
#[derive(Debug)]
pub struct Representation {
    /// By coding, each with its tag.
    heads: [HeaderMap; 3],
    identity: Bytes,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Representation {
    /// Keeps `identity`, to be sent with `headers` (content type, cache control, vary …).
    pub fn new(headers: HeaderMap, identity: Bytes) -> Self {
        let tag = Sha256::digest(&identity)[..16]
            .iter()
            .fold(String::new(), |tag, byte| format!("{tag}{byte:02x}"));
        let heads = Coding::ALL.map(|coding| head(&headers, &tag, coding));
        Self { heads, identity, brotli: OnceCell::new(), gzip: OnceCell::new() }
    }

    /// Bytes that it occupies by now.
    pub fn size(&self) -> usize {
        let coded = [self.brotli.get(), self.gzip.get()];
        self.identity.len() + coded.into_iter().flatten().map(Bytes::len).sum::<usize>()
    }

    /// The answer to a request with these headers: 304 where the browser has it already.
    pub async fn answer(&self, request: &HeaderMap) -> Response {
        let coding = Coding::best(request);
        let head = &self.heads[coding as usize];
        if request.get_all(header::IF_NONE_MATCH).into_iter().any(|line| names(line, head)) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.headers_mut() = head.clone();
            response.headers_mut().remove(header::CONTENT_TYPE);
            response.headers_mut().remove(header::CONTENT_ENCODING);
            return response;
        }
        let mut response = Response::new(Body::from(self.coded(coding).await));
        *response.headers_mut() = head.clone();
        response
    }

    async fn coded(&self, coding: Coding) -> Bytes {
        match coding {
            Coding::Identity => self.identity.clone(),
            Coding::Brotli => self.once(&self.brotli, brotli).await,
            Coding::Gzip => self.once(&self.gzip, gzip).await,
        }
    }

    /// The coded bytes, made at the first call on a thread where they hold up nobody.
    async fn once(&self, kept: &OnceCell<Bytes>, code: Compressor) -> Bytes {
        let make = async || {
            let plain = self.identity.clone();
            let coded = tokio::task::spawn_blocking(move || code(&plain)).await;
            Bytes::from(coded.expect("compression does not panic").expect("memory can be written"))
        };
        kept.get_or_init(make).await.clone()
    }
}

/// What is sent ahead of the content in this coding.
fn head(headers: &HeaderMap, tag: &str, coding: Coding) -> HeaderMap {
    let mut head = HeaderMap::with_capacity(ROOM);
    head.extend(headers.clone());
    let suffix = coding.name().map(|name| format!("-{name}")).unwrap_or_default();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}{suffix}\"")) {
        head.insert(header::ETAG, tag);
    }
    if let Some(name) = coding.name() {
        head.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    head
}

impl Coding {
    /// All, in the order of their numbers.
    const ALL: [Self; 3] = [Self::Identity, Self::Brotli, Self::Gzip];

    /// The best of those that the request accepts.
    pub fn best(request: &HeaderMap) -> Self {
        let accepts = |name: &str| {
            let lines = request.get_all(header::ACCEPT_ENCODING).into_iter();
            let items =
                lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(','));
            items.filter_map(accepted).any(|accepted| accepted.eq_ignore_ascii_case(name))
        };
        [Self::Brotli, Self::Gzip]
            .into_iter()
            .find(|coding| coding.name().is_some_and(accepts))
            .unwrap_or(Self::Identity)
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
        }
    }
}

/// The name in `gzip;q=0.5`; none where the quality is zero.
fn accepted(item: &str) -> Option<&str> {
    let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
    let quality = parameters.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok());
    (quality.unwrap_or(1.0) > 0.0).then_some(name.trim())
}

/// Whether a line of `If-None-Match` names this head's tag.
fn names(line: &HeaderValue, head: &HeaderMap) -> bool {
    let Some(tag) = head.get(header::ETAG).and_then(|tag| tag.to_str().ok()) else { return false };
    let line = line.to_str().unwrap_or_default();
    line.trim() == "*" || line.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
}

fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut coded = Vec::with_capacity(plain.len() / 4);
    brotli::CompressorReader::new(plain, 64 * 1024, BROTLI_QUALITY, BROTLI_WINDOW)
        .read_to_end(&mut coded)?;
    Ok(coded)
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(
        Vec::with_capacity(plain.len() / 4),
        flate2::Compression::new(6),
    );
    encoder.write_all(plain)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn brotli_is_preferred_and_quality_zero_is_a_refusal() {
        let best = |accept| Coding::best(&asking(header::ACCEPT_ENCODING, accept));
        assert_eq!(best("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(best("br;q=0, GZIP;q=0.5"), Coding::Gzip);
        assert_eq!(best("*"), Coding::Identity);
        assert_eq!(Coding::best(&HeaderMap::new()), Coding::Identity);
    }

    #[tokio::test]
    async fn each_coding_has_its_own_tag_and_its_own_304() {
        let page = Representation::new(HeaderMap::new(), Bytes::from("สวัสดี ".repeat(500)));
        let mut tags = Vec::new();
        for accept in ["identity", "br", "gzip"] {
            let fresh = page.answer(&asking(header::ACCEPT_ENCODING, accept)).await;
            assert_eq!(fresh.status(), StatusCode::OK);
            let tag = fresh.headers()[header::ETAG].clone();
            let mut again = asking(header::ACCEPT_ENCODING, accept);
            again.insert(
                header::IF_NONE_MATCH,
                format!("\"x\", W/{}", tag.to_str().unwrap()).parse().unwrap(),
            );
            assert_eq!(page.answer(&again).await.status(), StatusCode::NOT_MODIFIED);
            tags.push(tag);
        }
        tags.dedup();
        assert_eq!(tags.len(), 3);
        assert!(page.size() < 2 * page.identity.len(), "compressed it is small");
    }
}
