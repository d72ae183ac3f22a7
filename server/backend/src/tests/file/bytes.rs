//! Files for the tests of uploads: sound ones and deceptive ones.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use std::io::{Cursor, Write as _};
pub use testing::png_chunk as chunk;

/// The GPS position written by a camera; must not be kept.
pub const PLACE: &[u8] = b"GPS 18.7883N 100.7784E";

/// Generated pixels.
pub fn pixels(width: u32, height: u32) -> RgbImage {
    let part = |value: u32| u8::try_from(value % 256).unwrap_or_default();
    RgbImage::from_fn(width, height, |x, y| Rgb([part(x), part(y), part(x * y / 7)]))
}

/// Many pixels that compress to few bytes.
pub fn plain(width: u32, height: u32) -> RgbImage {
    let part = |value: u32| u8::try_from(value / 97 % 256).unwrap_or_default();
    RgbImage::from_fn(width, height, |x, y| Rgb([part(x), part(y), 90]))
}

fn encoded(image: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).expect("it is encoded");
    out.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(pixels(width, height).into(), ImageFormat::Jpeg)
}

/// A progressive JPEG without chroma subsampling, which takes the most memory to decode.
pub fn progressive_jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 80);
    encoder.set_progressive(true);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    let size = |side: u32| u16::try_from(side).expect("a side of a JPEG");
    encoder
        .encode(&plain(width, height), size(width), size(height), ColorType::Rgb)
        .expect("it is encoded");
    out
}

pub fn cmyk_jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let data = vec![90; usize::from(width) * usize::from(height) * 4];
    Encoder::new(&mut out, 80)
        .encode(&data, width, height, ColorType::Cmyk)
        .expect("it is encoded");
    out
}

/// A JPEG with a segment after the start: `0xe1` for camera metadata, `0xfe` for a comment.
pub fn jpeg_with(kind: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg(40, 30);
    let length = u16::try_from(content.len() + 2).expect("it fits").to_be_bytes();
    let segment = [&[0xff, kind][..], &length, content].concat();
    bytes.splice(2..2, segment);
    bytes
}

/// Camera metadata: the orientation (6: rotate by a quarter), and the position.
pub fn camera_says() -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend_from_slice(&[0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    [b"Exif\0\0", &tiff[..], PLACE].concat()
}

/// A JPEG whose header declares this size.
pub fn jpeg_claiming(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg(40, 30);
    let head = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame");
    bytes[head + 5..head + 7].copy_from_slice(&height.to_be_bytes());
    bytes[head + 7..head + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(pixels(width, height).into(), ImageFormat::Png)
}

pub fn png_of(image: DynamicImage) -> Vec<u8> {
    encoded(image, ImageFormat::Png)
}

/// A PNG with chunks after the header.
pub fn png_with(chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = png(40, 30);
    bytes.splice(33..33, chunks.concat());
    bytes
}

/// A PNG whose header declares this size, with little data.
pub fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let data = deflated(&[0; 1000]);
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", &data),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

/// 40 × 30 pixels, with data that inflates to this many MB more.
pub fn png_bomb(megabytes: usize) -> Vec<u8> {
    let head = [&40_u32.to_be_bytes()[..], &30_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let data = deflated(&vec![0; megabytes * 1_000_000]);
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", &data),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

/// A comment that inflates to this many MB.
pub fn text_bomb(megabytes: usize) -> Vec<u8> {
    let text = deflated(&vec![b'a'; megabytes * 1_000_000]);
    png_with(&[chunk(b"zTXt", &[b"Comment\0\0", &text[..]].concat())])
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut out);
    encoder
        .write_image(&plain(width, height), width, height, ExtendedColorType::Rgb8)
        .expect("it is encoded");
    out
}

/// Two frames of the same picture.
pub fn moving_webp() -> Vec<u8> {
    let still = webp(40, 30);
    let riff = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("it fits").to_le_bytes();
        [&kind[..], &length, content, &vec![0; content.len() % 2]].concat()
    };
    let head = riff(b"VP8X", &[2, 0, 0, 0, 39, 0, 0, 29, 0, 0]);
    let loops = riff(b"ANIM", &[0; 6]);
    let frame = riff(
        b"ANMF",
        &[&[0, 0, 0, 0, 0, 0, 39, 0, 0, 29, 0, 0, 100, 0, 0, 0][..], &still[12..]].concat(),
    );
    let body = [&b"WEBP"[..], &head, &loops, &frame, &frame].concat();
    riff(b"RIFF", &body)
}

/// A PDF with these objects.
pub fn pdf(objects: &[&[u8]]) -> Vec<u8> {
    let body: Vec<u8> = objects
        .iter()
        .enumerate()
        .flat_map(|(no, object)| {
            [format!("{} 0 obj\n", no + 1).as_bytes(), object, b"\nendobj\n"].concat()
        })
        .collect();
    [&b"%PDF-1.7\n"[..], &body, b"trailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"].concat()
}

pub const CATALOG: &[u8] = b"<</Type /Catalog /Pages 2 0 R /OpenAction [2 0 R /Fit]>>";

pub fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary} /Length {}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}
