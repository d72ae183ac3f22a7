//! On paper each page says whose it is, and its code leads back to the same view.

use crate::support::app::TestApp;
use domain::people::role::Role;
use rqrr::{Grid, SimpleGrid};
use std::collections::BTreeSet;
use words::Lang;

/// The dark modules that a path draws: `m` moves from the end of the run before, `h` draws a run.
fn modules(path: &str) -> BTreeSet<(i32, i32)> {
    let (mut dark, mut at) = (BTreeSet::new(), (0, 0));
    for run in path.split('m').skip(1) {
        let (to, length) = run.split_once('h').unwrap();
        let (dx, dy) = to.split_once(' ').unwrap();
        at = (at.0 + dx.parse::<i32>().unwrap(), at.1 + dy.parse::<i32>().unwrap());
        let length: i32 = length.parse().unwrap();
        dark.extend((0..length).map(|x| (at.0 + x, at.1)));
        at.0 += length;
    }
    dark
}

/// What the page's code says, read by another library than the one that drew it.
fn read_code(html: &str) -> String {
    let (path, _) = html.split_once("class=\"qr__ink\"").expect("a code");
    let (_, path) = path.rsplit_once(" d=\"").unwrap();
    let dark = modules(path.split_once('"').unwrap().0);
    let size = usize::try_from(dark.iter().map(|(x, _)| x + 1).max().unwrap()).unwrap();
    let is_dark = |x, y| dark.contains(&(i32::try_from(x).unwrap(), i32::try_from(y).unwrap()));
    Grid::new(SimpleGrid::from_func(size, is_dark)).decode().expect("a readable code").1
}

/// The part that only paper shows, without its code.
fn paper(html: &str) -> &str {
    let (_, rest) = html.split_once("class=\"paper\"").expect("a head for paper");
    let (_, rest) = rest.split_once("</svg>").unwrap();
    rest.split_once("</div>").unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_on_paper_leads_back_to_the_view() {
    let app = TestApp::start().await;
    let mut browser = app.signed_in("executive", Some(Role::Executive)).await;
    let district = format!("/districts/{}", app.slugs().await[0]);
    for address in [
        "/overview",
        "/overview?kind=secondary&weeks=52&item=p1&sort=-active",
        "/overview/districts?cluster=3&status=never",
        "/overview/compare?compare=1,2&by=-2",
        "/clusters/2570/3?kind=primary",
        "/items/2570/p1",
        "/items/2570/p1?cluster=3",
        &district,
        &format!("{district}?on=2026-11-20"),
    ] {
        let page = browser.get(address).await;
        assert_eq!(page.status, 200, "{address}");
        let said = paper(page.text());
        assert!(
            said.contains(Lang::Th.overview_office()) && said.contains("2569"),
            "{address}: {said}"
        );
        let code = read_code(page.text());
        let back = code.strip_prefix("http://localhost:3000").expect("an address of this site");
        let again = browser.get(back).await;
        assert_eq!((again.status.as_u16(), paper(again.text())), (200, said), "{address} {back}");
        assert_eq!((again.title(), read_code(again.text())), (page.title(), code), "{address}");
    }
}
