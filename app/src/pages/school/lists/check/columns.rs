//! The file's headings, each with the column that it names.

use crate::request::FormResult;
use backend::FileHeading;
use domain::Error;
use domain::school::Column;
use leptos::prelude::*;
use words::Lang;

/// Folded where the heading names all that is needed.
pub(super) fn columns(
    lang: Lang,
    upload: i64,
    heading: &FileHeading,
    result: Option<&FormResult>,
) -> impl IntoView + use<> {
    let is_wrong = result.is_some_and(|result| matches!(result.error, Some(Error::Invalid(_))));
    let is_open = is_wrong || !heading.lacking().is_empty();
    let error = is_wrong.then(|| {
        view! { <p class="note note--error" role="alert">{lang.school_lists_map_twice()}</p> }
    });
    let typed: Vec<&str> = match result.filter(|_| is_wrong) {
        Some(result) => {
            result.fields.get("columns").map_or("", String::as_str).split(' ').collect()
        }
        None => Vec::new(),
    };
    let fields = heading.cells.iter().enumerate().map(|(index, (label, column))| {
        let chosen = typed.get(index).map_or(*column, |key| Column::from_key(key));
        field(lang, index, label.clone(), chosen)
    });
    let fields = fields.collect_view();
    let button = if is_open { "button button--primary" } else { "button" };
    view! {
        <details class="more" open=is_open>
            <summary>{lang.school_lists_map()}</summary>
            <form class="form form--wide" action="/do/name_school_columns" method="post">
                {error}
                <p class="quiet">{lang.school_lists_map_about(heading.line)}</p>
                <input type="hidden" name="upload" value=upload/>
                <div class="controls">{fields}</div>
                <button class=button type="submit">{lang.school_lists_map_do()}</button>
            </form>
        </details>
    }
}

/// One heading as it stands in the file.
fn field(lang: Lang, index: usize, label: String, chosen: Option<Column>) -> impl IntoView + use<> {
    let id = format!("column-{index}");
    let options = Column::ALL.map(|column| {
        let is_chosen = chosen == Some(column);
        view! { <option value=column.key() selected=is_chosen>{lang.school_column(column)}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id class="input" name="column">
                <option value="">{lang.school_lists_map_unused()}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}
