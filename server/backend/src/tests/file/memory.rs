//! Memory use of the most demanding files.

use super::bytes::*;
use super::*;
use crate::tests::database::faults::own_process::{of_the_test, told};
use crate::tests::test_db::OpenBackend as _;
use domain::file::{MOST_PIXELS, MOST_PIXELS_IN_PASSES, MOST_WEBP_PIXELS};
use image::DynamicImage;
use std::io::Write as _;
use testing::TestDb;

/// Limit of the increase, in MiB.
const MOST: u64 = 150;

/// The peak memory of this process, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

/// Stores the files at the paths on its input, several at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it is the process that the test below measures"]
async fn the_one_that_is_measured() {
    let paths = told();
    if paths.is_empty() {
        return;
    }
    let db = TestDb::sqlite();
    let backend = db.backend(&clock()).await;
    backend.uploads().keep(sent(&backend, "x", &jpeg(40, 30)).await).await.unwrap().unwrap();
    let before = peak();
    let mut uploads = Vec::new();
    for path in &paths {
        // In chunks, so that reading them here takes no memory.
        let mut upload = backend.uploads().begin(path).await.unwrap();
        let mut file = std::fs::File::open(path).unwrap();
        let mut piece = vec![0; 64 * 1024];
        while let Ok(read @ 1..) = std::io::Read::read(&mut file, &mut piece) {
            upload.write(&piece[..read]).await.unwrap();
        }
        uploads.push(upload);
    }
    let all: Vec<_> = uploads
        .into_iter()
        .map(|upload| {
            let backend = backend.clone();
            tokio::spawn(async move { backend.uploads().keep(upload).await.unwrap().is_ok() })
        })
        .collect();
    for one in all {
        assert!(one.await.unwrap());
    }
    println!("took {} MiB", peak() - before);
}

#[test]
fn the_largest_pictures_sent_at_once_take_no_more_than_150_mib() {
    let dir = tempfile::tempdir().unwrap();
    let side = |pixels: u64| u32::try_from(pixels.isqrt()).unwrap();
    let (side, passes, less) =
        (side(MOST_PIXELS), side(MOST_PIXELS_IN_PASSES), side(MOST_WEBP_PIXELS));
    let files = [
        ("passes.jpg", progressive_jpeg(passes, passes)),
        ("glass.png", png_of(DynamicImage::from(plain(side, side)).into_rgba8().into())),
        ("lossless.webp", webp(less, less)),
        ("bomb.png", png_bomb(500)),
        ("talks.png", text_bomb(500)),
    ];
    let paths = files.map(|(name, bytes)| {
        let path = dir.path().join(name);
        assert!(bytes.len() < 10 * 1024 * 1024, "{name}: {}", bytes.len());
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    });
    let mut child = of_the_test("file::memory::the_one_that_is_measured").spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", paths.join("\n")).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let took = said.split("took ").nth(1).and_then(|rest| rest.split(' ').next());
    let took: u64 = took.unwrap_or_else(|| panic!("{said}")).parse().unwrap();
    println!("the largest pictures took {took} MiB");
    assert!(took <= MOST, "{took} MiB");
}
