//! Ctrl-C, at a real terminal and by signal: the run ends cleanly and says what is done.

use crate::batch::command::{DATE, command};
use crate::batch::many;
use crate::batch::school::{ended, staff, text};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

/// A staff of complete dossiers, large enough that nobody is through before the key is pressed.
fn large(folder: &std::path::Path) -> std::path::PathBuf {
    let staff = folder.join("staff");
    for number in 0..200 {
        let complete = many::project("fixtures/complete");
        many::write(&complete, &staff, number, many::Bytes::Links, false)
            .or_else(|_| many::write(&complete, &staff, number, many::Bytes::Noise, false))
            .expect("a dossier");
    }
    staff
}

#[test]
fn at_a_terminal_progress_is_shown_and_the_key_stops_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (staff, cache) = (large(folder.path()), folder.path().join("cache"));
    let plain = command(["batch", text(&staff), "--date", DATE, "--lang", "en", "--cache", text(&cache)]);
    let words: Vec<String> = std::iter::once(plain.get_program())
        .chain(plain.get_args())
        .map(|word| format!("'{}'", word.to_str().expect("Unicode")))
        .collect();
    // `script` gives the program a terminal of its own; what comes in is typed there. A shell that stayed in between
    // would take the key too and end with its own code, so the program takes its place.
    let line = format!("exec {}", words.join(" "));
    let mut terminal = Command::new("script");
    terminal.args(["--quiet", "--return", "--command", &line, "/dev/null"]).env("TERM", "xterm");
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => terminal.env(name, value),
            None => terminal.env_remove(name),
        };
    }
    let mut running = terminal.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("`script` of util-linux");
    let mut keys = running.stdin.take().expect("stdin");
    let mut screen = running.stdout.take().expect("stdout");
    let mut shown = Vec::new();
    let mut chunk = [0; 4096];
    let mut pressed = false;
    loop {
        let read = screen.read(&mut chunk).expect("the screen");
        if read == 0 {
            break;
        }
        shown.extend_from_slice(&chunk[..read]);
        let so_far = String::from_utf8_lossy(&shown);
        // The screen is drawn a few times a second, so no single count is sure to be seen.
        if !pressed && (1..100).any(|done| so_far.contains(&format!(" {done}/200 dossiers"))) {
            keys.write_all(b"\x03").and_then(|()| keys.flush()).expect("a key");
            pressed = true;
        }
    }
    let shown = String::from_utf8_lossy(&shown).into_owned();
    assert_eq!(running.wait().expect("it ends").code(), Some(2), "{shown}");
    for part in ["dossiers · ", " files · ", " MB/s · 00000", " left"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let said = shown.rsplit("error: ").next().unwrap_or_default();
    let done = said.strip_prefix("stopped: ").and_then(|rest| rest.split(" of 200 dossiers were checked").next());
    let done: usize = done.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{shown}"));
    assert!((1..200).contains(&done), "{done}");
    assert!(said.contains("no roster was written; what was inspected is kept for the next run"), "{said}");
    let kept: u32 = rusqlite::Connection::open(&cache)
        .and_then(|cache| cache.query_row("SELECT count(*) FROM inspections", [], |row| row.get(0)))
        .expect("a cache");
    assert!(kept > 0);
}

#[test]
fn while_nothing_comes_in_a_signal_stops_it_too() {
    let (_folder, staff) = staff(1);
    let mut command = command(["batch", "--paths-from", "-", "--no-cache", "--lang", "en"]);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("the program starts");
    let mut input = running.stdin.take().expect("stdin");
    writeln!(input, "{}", text(&staff.join("000000"))).and_then(|()| input.flush()).expect("a line goes in");
    let mut line = String::new();
    BufReader::new(running.stdout.take().expect("stdout")).read_line(&mut line).expect("a line comes out");
    assert!(line.ends_with("}\n"));
    let sent = Command::new("sh").args(["-c", &format!("kill -INT {}", running.id())]).status().expect("sh");
    assert!(sent.success());
    let ended = ended(running);
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(said.contains("stopped: 1 lines were written, each of them whole") && !said.contains("kept"), "{said}");
    drop(input);
}
