//! Use case: a district's page, as far as the actor may see it.

use super::Districts;
use super::district_day::ReportsThen;
use crate::Result;
use crate::map::board::{self, Whole};
use crate::overview::{Query, value};
use crate::place::facts::FIRST_YEAR;
use crate::progress::item_lines;
use crate::store::Conn;
use crate::store::event::log;
use crate::store::place::Fields;
use crate::store::place::district::District;
use crate::store::place::shipped_fact::ShippedFact;
use crate::store::place::{shipped_fact, source};
use chrono::{DateTime, NaiveDate, Utc};
use domain::Error;
use domain::kernel::bangkok;
use domain::map::board::MapBoard;
use domain::map::district_page::{DistrictPage, nearest};
use domain::overview::{Note, Overview, ShownDay, Standpoint};
use domain::people::access::{Action, can};
use domain::place::district::{Neighbour, Origin, Slug};
use domain::place::source::Source;
use domain::profile::Profile;
use domain::progress::shown::ItemLine;
use std::sync::Arc;
use words::Lang;

/// Number of nearest other districts that a page links to.
const NEAREST: usize = 6;

/// The whole content of a district's page except its schools, from one snapshot. The register of schools is cached
/// as a whole, for every page that shows schools, and changes only with a new list.
#[derive(Debug, Clone)]
pub struct WholeDistrict {
    /// The district's facts.
    pub page: DistrictPage,
    /// The shown date.
    pub day: ShownDay,
    /// The items of the year that the map shows, in the order of the catalogue, each with the
    /// district's reports.
    pub lines: Vec<ItemLine>,
    /// The facts and people of the shown date.
    pub profile: Profile,
    /// The overview of that date, for an actor who may see it; `None` before the first report.
    pub overview: Option<Overview>,
    /// The reports of a past date, if the overview does not count them.
    pub then: Option<ReportsThen>,
    /// The map from the same snapshot.
    pub board: Arc<MapBoard>,
}

impl Districts<'_> {
    /// The page of the district with this slug, as far as the actor may see it, for the date in
    /// `query`.
    pub async fn page(self, slug: &Slug, query: &Query) -> domain::Result<WholeDistrict> {
        can(self.actor, Action::SeeDistrict)?;
        let overview = self.backend.overview(self.actor);
        let kept = async |conn: &mut Conn| {
            let whole = board::whole(self.backend, conn).await?;
            if !overview.is_open() {
                return Ok(Some(self.of(conn, whole, slug, query, None).await?));
            }
            let position = log::position(conn).await?;
            let Some(seen) = overview.kept_at(query, position) else { return Ok(None) };
            Ok(Some(self.of(conn, whole, slug, query, Some(seen)).await?))
        };
        if let Some(page) = self.backend.read(kept).await? {
            return Ok(page);
        }
        let counting = overview.counting().await;
        let counted = async |conn: &mut Conn| {
            let whole = board::whole(self.backend, conn).await?;
            let seen = overview.count_in(conn, counting, query).await?;
            self.of(conn, whole, slug, query, seen).await
        };
        self.backend.read(counted).await
    }

    async fn of(
        self,
        conn: &mut Conn,
        whole: Whole,
        slug: &Slug,
        query: &Query,
        overview: Option<Overview>,
    ) -> Result<WholeDistrict> {
        let page = page(conn, &whole, slug, self.backend.now()).await?;
        let lines = item_lines(conn, self.actor, slug, whole.board.year).await?;
        // Before the first report it would be of another date.
        let overview = overview.filter(|seen| !matches!(seen.note, Some(Note::BeforeFirst(_))));
        let day = match &overview {
            Some(seen) => seen.shown_day(),
            None => self.day(conn, value(query, "on").unwrap_or_default()).await?,
        };
        let as_of = day.past().map(Standpoint::end_of);
        let profile = self.backend.profiles(self.actor).read(conn, slug, as_of).await?;
        let is_counted =
            overview.as_ref().is_some_and(|seen| seen.scene().district(slug).is_some());
        let then = if day.past().is_some() && !is_counted {
            Some(self.reports_then(conn, slug, &day).await?)
        } else {
            None
        };
        Ok(WholeDistrict { page, day, lines, profile, overview, then, board: whole.board })
    }
}

async fn page(
    conn: &mut Conn,
    Whole { board, districts, .. }: &Whole,
    slug: &Slug,
    now: DateTime<Utc>,
) -> Result<DistrictPage> {
    let here = districts.iter().find(|district| district.pin.slug == *slug);
    let here = here.cloned().ok_or(Error::NotFound)?;
    let pin = board.pin(slug).cloned().ok_or(Error::NotFound)?;
    let others = || board.pins.iter().filter(|pin| pin.slug != *slug);
    let nearest = nearest(here.pin.place, others(), NEAREST);
    let cluster_mates = cluster_mates(board, &here);
    let origins = origins(conn, &here, now).await?;
    let District { emis_code, full_name_th, postcode, .. } = here;
    let year = board.year;
    Ok(DistrictPage {
        pin,
        emis_code,
        full_name_th,
        postcode,
        year,
        cluster_mates,
        nearest,
        origins,
    })
}

fn cluster_mates(board: &MapBoard, here: &District) -> Vec<Neighbour> {
    let mates = board
        .pins
        .iter()
        .filter(|pin| pin.slug != here.pin.slug && pin.cluster == here.pin.cluster);
    mates
        .filter(|_| here.pin.cluster.is_some())
        .map(|pin| pin.as_neighbour(here.pin.place))
        .collect()
}

/// For each field with a value: the source that shipped it, or `edited` if it differs from the shipped value.
async fn origins(conn: &mut Conn, here: &District, now: DateTime<Utc>) -> Result<Vec<Origin>> {
    let mut shipped = shipped_fact::of_key(conn, "district", &here.pin.code).await?;
    shipped.extend(
        shipped_fact::of_key(
            conn,
            "cluster_membership",
            &format!("{FIRST_YEAR}/{}", here.pin.code),
        )
        .await?,
    );
    let sources = source::all(conn).await?;
    let edited_on = log::last_at(conn, "district", &here.pin.code)
        .await?
        .map_or(bangkok::date(now), bangkok::date);
    let mut fields = here.facts();
    fields.insert("cluster", here.pin.cluster.map(|no| no.to_string()));
    Ok(shown(&fields)
        .map(|(field, value)| origin(field, value, &shipped, &sources, edited_on))
        .collect())
}

fn shown(fields: &Fields) -> impl Iterator<Item = (&'static str, &str)> {
    fields.iter().filter_map(|(field, value)| Some((*field, value.as_deref()?)))
}

fn origin(
    field: &str,
    value: &str,
    shipped: &[ShippedFact],
    sources: &[Source],
    edited_on: NaiveDate,
) -> Origin {
    let fact =
        shipped.iter().find(|fact| fact.field == field && fact.value.as_deref() == Some(value));
    match fact.and_then(|fact| sources.iter().find(|source| source.key == fact.source)) {
        Some(source) => Origin {
            field: field.to_owned(),
            source: source.key.clone(),
            title_th: source.title_th.clone(),
            title_en: source.title_en.clone(),
            as_of: source.as_of,
        },
        None => Origin {
            field: field.to_owned(),
            source: "edited".to_owned(),
            title_th: Lang::Th.source_edited().to_owned(),
            title_en: Lang::En.source_edited().to_owned(),
            as_of: edited_on,
        },
    }
}
