//! What this device keeps: reports that the server does not have yet, and who worked here last.
//!
//! In IndexedDB, by the form's key: a write is answered when the browser has handed it to the disk, so that
//! it survives a closed tab and a killed browser.

use super::json;
use domain::progress::kept::KeptReport;
use js_sys::{Array, Promise};
use leptos::prelude::window;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "pakmud";
const REPORTS: &str = "reports";
const WORKER: &str = "worker";

/// Who works on this device, so that a report can be begun without a network.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Worker {
    /// Row id of the account.
    pub account: i64,
    /// Slug of the own district.
    pub district: String,
    /// What it is called.
    pub district_name: String,
}

/// Who hears what is kept.
type Watcher = Box<dyn Fn(Vec<KeptReport>)>;

thread_local! {
    static WATCHERS: RefCell<Vec<Watcher>> = const { RefCell::new(Vec::new()) };
    static TOLD: RefCell<Vec<KeptReport>> = const { RefCell::new(Vec::new()) };
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// Hears what is kept here, whenever that has changed.
pub fn watch(watcher: impl Fn(Vec<KeptReport>) + 'static) {
    WATCHERS.with_borrow_mut(|all| all.push(Box::new(watcher)));
}

/// Reads anew what is kept here, for who watches. After each change.
pub async fn tell() {
    let kept = reports().await;
    WATCHERS.with_borrow(|all| all.iter().for_each(|watcher| watcher(kept.clone())));
    if let Some(page) = leptos::prelude::document().document_element() {
        let _ = page.set_attribute("data-kept", &kept.len().to_string());
    }
    TOLD.set(kept);
}

/// Whether something of this account's is kept here, as last told.
pub fn holds_work_of(account: i64) -> bool {
    TOLD.with_borrow(|kept| kept.iter().any(|one| one.account == account))
}

/// Every report that is kept here, of whomever.
pub async fn reports() -> Vec<KeptReport> {
    read(REPORTS).await.unwrap_or_default()
}

/// Keeps a report; `false` where the device cannot.
pub async fn keep(report: &KeptReport) -> bool {
    put(REPORTS, &report.form.key, written(report)).await.is_ok()
}

/// Forgets the report of this key.
pub async fn forget(key: &str) {
    let _ = change(REPORTS, |store| store.delete(&JsValue::from_str(key))).await;
}

/// Who worked here last, if that was not ended by signing out.
pub async fn worker() -> Option<Worker> {
    read(WORKER).await.ok()?.into_iter().next()
}

/// Remembers who works here; nobody after signing out.
pub async fn set_worker(worker: Option<Worker>) {
    let _ = match worker {
        Some(Worker { account, district, district_name }) => {
            let object = json::object(&[
                ("account", number(account)),
                ("district", district.into()),
                ("district_name", district_name.into()),
            ]);
            put(WORKER, WORKER, object).await
        }
        None => change(WORKER, IdbObjectStore::clear).await,
    };
}

/// A report as [`KeptReport`] is read again.
fn written(report: &KeptReport) -> JsValue {
    let fields = report.form.fields().map(|(name, typed)| (name, JsValue::from_str(typed)));
    json::object(&[
        ("schema", number(report.schema.into())),
        ("account", number(report.account)),
        ("district", JsValue::from_str(report.district.as_str())),
        ("district_name", JsValue::from_str(&report.district_name)),
        ("state", JsValue::from_str(report.state.key())),
        ("form", json::object(&fields)),
        ("refusal", report.refusal.as_deref().map_or(JsValue::NULL, JsValue::from_str)),
    ])
}

#[expect(clippy::cast_precision_loss, reason = "row ids are far below 2^53")]
fn number(whole: i64) -> JsValue {
    JsValue::from_f64(whole as f64)
}

/// All of a store. What this version cannot read stays where it is.
async fn read<T: DeserializeOwned>(store: &str) -> Result<Vec<T>, JsValue> {
    let transaction = database().await?.transaction_with_str(store)?;
    let all = answered(&transaction.object_store(store)?.get_all()?).await?;
    Ok(Array::from(&all).iter().filter_map(json::take).collect())
}

async fn put(store: &str, key: &str, object: JsValue) -> Result<(), JsValue> {
    let key = JsValue::from_str(key);
    change(store, |store| store.put_with_key(&object, &key)).await
}

/// Makes a change, and waits until the whole transaction is on its way to the disk.
async fn change(
    store: &str,
    work: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
) -> Result<(), JsValue> {
    let database = database().await?;
    let transaction =
        database.transaction_with_str_and_mode(store, IdbTransactionMode::Readwrite)?;
    work(&transaction.object_store(store)?)?;
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(done).await.map(|_| ())
}

async fn database() -> Result<IdbDatabase, JsValue> {
    if let Some(open) = OPEN.with_borrow(Clone::clone) {
        return Ok(open);
    }
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let opening = factory.open_with_u32(DATABASE, 1)?;
    let request: IdbRequest = opening.clone().unchecked_into();
    let fresh = request.clone();
    let lay_out = Closure::once_into_js(move || {
        if let Ok(database) = fresh.result().map(JsCast::unchecked_into::<IdbDatabase>) {
            for store in [REPORTS, WORKER] {
                let _ = database.create_object_store(store);
            }
        }
    });
    opening.set_onupgradeneeded(Some(lay_out.unchecked_ref()));
    let database: IdbDatabase = answered(&request).await?.unchecked_into();
    OPEN.with_borrow_mut(|open| *open = Some(database.clone()));
    Ok(database)
}

/// The result of a request, when it is there.
async fn answered(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await?;
    request.result()
}
