//! Who leads an office, and photos, as open data shows them: what stands on the public's page, and no more.

use chrono::NaiveDate;
use domain::file::{ShownFile, small};
use domain::profile::Profile;
use domain::profile::person::Person;
use domain::profile::photo::Subject;
use serde::Serialize;
use utoipa::ToSchema;
use words::Lang;

/// A photo that stands on the office's page. Its address answers as long as it does.
#[derive(Debug, Serialize, ToSchema)]
pub struct Photo {
    /// Where the picture is.
    #[schema(format = "uri", example = "https://pakmud.example/files/12/office.jpg")]
    pub url: String,
    /// Where it is in a small size.
    #[schema(format = "uri", example = "https://pakmud.example/files/12/small")]
    pub small_url: String,
    /// What is to be seen, in Thai.
    pub alt: String,
    /// Width of the picture in pixels; `null` where not known.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
    /// Width of the small one in pixels.
    pub small_width: Option<u32>,
    /// Its height in pixels.
    pub small_height: Option<u32>,
}

/// Somebody who leads the office today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Leader {
    /// `director` or `deputy`.
    pub post: &'static str,
    /// Title and name.
    pub name: String,
    /// The first day of the term; `null` where not known.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<NaiveDate>,
    /// The last day of the term; `null` where not known.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<NaiveDate>,
    /// With the consent of who is seen; `null` where there is none.
    pub photo: Option<Photo>,
}

impl Photo {
    /// A photo at this host. `alt` stands for what nobody has said about it.
    fn of(file: &ShownFile, host: &str, alt: String) -> Option<Self> {
        let little = file.size.map(|size| small(size.into()));
        Some(Self {
            url: format!("{host}{}", file.address()),
            small_url: format!("{host}{}", file.small_address()?),
            alt: if file.alt.is_empty() { alt } else { file.alt.clone() },
            width: file.size.map(|(width, _)| width),
            height: file.size.map(|(_, height)| height),
            small_width: little.map(|size| size.width),
            small_height: little.map(|size| size.height),
        })
    }

    /// The office's, of a profile as the public may see it now.
    pub fn of_office(profile: &Profile, host: &str) -> Option<Self> {
        Self::of(profile.photos.office.as_ref()?, host, String::new())
    }
}

impl Leader {
    /// Who holds a post on `day`; of whom nothing is known any more, nothing is said.
    pub fn all(profile: &Profile, day: NaiveDate, host: &str) -> Vec<Self> {
        let now = profile.people.iter().filter(|one| one.holds_on(day));
        now.filter_map(|one| Self::of(one, profile, host)).collect()
    }

    fn of(person: &Person, profile: &Profile, host: &str) -> Option<Self> {
        let (name, lang) = (person.name.clone()?, Lang::Th);
        let photo = profile.photos.of(Subject::Person(person.no));
        let alt = lang.photo_of(lang.post(person.post), &name);
        Some(Self {
            post: person.post.key(),
            photo: photo.and_then(|photo| Photo::of(photo, host, alt)),
            name,
            from: person.from,
            until: person.until,
        })
    }
}
