//! A corpus of ordinary and malicious files, each with its expected result.

use super::bytes::*;
use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::file::FileRefusal;
use domain::file::FileRefusal::*;
use domain::file::Format;
use domain::file::Format::*;
use image::{DynamicImage, GrayAlphaImage, RgbaImage};
use testing::TestDb;

/// Name, content and expected result of an upload.
type Case = (&'static str, Vec<u8>, Result<Format, FileRefusal>);

const SCRIPT: &[u8] = b"<script>alert(document.domain)</script>";

#[rustfmt::skip]
fn pictures() -> Vec<Case> {
    vec![
        ("photo.jpg", jpeg(400, 300), Ok(Jpeg)),
        ("passes.jpg", progressive_jpeg(200, 100), Ok(Jpeg)),
        ("print.jpg", cmyk_jpeg(64, 48), Ok(Jpeg)),
        ("grey.jpg", { let mut out = std::io::Cursor::new(Vec::new()); DynamicImage::from(pixels(30, 20)).to_luma8().write_to(&mut out, image::ImageFormat::Jpeg).unwrap(); out.into_inner() }, Ok(Jpeg)),
        ("drawn.png", png(300, 900), Ok(Png)),
        ("sixteen.png", png_of(DynamicImage::from(pixels(60, 40)).into_rgb16().into()), Ok(Png)),
        ("glass.png", png_of(RgbaImage::from_pixel(20, 20, image::Rgba([9, 9, 9, 100])).into()), Ok(Png)),
        ("mist.png", png_of(GrayAlphaImage::from_pixel(20, 20, image::LumaA([9, 100])).into()), Ok(Png)),
        ("one.png", png(1, 1), Ok(Png)),
        ("new.webp", webp(200, 100), Ok(Jpeg)),
        // File names are ignored.
        ("../../../etc/passwd", jpeg(40, 30), Ok(Jpeg)),
        ("ภาพกิจกรรม เขต 1\u{202e}gpj.exe", png(40, 30), Ok(Png)),
        ("a\0b\r\nX-Evil: 1.svg", jpeg(40, 30), Ok(Jpeg)),
        ("photo.pdf", jpeg(40, 30), Ok(Jpeg)),
        ("", png(40, 30), Ok(Png)),
        // Data hidden in or after a picture are not kept: `nothing_but_pixels_is_kept`.
        ("place.jpg", jpeg_with(0xe1, &camera_says()), Ok(Jpeg)),
        ("comment.jpg", jpeg_with(0xfe, SCRIPT), Ok(Jpeg)),
        ("behind.jpg", [&jpeg(40, 30)[..], SCRIPT].concat(), Ok(Jpeg)),
        ("gifar.jpg", [&jpeg(40, 30)[..], b"PK\x03\x04evil.class", b"PK\x05\x06"].concat(), Ok(Jpeg)),
        ("text.png", png_with(&[chunk(b"tEXt", &[b"Comment\0", SCRIPT].concat())]), Ok(Png)),
        ("behind.png", [&png(40, 30)[..], SCRIPT].concat(), Ok(Png)),
        // Too large.
        ("claims.jpg", jpeg_claiming(65_000, 65_000), Err(TooManyPixels(16))),
        ("claims.png", png_claiming(65_000, 65_000), Err(TooManyPixels(16))),
        ("wide.png", png_claiming(16_000_001, 1), Err(TooManyPixels(16))),
        ("most.png", png_claiming(u32::MAX >> 1, u32::MAX >> 1), Err(TooManyPixels(16))),
        ("many.jpg", progressive_jpeg(4000, 2501), Err(TooManyPixels(10))),
        ("much.webp", webp(4000, 3001), Err(TooManyPixels(12))),
        ("bomb.png", png_bomb(200), Ok(Png)),
        ("talks.png", text_bomb(200), Ok(Png)),
        ("heavy.jpg", [jpeg(40, 30), vec![0; 10 * 1024 * 1024]].concat(), Err(TooLarge(10))),
        // Broken.
        ("cut.jpg", { let mut cut = jpeg(400, 300); cut.truncate(cut.len() / 2); cut }, Err(Damaged)),
        ("head.jpg", vec![0xff, 0xd8, 0xff], Err(Damaged)),
        ("cut.png", { let mut cut = png(400, 300); cut.truncate(cut.len() / 2); cut }, Err(Damaged)),
        ("cut.webp", { let mut cut = webp(200, 100); cut.truncate(cut.len() / 2); cut }, Err(Damaged)),
        ("nothing.png", b"\x89PNG\r\n\x1a\n".to_vec(), Err(Damaged)),
        ("none.jpg", Vec::new(), Err(Empty)),
        // Unsupported.
        ("moves.webp", moving_webp(), Err(Animated)),
        ("moves.png", png_with(&[chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])]), Err(Animated)),
        ("drawing.svg", [b"<svg xmlns=\"http://www.w3.org/2000/svg\">", SCRIPT, b"</svg>"].concat(), Err(UnknownFormat)),
        ("photo.jpg", [b"<!doctype html>", SCRIPT].concat(), Err(UnknownFormat)),
        ("moves.gif", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), Err(UnknownFormat)),
        ("old.bmp", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0".to_vec(), Err(UnknownFormat)),
        ("scan.tiff", b"II*\0\x08\0\0\0".to_vec(), Err(UnknownFormat)),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), Err(Heic)),
        ("photos.zip", b"PK\x03\x04\x14\0\0\0".to_vec(), Err(UnknownFormat)),
        ("program.exe", b"MZ\x90\0".to_vec(), Err(UnknownFormat)),
    ]
}

