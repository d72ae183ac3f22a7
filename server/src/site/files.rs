//! The files that the build made for browsers: where they are, and whether they are all there.

use std::path::{Path, PathBuf};

/// Name of the WebAssembly, its glue and the style sheet, without hash and ending.
pub const OUTPUT_NAME: &str = "pakmud";
/// Folder of the hashed files below the site folder, and in addresses.
pub const PKG: &str = "pkg";
/// cargo-leptos writes the hashes of the built files here.
const HASH_FILE: &str = "hash.txt";

/// The built files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFiles {
    /// The site folder.
    pub dir: PathBuf,
    /// The file with the hashes in the names; `None` where names carry none, as in tests.
    pub hash_file: Option<PathBuf>,
    /// Address of the style sheet.
    pub css_href: String,
}

/// What is missing, as a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Missing {
    /// No such folder.
    #[error(
        "The site folder `{0}` is missing. Build it with `make`, or set PAKMUD_SITE_DIR to where it is."
    )]
    Folder(PathBuf),
    /// Nothing tells the names of the built files.
    #[error(
        "`hash.txt` is missing: neither `{0}` nor `{1}` is there. It is made by the build of the site; build again with `make`."
    )]
    HashFile(PathBuf, PathBuf),
    /// A file that pages refer to is not there.
    #[error(
        "`{0}` is missing although `hash.txt` names it: site and program come from different builds. Build again with `make`."
    )]
    File(PathBuf),
}

impl SiteFiles {
    /// Files without hashes in their names, in `dir`, which may even be missing.
    pub fn plain(dir: PathBuf) -> Self {
        Self { dir, hash_file: None, css_href: format!("/{PKG}/{OUTPUT_NAME}.css") }
    }

    /// Looks for the built files in `dir`, and for their hashes there or beside the program.
    pub fn find(dir: &Path, program: &Path) -> Result<Self, Missing> {
        if !dir.is_dir() {
            return Err(Missing::Folder(dir.to_owned()));
        }
        let places = [dir.join(HASH_FILE), program.with_file_name(HASH_FILE)];
        let Some((hash_file, hashes)) =
            places.iter().find_map(|path| Some((path, std::fs::read_to_string(path).ok()?)))
        else {
            let [beside_site, beside_program] = places;
            return Err(Missing::HashFile(beside_site, beside_program));
        };
        for ending in ["js", "wasm", "css"] {
            let file = dir.join(PKG).join(hashed_name(&hashes, ending));
            if !file.is_file() {
                return Err(Missing::File(file));
            }
        }
        let css_href = format!("/{PKG}/{}", hashed_name(&hashes, "css"));
        Ok(Self { dir: dir.to_owned(), hash_file: Some(absolute(hash_file)), css_href })
    }
}

/// `pakmud.<hash>.css` from the line `css: <hash>`.
fn hashed_name(hashes: &str, ending: &str) -> String {
    let mut lines = hashes.lines().filter_map(|line| line.split_once(':'));
    match lines.find(|(kind, _)| kind.trim() == ending) {
        Some((_, hash)) => format!("{OUTPUT_NAME}.{}.{ending}", hash.trim()),
        None => format!("{OUTPUT_NAME}.{ending}"),
    }
}

/// Leptos reads the file relative to the program's folder, so it must be given absolutely.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(dir: &Path, files: &[&str]) {
        std::fs::create_dir_all(dir.join(PKG)).unwrap();
        for file in files {
            std::fs::write(dir.join(file), "js: aa\nwasm: bb\ncss: cc\n").unwrap();
        }
    }

    #[test]
    fn each_thing_that_can_be_missing_has_its_own_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("site");
        let find = || SiteFiles::find(&site, &dir.path().join("bin/pakmud"));
        assert!(find().unwrap_err().to_string().contains("PAKMUD_SITE_DIR"));
        built(&site, &[]);
        assert!(find().unwrap_err().to_string().contains("hash.txt"));
        built(&site, &["hash.txt", "pkg/pakmud.aa.js", "pkg/pakmud.bb.wasm"]);
        assert!(find().unwrap_err().to_string().contains("pakmud.cc.css"));
        built(&site, &["pkg/pakmud.cc.css"]);
        assert_eq!(find().unwrap().css_href, "/pkg/pakmud.cc.css");
    }
}
