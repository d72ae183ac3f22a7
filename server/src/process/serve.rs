//! `pakmud serve`: from settings to an open door, and back.

use crate::http;
use crate::live::hub::Hub;
use crate::process::jobs;
use crate::process::listen;
use crate::process::settings;
use crate::process::settings::Settings;
use crate::process::start_error::StartError;
use crate::request::request_log;
use crate::site::SiteParts;
use crate::site::files::SiteFiles;
use backend::{Backend, Clock};
use std::path::Path;
use std::time::Instant;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// Whether demo data may be served.
#[derive(Debug, Clone, Copy)]
pub struct Demo {
    /// The database is one that `pakmud demo` made.
    pub is_expected: bool,
    /// Other machines may reach it.
    pub may_be_public: bool,
}

/// Serves until SIGTERM or SIGINT.
pub async fn serve(settings: Settings, demo: Demo, program: &Path) -> Result<(), StartError> {
    let begun = Instant::now();
    request_log::start(&settings.log, settings.log_format);
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    raise_descriptor_limit();
    // While watched, the build gives new content to old names.
    let files = match settings::reload_port() {
        Some(_) => SiteFiles::plain(settings.site_dir.clone()),
        None => SiteFiles::find(&settings.site_dir, program)?,
    };
    let backend = Backend::open(&settings.database_url, Clock::system()).await?;
    let backend = backend.with_files(settings.files_dir.clone(), settings.district_quota);
    check_demo(backend.is_demo(), demo, &settings)?;
    let listener = TcpListener::bind(settings.addr).await;
    let listener = listener.map_err(|source| StartError::Listen { addr: settings.addr, source })?;
    let address = listener.local_addr().unwrap_or(settings.addr);
    let hub = Hub::start(&backend);
    let stop = stop_signal()?;
    let router = http::router(site_parts(settings, backend.clone(), hub.clone(), files)).await;
    tracing::info!(milliseconds = begun.elapsed().as_millis(), "listening on http://{address}");
    println!("Listening on http://{address} (Ctrl-C stops it)");
    let jobs = tokio::spawn(jobs::run_jobs(backend.clone()));
    let stop = async {
        stop.await;
        // What goes on by itself would never be finished.
        hub.close();
    };
    listen::listen(listener, router, stop).await;
    jobs.abort();
    backend.close().await;
    tracing::info!("stopped");
    Ok(())
}

fn site_parts(settings: Settings, backend: Backend, hub: Hub, files: SiteFiles) -> SiteParts {
    SiteParts {
        backend,
        hub,
        files,
        public_url: settings.public_url,
        trusted_proxies: settings.trusted_proxies,
        reload_port: settings::reload_port(),
    }
}

/// Demo data and real data must not be taken for one another, nor demo data be put on show by accident.
fn check_demo(is_demo: bool, demo: Demo, settings: &Settings) -> Result<(), StartError> {
    let refusal = match (is_demo, demo.is_expected) {
        (true, false) => {
            "This database was made by `pakmud demo`. Serve it with --demo, or set PAKMUD_DATABASE_URL to the real one."
        }
        (false, true) => {
            "--demo serves only a database made by `pakmud demo`, and this is none. Run `pakmud demo` on a new file first, or leave --demo out."
        }
        (true, true) if !settings.addr.ip().is_loopback() && !demo.may_be_public => {
            "--demo listens only to this machine. Set PAKMUD_ADDR to a loopback address such as 127.0.0.1:3000, or add --demo-public."
        }
        _ => return Ok(()),
    };
    Err(StartError::Refused(refusal.into()))
}

/// The usual 1,024 descriptors are few for a public server; the hard limit is ours to use.
fn raise_descriptor_limit() {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(limit) => tracing::debug!(limit, "file descriptors"),
        Err(error) => {
            tracing::warn!(%error, "the limit of open files could not be raised; many visitors at once may be turned away");
        }
    }
}

/// Comes true at the first SIGTERM or SIGINT.
fn stop_signal() -> Result<impl Future<Output = ()>, StartError> {
    let on = |kind| {
        signal(kind)
            .map_err(|source| StartError::System { doing: "Signals cannot be awaited", source })
    };
    let (mut terminate, mut interrupt) =
        (on(SignalKind::terminate())?, on(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: finishing what is under way");
    })
}
