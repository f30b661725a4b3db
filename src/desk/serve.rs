//! The server: one address of this machine, a few connections, each with a limit to its patience.

use super::gate::Token;
use super::presence::Presence;
use super::routes::router;
use super::session::Session;
use super::staff::StaffDesk;
use crate::app::{RegisterChoice, Settings, holds_people};
use crate::failure::{because, failure, kept_words, no_thread};
use crate::text::Lang;
use anyhow::{Context, Result};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::sync::Semaphore;

/// Connections at a time: a browser opens six, and each tab holds one of them for changes.
const CONNECTIONS: usize = 64;

/// Pictures that are made at a time: each takes some ten bytes a pixel.
const DRAWINGS: usize = 2;

/// How long a request's head may take, and a connection may say nothing between two requests.
const HEAD: Duration = Duration::from_secs(15);

/// Opens something with the system's program for it: a page, a folder. Whether there is one.
pub type Opener = fn(&OsStr) -> bool;

/// What to open.
#[derive(Debug)]
pub struct Desk {
    /// A dossier's folder, or one that holds many.
    pub folder: PathBuf,
    /// Profile, day, language, threads, reading, cache.
    pub settings: Settings,
    /// The register that counts submissions.
    pub register: RegisterChoice,
    /// Language of new file names.
    pub names: Lang,
    /// The port that was asked for; any other where it is taken.
    pub port: Option<u16>,
    /// How folders are shown.
    pub opener: Opener,
}

/// What is worked on.
pub(super) enum Work {
    /// One dossier.
    One(Arc<Session>),
    /// Those of many people.
    Staff(Arc<StaffDesk>),
}

/// What every route has at hand.
pub(super) struct Served {
    pub(super) work: Work,
    /// The language that pages begin in.
    pub(super) lang: Lang,
    pub(super) presence: Presence,
    pub(super) token: Token,
    pub(super) port: u16,
    pub(super) opener: Opener,
    pub(super) drawing: Semaphore,
    /// Files that come are held in memory one at a time.
    pub(super) adding: Semaphore,
}

impl Served {
    /// The desk of a person, where there are many; the only one otherwise.
    pub(super) fn session(&self, person: Option<&str>) -> Option<Arc<Session>> {
        match (&self.work, person) {
            (Work::One(session), None) => Some(Arc::clone(session)),
            (Work::Staff(staff), Some(id)) => staff.desk_of(id),
            _ => None,
        }
    }
}

impl Work {
    fn of(desk: Desk) -> Result<Self> {
        let Desk { folder, settings, register, names, .. } = desk;
        if holds_people(&folder, &settings) {
            return Ok(Self::Staff(Arc::new(StaffDesk::new(folder, settings, register, names)?)));
        }
        Ok(Self::One(Arc::new(Session::new(folder, settings, register, names))))
    }

    /// Keeps an eye on the folder as long as the program runs.
    fn stay(&self) {
        match self {
            Self::One(session) => session.stay(),
            Self::Staff(staff) => staff.stay(),
        }
    }
}

/// Opens a desk and stays until its page has been closed for a minute. `say` gets the address once it answers.
///
/// # Errors
/// There is no such folder, or the machine gives no port or no thread.
pub fn open(desk: Desk, say: impl FnOnce(&str) -> Result<()>) -> Result<()> {
    if !desk.folder.is_dir() {
        let shown = desk.folder.display();
        return Err(failure(format!("没有文件夹“{shown}”"), format!("there is no folder {shown}")));
    }
    let listener = listen(desk.port)?;
    let port = listener.local_addr().context("port")?.port();
    let token = Token::new().map_err(|error| {
        let why = kept_words(&error.to_string());
        failure(format!("没有随机数：{}", why.zh), format!("no randomness: {}", why.en))
    })?;
    let address = format!("http://127.0.0.1:{port}/?t={}", token.shown());
    let (lang, opener) = (desk.settings.lang, desk.opener);
    let work = Work::of(desk)?;
    let (drawing, adding) = (Semaphore::new(DRAWINGS), Semaphore::new(1));
    let served = Arc::new(Served { work, lang, presence: Presence::new(), token, port, opener, drawing, adding });
    let staying = Arc::clone(&served);
    let stay = move || staying.work.stay();
    std::thread::Builder::new().spawn(stay).map_err(|error| no_thread(&error))?;
    let runtime = Builder::new_current_thread().enable_io().enable_time().max_blocking_threads(8).build();
    let runtime = runtime.context("network")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).context("network")?;
        say(&address)?;
        let accepting = tokio::spawn(accept(listener, Arc::clone(&served)));
        served.presence.left().await;
        accepting.abort();
        Ok(())
    })
}

fn listen(port: Option<u16>) -> Result<TcpListener> {
    let asked = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0)));
    let listener = asked.or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
    let refused = |error| because(&error, "无法在本机开网页", "cannot serve a page on this machine");
    let listener = listener.map_err(refused)?;
    listener.set_nonblocking(true).context("network")?;
    Ok(listener)
}

/// Takes connections, no more than there is room for; further ones wait.
async fn accept(listener: tokio::net::TcpListener, served: Arc<Served>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let router = router(served);
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files: some close soon.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(64 * 1024);
            // A browser that goes away in the middle of an answer is no event.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
            drop(place);
        });
    }
}
