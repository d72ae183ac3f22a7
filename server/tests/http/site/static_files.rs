//! Files for browsers: kept for ever where the name changes with the content, compressed in advance.

use crate::support::app::{Client, TestApp, migrated_dir, parts, sqlite};
use backend::{Backend, Clock};
use server::http::router;
use server::site::files::SiteFiles;
use std::path::Path;

fn build(site: &Path) {
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::create_dir_all(site.join("vendor")).unwrap();
    for (name, content) in [
        ("hash.txt", "js: aa\nwasm: bb\ncss: cc\n"),
        ("pkg/pakmud.aa.js", "export {}"),
        ("pkg/pakmud.bb.wasm", "\0asm"),
        ("pkg/pakmud.cc.css", "body {}"),
        ("pkg/pakmud.cc.css.br", "br"),
        ("pkg/pakmud.cc.css.gz", "gz"),
        ("vendor/font-1.woff2", "wOF2"),
        ("favicon.svg", "<svg/>"),
        ("site.webmanifest", "{}"),
    ] {
        std::fs::write(site.join(name), content).unwrap();
    }
}

async fn client() -> (tempfile::TempDir, Client) {
    let dir = migrated_dir().await;
    build(&dir.path().join("site"));
    let backend = Backend::open(&sqlite(dir.path()), Clock::system()).await.unwrap();
    let mut parts = parts(&backend, dir.path(), "http://localhost:3000");
    parts.files = SiteFiles::find(&dir.path().join("site"), Path::new("/nowhere/pakmud")).unwrap();
    (dir, Client::of(router(parts).await))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_file_has_its_type_and_its_time() {
    let (_dir, client) = client().await;
    let for_ever = "public, max-age=31536000, immutable";
    for (address, kind, lasting) in [
        ("/pkg/pakmud.aa.js", "text/javascript", for_ever),
        ("/pkg/pakmud.bb.wasm", "application/wasm", for_ever),
        ("/pkg/pakmud.cc.css", "text/css", for_ever),
        ("/vendor/font-1.woff2", "font/woff2", for_ever),
        ("/favicon.svg", "image/svg+xml", "public, max-age=3600"),
        ("/site.webmanifest", "application/manifest+json", "public, max-age=3600"),
    ] {
        let file = client.get(address).await;
        assert_eq!(file.status, 200, "{address}");
        assert_eq!(
            (file.header("content-type"), file.header("cache-control")),
            (kind, lasting),
            "{address}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_compressed_by_the_build_is_sent_so() {
    let (_dir, client) = client().await;
    for (accept, coding, body) in
        [("br", "br", "br"), ("gzip", "gzip", "gz"), ("identity", "", "body {}")]
    {
        let file = client.clone().with("accept-encoding", accept).get("/pkg/pakmud.cc.css").await;
        assert_eq!((file.header("content-encoding"), file.text()), (coding, body));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_name_the_hashed_files() {
    let (_dir, client) = client().await;
    let page = client.get("/about").await;
    for file in ["/pkg/pakmud.cc.css", "/pkg/pakmud.aa.js", "/pkg/pakmud.bb.wasm"] {
        assert!(page.text().contains(file), "{file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_file_and_a_folder_are_not_found() {
    let (_dir, client) = client().await;
    for address in ["/pkg/pakmud.zz.js", "/pkg/", "/pkg", "/vendor", "/vendor/", "/favicon.ico"] {
        assert_eq!(client.get(address).await.status, 404, "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_without_hash_are_asked_for_each_time() {
    let app = TestApp::start().await;
    build(&app.dir.path().join("site"));
    assert_eq!(
        app.anonymous().get("/pkg/pakmud.aa.js").await.header("cache-control"),
        "public, no-cache"
    );
}
