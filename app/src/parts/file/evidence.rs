//! Files of a record, as small pictures and as links.

use domain::file::{MIB, Purpose, ShownFile, Size, small};
use leptos::prelude::*;
use words::Lang;

/// The files, each leading to itself; nothing where there are none.
pub fn files(lang: Lang, files: &[ShownFile]) -> Option<impl IntoView + use<>> {
    let items = || {
        (0..files.len()).map(|index| view! { <li>{file(lang, files, index)}</li> }).collect_view()
    };
    (!files.is_empty()).then(|| view! { <ul class="files">{items()}</ul> })
}

/// One of several: a picture in a small size, a document by its name and size.
pub fn file(lang: Lang, files: &[ShownFile], index: usize) -> AnyView {
    let file = &files[index];
    let (href, alt) = (file.address(), alt_of(files, index));
    if let (Some(src), Some(size)) = (file.small_address(), file.size) {
        let Size { width, height } = small(size.into());
        view! {
            <a href=href><img src=src alt=alt width=width.to_string() height=height.to_string() loading="lazy"/></a>
        }
        .into_any()
    } else {
        let about = format!("PDF · {}", lang.evidence_size(megabytes(file.bytes)));
        view! { <a href=href>{alt}</a> " " <span class="quiet">{about}</span> }.into_any()
    }
}

/// The alternative text; with its place where several were sent with one text.
pub fn alt_of(files: &[ShownFile], index: usize) -> String {
    let alt = &files[index].alt;
    let same = |files: &[ShownFile]| files.iter().filter(|other| other.alt == *alt).count();
    match same(files) {
        1 => alt.clone(),
        all => format!("{alt} ({}/{all})", same(&files[..=index])),
    }
}

/// MB with one decimal, never nothing.
pub fn megabytes(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(MIB);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What a file is to its record.
pub fn purpose(lang: Lang, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Photo => lang.evidence_photo(),
        Purpose::Infographic => lang.evidence_infographic(),
        Purpose::Document => lang.evidence_document(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::file::{Consent, Format};

    fn shown(alt: &str) -> ShownFile {
        ShownFile {
            id: 1,
            format: Format::Jpeg,
            bytes: 1,
            size: Some((4, 3)),
            purpose: Purpose::Photo,
            consent: Consent::Nobody,
            alt: alt.to_owned(),
            name: "x".to_owned(),
        }
    }

    #[test]
    fn several_files_with_one_text_are_told_apart() {
        let files = [shown("เด็กอ่านหนังสือ"), shown("แผนที่"), shown("เด็กอ่านหนังสือ")];
        let texts: Vec<String> = (0..3).map(|index| alt_of(&files, index)).collect();
        assert_eq!(texts, ["เด็กอ่านหนังสือ (1/2)", "แผนที่", "เด็กอ่านหนังสือ (2/2)"]);
    }

    #[test]
    fn the_smallest_file_still_has_a_size() {
        assert_eq!([1, MIB, 10 * MIB + 1].map(megabytes), ["0.1", "1.0", "10.1"]);
    }
}
