//! The figures of the scenes that are looked at: made when the first asks, then kept up with the facts.

use domain::overview::{Almanac, Facts, Scene};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many are kept, those that were asked for last: the open years, and some days before districts were closed.
const MOST: usize = 8;

/// Right for the facts that it was told of.
#[derive(Debug, Default)]
pub(super) struct Almanacs {
    /// The one that was asked for last is the first.
    kept: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    /// As it was last read; equal to the almanac's.
    scene: Arc<Scene>,
    almanac: Arc<Almanac>,
    /// Row ids of the districts of which there is news.
    news: BTreeSet<i64>,
}

impl Almanacs {
    /// Notes that there is news of the district with this row id.
    pub fn note(&mut self, district: i64) {
        for kept in &mut self.kept {
            kept.news.insert(district);
        }
    }

    /// Forgets all, because the facts are others.
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

    /// Scenes are read anew whenever they may be others, and mostly they are not.
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
