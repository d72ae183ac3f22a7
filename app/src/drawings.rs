//! Parts of pages that many readers share: drawn once for all of them, as long as they show the same.

use domain::overview::{Calendar, Chosen, Counted, Note, Overview, Standpoint};
use domain::place::district::Slug;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use words::Lang;

/// At most so many are kept, about 300 kB each; the least recently used leave first.
const MOST: usize = 24;

/// The kept drawings of one site. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Drawings(Arc<Mutex<Vec<Arc<Drawing>>>>);

/// What a drawing depends on besides the overview: of a reader only what makes a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The language.
    pub lang: Lang,
    /// Where the public reaches this server.
    pub public_url: String,
    /// For a projector.
    pub presents: bool,
    /// The district that the reader works for.
    pub own: Option<Slug>,
    /// Whether the reader may look at the reports that wait.
    pub sees_waiting: bool,
}

/// A part of a page, and what it was drawn from.
#[derive(Debug)]
struct Drawing {
    reader: Reader,
    view: View,
    html: OnceLock<Arc<str>>,
}

/// An overview, without keeping alive what was counted for it.
#[derive(Debug)]
struct View {
    counted: Weak<Counted>,
    standpoint: Standpoint,
    calendar: Calendar,
    chosen: Chosen,
    ignored: Vec<&'static str>,
    note: Option<Note>,
    is_stale: bool,
}

impl Drawings {
    /// What `draw` makes of this overview for such a reader. Of many who ask at once one draws; the others
    /// wait for it.
    pub fn of(
        &self,
        reader: &Reader,
        overview: &Overview,
        draw: impl FnOnce() -> String,
    ) -> Arc<str> {
        let drawing = self.kept_or_new(reader, overview);
        drawing.html.get_or_init(|| draw().into()).clone()
    }

    fn kept_or_new(&self, reader: &Reader, overview: &Overview) -> Arc<Drawing> {
        let mut kept = self.lock();
        let found = kept.iter().position(|one| one.reader == *reader && one.view.is(overview));
        let drawing = match found {
            Some(place) => kept.remove(place),
            None => Arc::new(Drawing::new(reader.clone(), View::of(overview))),
        };
        kept.retain(|one| one.view.counted.strong_count() > 0);
        kept.truncate(MOST - 1);
        kept.insert(0, drawing.clone());
        drawing
    }

    /// Nothing panics while holding it; what it guards is whole in any case.
    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Drawing>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drawing {
    fn new(reader: Reader, view: View) -> Self {
        Self { reader, view, html: OnceLock::new() }
    }
}

impl View {
    fn of(overview: &Overview) -> Self {
        let Overview { counted, standpoint, calendar, chosen, ignored, note, is_stale } =
            overview.clone();
        let counted = Arc::downgrade(&counted);
        Self { counted, standpoint, calendar, chosen, ignored, note, is_stale }
    }

    /// Whether this is that overview. A count is the same only where it is the very same one.
    fn is(&self, overview: &Overview) -> bool {
        let Overview { counted, standpoint, calendar, chosen, ignored, note, is_stale } = overview;
        std::ptr::eq(self.counted.as_ptr(), Arc::as_ptr(counted))
            && self.standpoint == *standpoint
            && self.calendar == *calendar
            && self.chosen == *chosen
            && self.ignored == *ignored
            && self.note == *note
            && self.is_stale == *is_stale
    }
}
