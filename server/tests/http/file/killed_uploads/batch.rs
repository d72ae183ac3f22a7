//! Three files that are sent at once. They follow from a number, so that sending them again needs no memory.

use crate::file::evidence::body;
use domain::file::AttachForm;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;
use testing::png_chunk as chunk;

/// How many files there are in each.
pub const FILES: usize = 3;
/// Width and height of its picture in pixels.
const SIZE: (u32, u32) = (320, 240);
/// So many lines make a document that arrives in many pieces.
const LINES: usize = 3000;

/// Files for a report, all new to the server but one that all batches share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    pub number: usize,
    /// Row id of the report.
    pub report: i64,
}

impl Batch {
    /// What is said about the files, and about no others.
    pub fn alt(&self) -> String {
        format!("ภาพชุดที่ {}", self.number)
    }

    /// Its picture, its document, and the one that all share.
    pub fn files(&self) -> [(&'static str, Vec<u8>); FILES] {
        let own = pdf(&format!("batch {}", self.number));
        [("ภาพ.png", png(self.number)), ("แผน.pdf", own), ("ร่วม.pdf", pdf("shared"))]
    }

    /// As browsers send it.
    pub fn body(&self) -> Vec<u8> {
        let files = self.files();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, bytes)| (*n, &bytes[..])).collect();
        body(&self.report.to_string(), &self.alt(), &files)
    }

    /// What [`Self::body`] says beside the files.
    pub fn form(&self) -> AttachForm {
        AttachForm {
            alt: self.alt(),
            purpose: "photo".to_owned(),
            consent: "nobody".to_owned(),
            again: String::new(),
        }
    }
}

/// A document, which is kept byte for byte.
fn pdf(text: &str) -> Vec<u8> {
    let lines: Vec<String> = (0..LINES).map(|no| format!("{text}, line {no}\n")).collect();
    let lines = lines.concat();
    format!(
        "%PDF-1.7\n1 0 obj\n<</Length {}>>\nstream\n{lines}\nendstream\nendobj\n\
         trailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n",
        lines.len()
    )
    .into_bytes()
}

/// A picture in one colour that no other number has.
fn png(number: usize) -> Vec<u8> {
    let (width, height) = SIZE;
    let [red, green, blue, ..] = number.to_le_bytes();
    let row = [&[0][..], &[red, green, blue].repeat(width as usize)].concat();
    let mut data = ZlibEncoder::new(Vec::new(), Compression::fast());
    data.write_all(&row.repeat(height as usize)).unwrap();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", &data.finish().unwrap()),
        &chunk(b"IEND", b""),
    ]
    .concat()
}
