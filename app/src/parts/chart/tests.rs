//! The charts as they are sent: a change of a drawing shows here.

use super::*;

fn part(label: &str, value: i32, ink: &'static str, hatch: u8) -> Part {
    let href = (hatch == 0).then(|| format!("/list?status={ink}"));
    Part { label: label.to_owned(), value, shown: value.to_string(), ink, hatch, href }
}

/// Without the markers that hydration would need.
fn html(view: impl IntoView) -> String {
    let html = view.into_view().to_html().replace("<!>", "");
    html.replace("><", ">\n<")
}

#[test]
fn the_charts_are_drawn_as_before() {
    let parts =
        [part("fresh", 30, "fresh", 0), part("none", 0, "none", 0), part("never", 10, "never", 3)];
    let point = |day: &str, value: i32| Point {
        day: day.to_owned(),
        value,
        shown: value.to_string(),
        href: format!("/overview?on={day}"),
    };
    let lines = LineChart {
        title: "from 10 to 30".to_owned(),
        points: vec![point("2024-06-01", 10), point("2024-06-08", 30)],
        top: 40,
        day_heading: "day".to_owned(),
        value_heading: "districts".to_owned(),
        table_label: "table".to_owned(),
    };
    let range = Range { low: 1, middle: 5, high: 9, own: 7, top: 10 };
    insta::assert_snapshot!("stacked_bar", html(stacked_bar(&parts)));
    insta::assert_snapshot!("legend", html(legend(&parts)));
    insta::assert_snapshot!(
        "spark_line",
        html(spark_line(&[1, 4, 2], 4, "from 1 to 2".to_owned()))
    );
    insta::assert_snapshot!("line_chart", html(line_chart(&lines)));
    insta::assert_snapshot!("range_bar", html(range_bar(range, "7 of 10".to_owned())));
}