#[rustfmt::skip]
fn documents() -> Vec<Case> {
    let pages: &[u8] = b"<</Type /Pages /Count 0 /Kids []>>";
    let objects = |inner: &[u8]| stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &deflated(inner));
    vec![
        ("report.pdf", pdf(&[CATALOG, pages]), Ok(Pdf)),
        ("report", pdf(&[CATALOG, pages, &objects(b"5 0 <</Type /Page>>")]), Ok(Pdf)),
        ("noise.pdf", pdf(&[CATALOG, pages, &stream("", b"/JS in a picture's data means nothing")]), Ok(Pdf)),
        ("script.pdf", pdf(&[b"<</Type /Catalog /OpenAction <</S /JavaScript /JS (app.alert(1))>>>>", pages]), Err(ActivePdf)),
        ("spelt.pdf", pdf(&[b"<</Type /Catalog /OpenAction <</S /J#61vaScr#69pt /#4aS (x)>>>>", pages]), Err(ActivePdf)),
        ("packed.pdf", pdf(&[CATALOG, pages, &objects(b"5 0 <</S /JavaScript /JS (x)>>")]), Err(ActivePdf)),
        ("packed twice.pdf", pdf(&[CATALOG, pages, &stream("/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]", b"00>")]), Err(Damaged)),
        ("hidden.pdf", pdf(&[b"<</Type /Catalog /X (\nstream\n)>>", &objects(b"5 0 <</S /Launch /F (cmd.exe)>>")]), Err(ActivePdf)),
        ("starts.pdf", pdf(&[b"<</Type /Catalog /OpenAction <</S /Launch /F (cmd.exe)>>>>", pages]), Err(ActivePdf)),
        ("carries.pdf", pdf(&[b"<</Type /Catalog /Names <</EmbeddedFiles 3 0 R>>>>", pages]), Err(ActivePdf)),
        ("form.pdf", pdf(&[b"<</Type /Catalog /AcroForm <</XFA 3 0 R>>>>", pages]), Err(ActivePdf)),
        ("locked.pdf", pdf(&[CATALOG, pages, b"<</Encrypt 9 0 R>>"]), Err(LockedPdf)),
        ("bomb.pdf", pdf(&[CATALOG, pages, &objects(&vec![b' '; 40_000_000])]), Err(Damaged)),
        ("cut.pdf", { let mut cut = pdf(&[CATALOG, pages]); cut.truncate(cut.len() - 8); cut }, Err(Damaged)),
        ("behind.pdf", [&pdf(&[CATALOG, pages])[..], SCRIPT].concat(), Err(Damaged)),
        ("archive.pdf", [&pdf(&[CATALOG, pages])[..], b"PK\x05\x06\0\0%%EOF"].concat(), Err(Damaged)),
        ("before.pdf", [SCRIPT, &pdf(&[CATALOG, pages])].concat(), Err(UnknownFormat)),
        ("says.pdf", b"%PDF-".to_vec(), Err(Damaged)),
        ("heavy.pdf", vec![b'%'; 20 * 1024 * 1024 + 1], Err(TooLarge(20))),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_file_of_the_corpus_meets_its_verdict_and_a_refused_one_leaves_nothing() {
    let db = TestDb::sqlite();
    let backend = db.backend(&clock()).await;
    let cases: Vec<Case> = pictures().into_iter().chain(documents()).collect();
    assert!(cases.len() >= 40, "{}", cases.len());
    for (name, bytes, expected) in cases {
        let before = lying(&db);
        let kept = backend.uploads().keep(sent(&backend, name, &bytes).await).await.unwrap();
        let found = kept.as_ref().map(|kept| kept.file.format).map_err(|refusal| *refusal);
        assert_eq!(found, expected, "{name:?}, {} bytes", bytes.len());
        assert!(found.is_ok() || lying(&db) == before, "{name:?} was refused and lies there");
        if let Ok(kept) = kept {
            assert!(
                !kept.name.as_str().contains(['/', '\\', '\0', '\n', '<', '\u{202e}']),
                "{name:?}"
            );
        }
    }
    let arriving = std::fs::read_dir(db.dir().join("files/arriving")).unwrap().count();
    assert_eq!(arriving, 0, "what arrived is gone");
    backend.close().await;
}
