//! Pictures are decoded within limits and re-encoded: only pixels are kept, and no data
//! hidden between, before or after them.

use super::jpeg::{self, Order};
use super::sniff::Kind;
use domain::file::{
    FileRefusal, Format, KEPT_PIXELS, LARGEST_IMAGE, MOST_PIXELS, MOST_PIXELS_IN_PASSES,
    MOST_WEBP_PIXELS, Size, shrunk, small,
};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits, Rgb, RgbImage};
use std::io::Cursor;

/// Limit of the decoded pixels in bytes; a decoder takes at most as many again while it works.
const MOST_DECODED: u64 = 64 * 1024 * 1024;
/// JPEG quality of the stored picture and of its small one, in per cent.
const QUALITY: (u8, u8) = (85, 75);

/// A re-encoded picture.
pub(super) struct Picture {
    pub format: Format,
    pub content: Vec<u8>,
    /// In pixels, after rotation.
    pub size: (u32, u32),
    /// The small picture, as JPEG.
    pub small: Vec<u8>,
}

/// Decodes and re-encodes a picture. Takes seconds at most: the number of pixels and of the decoder's passes
/// over them is limited.
pub(super) fn remake(kind: Kind, bytes: &[u8]) -> Result<Picture, FileRefusal> {
    let image = decode(kind, bytes)?;
    let size = shrunk(size_of(&image), KEPT_PIXELS);
    let image = in_eight_bits(scaled(image, size));
    let (format, content) = encode(&image, kind)?;
    let Size { width, height } = size_of(&image);
    let little = on_white(scaled(image, small(Size { width, height })));
    let small = written(|out| jpeg_of(out, &DynamicImage::from(little), QUALITY.1))?;
    Ok(Picture { format, content, size: (width, height), small })
}

fn decode(kind: Kind, bytes: &[u8]) -> Result<DynamicImage, FileRefusal> {
    let input = Cursor::new(bytes);
    match kind {
        Kind::Jpeg => {
            let most = match jpeg::whole(bytes).ok_or(FileRefusal::Damaged)? {
                Order::Once => MOST_PIXELS,
                Order::InPasses => MOST_PIXELS_IN_PASSES,
            };
            pixels(JpegDecoder::new(input).map_err(refusal)?, most)
        }
        Kind::Png => {
            let decoder = PngDecoder::with_limits(input, limits()).map_err(refusal)?;
            if decoder.is_apng().map_err(refusal)? {
                return Err(FileRefusal::Animated);
            }
            pixels(decoder, MOST_PIXELS)
        }
        Kind::WebP => {
            let decoder = WebPDecoder::new(input).map_err(refusal)?;
            if decoder.has_animation() {
                return Err(FileRefusal::Animated);
            }
            pixels(decoder, MOST_WEBP_PIXELS)
        }
        Kind::Pdf => Err(FileRefusal::UnknownFormat),
    }
}

/// The decoded picture of at most `most` pixels, scaled down and rotated by the camera's orientation.
fn pixels(mut decoder: impl ImageDecoder, most: u64) -> Result<DynamicImage, FileRefusal> {
    let (width, height) = decoder.dimensions();
    let area = u64::from(width) * u64::from(height);
    if area > most || decoder.total_bytes() > MOST_DECODED {
        return Err(too_many(most));
    }
    decoder.set_limits(limits()).map_err(refusal)?;
    let orientation = decoder.orientation().map_err(refusal)?;
    let image = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    // Scaled down first: rotation takes a second copy.
    let mut image = scaled(image, shrunk(Size { width, height }, KEPT_PIXELS));
    image.apply_orientation(orientation);
    Ok(image)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DECODED);
    limits
}

fn too_many(most: u64) -> FileRefusal {
    FileRefusal::TooManyPixels(u32::try_from(most / 1_000_000).unwrap_or(u32::MAX))
}

fn refusal(error: ImageError) -> FileRefusal {
    match error {
        ImageError::Limits(_) => too_many(MOST_PIXELS),
        _ => FileRefusal::Damaged,
    }
}

fn size_of(image: &DynamicImage) -> Size {
    Size { width: image.width(), height: image.height() }
}

fn scaled(image: DynamicImage, size: Size) -> DynamicImage {
    if size_of(&image) == size {
        return image;
    }
    image.thumbnail_exact(size.width, size.height)
}

/// Converts to grey or colour, with or without transparency, in eight bits.
fn in_eight_bits(image: DynamicImage) -> DynamicImage {
    let color = image.color();
    match (color.has_alpha(), color.has_color()) {
        (true, _) => image.into_rgba8().into(),
        (false, true) => image.into_rgb8().into(),
        (false, false) => image.into_luma8().into(),
    }
}

/// Encodes lossless input losslessly, as long as the result is within the size limit.
fn encode(image: &DynamicImage, kind: Kind) -> Result<(Format, Vec<u8>), FileRefusal> {
    if kind == Kind::Png || image.color().has_alpha() {
        let content = written(|out| image.write_with_encoder(PngEncoder::new(out)))?;
        if u64::try_from(content.len()).is_ok_and(|length| length <= LARGEST_IMAGE) {
            return Ok((Format::Png, content));
        }
    }
    let flat;
    let opaque = if image.color().has_alpha() {
        flat = DynamicImage::from(on_white(image.clone()));
        &flat
    } else {
        image
    };
    Ok((Format::Jpeg, written(|out| jpeg_of(out, opaque, QUALITY.0))?))
}

fn jpeg_of(out: &mut Vec<u8>, image: &DynamicImage, quality: u8) -> ImageResult<()> {
    JpegEncoder::new_with_quality(out, quality).encode_image(image)
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> ImageResult<()>) -> Result<Vec<u8>, FileRefusal> {
    let mut out = Vec::new();
    write(&mut out).map_err(refusal)?;
    Ok(out)
}

/// Replaces transparency by white, as on paper.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0.map(u16::from);
        let over = |part: u16| u8::try_from((part * alpha + 255 * (255 - alpha)) / 255);
        Rgb([red, green, blue].map(|part| over(part).unwrap_or(u8::MAX)))
    })
}
