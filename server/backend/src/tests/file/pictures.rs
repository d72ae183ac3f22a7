//! The stored form of a picture.

use super::bytes::*;
use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::file::{Format, KEPT_PIXELS, SMALL_SIDE};
use image::ImageReader;
use std::path::PathBuf;
use testing::TestDb;

async fn kept(db: &TestDb, backend: &Backend, bytes: &[u8]) -> (Format, (u32, u32), PathBuf) {
    let kept = backend.uploads().keep(sent(backend, "x", bytes).await).await.unwrap().unwrap();
    let (start, rest) = kept.file.sha256.split_at(2);
    (kept.file.format, kept.file.size.unwrap(), db.dir().join("files").join(start).join(rest))
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_pixels_is_kept() {
    let db = TestDb::sqlite();
    let backend = db.backend(&clock()).await;
    let script: &[u8] = b"<script>alert(1)</script>";
    let archive: &[u8] = b"PK\x03\x04evil.class";
    let cases = [
        (jpeg_with(0xe1, &camera_says()), PLACE),
        (jpeg_with(0xfe, script), script),
        ([&jpeg(40, 30)[..], script].concat(), script),
        ([&jpeg(40, 30)[..], archive].concat(), archive),
        (png_with(&[chunk(b"tEXt", &[b"Comment\0", script].concat())]), script),
        (png_with(&[chunk(b"eXIf", PLACE)]), PLACE),
        ([&png(40, 30)[..], script].concat(), script),
    ];
    for (bytes, hidden) in cases {
        assert!(has(&bytes, hidden), "the case itself is wrong");
        let (_, _, path) = kept(&db, &backend, &bytes).await;
        for path in [path.clone(), PathBuf::from(format!("{}.small", path.display()))] {
            let stored = std::fs::read(&path).unwrap();
            assert!(!has(&stored, hidden), "{}", String::from_utf8_lossy(hidden));
            assert!(!has(&stored, b"Exif"), "what the camera said is gone");
        }
    }
    backend.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_stands_the_right_way_up() {
    let db = TestDb::sqlite();
    let backend = db.backend(&clock()).await;
    let (_, size, path) = kept(&db, &backend, &jpeg_with(0xe1, &camera_says())).await;
    assert_eq!(size, (30, 40), "40 × 30, turned by a quarter");
    let image = ImageReader::open(path).unwrap().with_guessed_format().unwrap().decode().unwrap();
    assert_eq!((image.width(), image.height()), (30, 40));
    backend.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_picture_is_kept_smaller_and_has_a_small_one() {
    let db = TestDb::sqlite();
    let backend = db.backend(&clock()).await;
    let (format, (width, height), path) = kept(&db, &backend, &jpeg(4000, 3000)).await;
    assert_eq!(format, Format::Jpeg);
    assert!(
        u64::from(width) * u64::from(height) <= KEPT_PIXELS && width > 3000,
        "{width} × {height}"
    );
    let small = std::fs::read(format!("{}.small", path.display())).unwrap();
    let small = image::load_from_memory(&small).unwrap();
    assert_eq!((small.width(), small.height()), (SMALL_SIDE, 240));
    backend.close().await;
}
