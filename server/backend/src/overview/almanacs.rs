//! Cached almanacs of the requested scenes: computed on first use, then updated with the facts.

use domain::overview::{Almanac, Facts, Scene};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Number of cached almanacs, most recently used: the open years, and some dates before districts were closed.
const MOST: usize = 8;

/// The cache, valid for the facts that it was notified of.
#[derive(Debug, Default)]
pub(super) struct Almanacs {
    /// Most recently used first.
    kept: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    /// As last read; equal to the almanac's.
    scene: Arc<Scene>,
    almanac: Arc<Almanac>,
    /// Row ids of the changed districts.
    news: BTreeSet<i64>,
}

impl Almanacs {
    /// Notes that the district with this row id has changed.
    pub fn note(&mut self, district: i64) {
        for kept in &mut self.kept {
            kept.news.insert(district);
        }
    }

    /// Clears the cache, because the facts were replaced.
    pub fn clear(&mut self) {
        self.kept.clear();
    }

    /// The figures of a scene as of `facts`.
    pub fn at(&mut self, scene: &Arc<Scene>, facts: &Facts) -> Arc<Almanac> {
        let mut kept = match self.kept.iter().position(|kept| kept.is_of(scene)) {
            Some(place) => self.kept.remove(place),
            None => Kept::new(scene, facts),
        };
        kept.catch_up(facts);
        kept.scene = Arc::clone(scene);
        let almanac = Arc::clone(&kept.almanac);
        self.kept.insert(0, kept);
        self.kept.truncate(MOST);
        almanac
    }
}

impl Kept {
    fn new(scene: &Arc<Scene>, facts: &Facts) -> Self {
        let almanac = Arc::new(Almanac::of(Arc::clone(scene), facts));
        Self { scene: Arc::clone(scene), almanac, news: BTreeSet::new() }
    }

    /// Whether the almanac is of this scene: scenes are read again whenever they may have changed, mostly unchanged.
    fn is_of(&self, scene: &Arc<Scene>) -> bool {
        Arc::ptr_eq(&self.scene, scene) || self.scene == *scene
    }

    fn catch_up(&mut self, facts: &Facts) {
        if !self.news.is_empty() {
            self.almanac = Arc::new(self.almanac.after_news(facts, &self.news));
            self.news.clear();
        }
    }
}
