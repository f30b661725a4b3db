//! A desk that was started as a person starts it, and a browser's requests, byte for byte.

use crate::desk::command::{DATE, command};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running desk; ended when dropped.
pub(crate) struct Desk {
    child: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Desk {
    pub(crate) fn open(folder: &Path, further: &[&str]) -> Self {
        // Unless a test says where inspections are kept.
        let kept = (!further.contains(&"--cache")).then_some("--no-cache");
        Self::start(folder, &further.iter().copied().chain(["--no-read"]).chain(kept).collect::<Vec<_>>())
    }

    fn start(folder: &Path, further: &[&str]) -> Self {
        let folder = folder.to_str().expect("a Unicode path");
        let words = ["desk", folder, "--no-open", "--date", DATE, "--lang", "en"];
        let mut child =
            command(words.iter().chain(further)).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("an address");
        let (port, token) =
            line.trim().strip_prefix("http://127.0.0.1:").expect("an address").split_once("/?t=").expect("a token");
        Self { child, port: port.parse().expect("a port"), token: token.to_owned() }
    }

    /// The folder of a desk that has checked it.
    pub(crate) fn ready(folder: &Path) -> Self {
        let desk = Self::open(folder, &[]);
        desk.state(|state| state["ready"] == true);
        desk
    }

    /// The folder of a desk that has checked it, and reads what the scans say.
    #[cfg(feature = "read")]
    pub(crate) fn reading(folder: &Path, cache: &str) -> Self {
        let desk = Self::start(folder, &["--cache", cache]);
        desk.state(|state| state["ready"] == true);
        desk
    }

    /// The staff folder of a desk that has checked everybody.
    pub(crate) fn staff(folder: &Path, further: &[&str]) -> Self {
        let desk = Self::open(folder, further);
        desk.people(|people| people["ready"] == true);
        desk
    }

    pub(crate) fn own(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(crate) fn cookie(&self) -> String {
        format!("dossier-{}={}", self.port, self.token)
    }

    /// A request exactly as it is given; the connection closes after it.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that has heard enough closes while more is sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes.split_off(end) }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        stream
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let (own, cookie) = (self.own(), self.cookie());
        self.raw(
            format!("GET {path} HTTP/1.1\r\nHost: {own}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
    }

    pub(crate) fn post(&self, path: &str, value: &Value) -> Answer {
        let (own, cookie, body) = (self.own(), self.cookie(), value.to_string());
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        self.raw(&[head.as_bytes(), body.as_bytes()].concat())
    }

    /// A file, as the page sends it.
    pub(crate) fn add(&self, name: &str, bytes: &[u8], (goes_on, last): (bool, bool)) -> Answer {
        let (own, cookie, length) = (self.own(), self.cookie(), bytes.len());
        let digit = |half: u8| char::from_digit(half.into(), 16).expect("a digit");
        let name: String = name.bytes().flat_map(|byte| ['%', digit(byte >> 4), digit(byte & 15)]).collect();
        let head = format!(
            "POST /api/add?name={name}&goes_on={goes_on}&last={last} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\n\
             Cookie: {cookie}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        self.raw(&[head.as_bytes(), bytes].concat())
    }

    /// The state, as soon as it is as wanted.
    pub(crate) fn state(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait("/api/state", wanted)
    }

    /// Everybody, as soon as they are as wanted.
    pub(crate) fn people(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait("/api/people", wanted)
    }

    /// What is at an address, as soon as it is as wanted.
    pub(crate) fn wait(&self, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            let state = self.get(path).json();
            if wanted(&state) {
                return state;
            }
            assert!(Instant::now() < end, "{state:#}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a process").is_none()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
