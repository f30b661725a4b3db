//! Nobody else comes in, nothing outside the folder is shown, and what goes wrong outside is survived.

use crate::desk::client::Desk;
use crate::desk::command::{copy_of, fixture};
use serde_json::json;
use std::fs;
use std::io::{Read, Write};
use std::slice::from_ref;
use std::time::Duration;

fn small() -> tempfile::TempDir {
    copy_of(&fixture("rules/D101-missing-part/good"))
}

#[test]
fn only_the_browser_that_has_the_address_comes_in() {
    let folder = small();
    let desk = Desk::ready(folder.path());
    let (own, cookie) = (desk.own(), desk.cookie());
    let ask = |method: &str, path: &str, lines: &[String]| {
        desk.raw(
            format!(
                "{method} {path} HTTP/1.1\r\n{}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                lines.join("\r\n")
            )
            .as_bytes(),
        )
    };
    let host = format!("Host: {own}");
    let with = format!("Cookie: {cookie}");
    let good = ask("GET", "/api/state", &[host.clone(), with.clone()]);
    assert_eq!(good.status, 200);
    for header in [
        "content-security-policy: default-src 'none'",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        "x-frame-options: DENY",
    ] {
        assert!(good.head.contains(header), "{}", good.head);
    }
    assert!(
        !good.head.contains("unsafe-inline") && !good.head.to_lowercase().contains("access-control"),
        "{}",
        good.head
    );
    // No token, a wrong one, one of another length, the cookie of another desk.
    assert_eq!(ask("GET", "/api/state", from_ref(&host)).status, 401);
    assert_eq!(ask("GET", "/", from_ref(&host)).status, 401);
    for wrong in ["0".repeat(64), "0".to_owned(), String::new(), desk.token[1..].to_owned()] {
        assert_eq!(ask("GET", &format!("/?t={wrong}"), from_ref(&host)).status, 401);
        assert_eq!(ask("GET", "/", &[host.clone(), format!("Cookie: dossier-{}={wrong}", desk.port)]).status, 401);
    }
    assert_eq!(ask("GET", "/", &[host.clone(), format!("Cookie: dossier-1={}", desk.token)]).status, 401);
    // The token becomes a cookie, and leaves the address.
    let given = ask("GET", &format!("/?t={}", desk.token), from_ref(&host));
    assert_eq!(given.status, 303);
    assert!(
        given.head.contains("HttpOnly; SameSite=Strict") && given.head.contains("location: /\r\n"),
        "{}",
        given.head
    );
    // A name that was made to lead here, another port, none, two.
    for wrong in
        ["evil.example".to_owned(), format!("localhost.evil:{}", desk.port), "127.0.0.1".into(), "127.0.0.1:1".into()]
    {
        assert_eq!(ask("GET", "/api/state", &[format!("Host: {wrong}"), with.clone()]).status, 421, "{wrong}");
    }
    assert_ne!(ask("GET", "/api/state", from_ref(&with)).status, 200);
    assert_ne!(ask("GET", "/api/state", &[host.clone(), "Host: evil.example".into(), with.clone()]).status, 200);
    // Another site's page, and a change that names no page.
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"] {
        let lines = [host.clone(), with.clone(), format!("Origin: {origin}")];
        assert_eq!(ask("GET", "/api/state", &lines).status, 403, "{origin}");
        assert_eq!(ask("POST", "/api/undo", &lines).status, 403, "{origin}");
    }
    assert_eq!(ask("POST", "/api/undo", &[host.clone(), with.clone()]).status, 403);
    assert_eq!(ask("GET", "/api/state", &[host, with, "Sec-Fetch-Site: cross-site".into()]).status, 403);
}

#[test]
fn nothing_outside_the_folder_is_shown() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("secret.jpg"), "secret").expect("a file");
    let folder = small();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.path().join("secret.jpg"), folder.path().join("毕业照.jpg"))
            .expect("a link");
        std::os::unix::fs::symlink(outside.path(), folder.path().join("证件")).expect("a link");
    }
    let desk = Desk::ready(folder.path());
    let absolute = outside.path().join("secret.jpg").display().to_string();
    for path in [
        "../secret.jpg".to_owned(),
        "..%2fsecret.jpg".into(),
        "%2e%2e/%2e%2e/etc/passwd".into(),
        absolute.clone(),
        absolute.replace('/', "%2f"),
        "毕业照.jpg".into(),
        "证件/secret.jpg".into(),
        "applicant.toml".into(),
    ] {
        for around in [
            path.clone(),
            format!("api/picture/{path}/small"),
            format!("api/picture/{path}/large-clear"),
            format!("api/printed/{path}"),
        ] {
            let answer = desk.get(&format!("/{around}"));
            assert!(matches!(answer.status, 400 | 404), "{around}: {}", answer.status);
            assert!(!String::from_utf8_lossy(&answer.body).contains("secret"));
        }
    }
    let state = desk.state(|_| true).to_string();
    assert!(
        !state.contains(&outside.path().display().to_string()) && !state.contains(&folder.path().display().to_string())
    );
    for id in ["../x", &absolute, ""] {
        let answer = desk.post("/api/turn", &json!({"id": id, "quarters": 1}));
        assert_eq!(answer.status, 409, "{id}");
    }
    assert_eq!(fs::read(outside.path().join("secret.jpg")).expect("a file"), b"secret");
}

#[test]
fn large_odd_and_many_requests_are_survived() {
    let folder = small();
    let mut desk = Desk::ready(folder.path());
    let (own, cookie) = (desk.own(), desk.cookie());
    // A gigabyte is announced, and some of it comes.
    let head = format!(
        "POST /api/form HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nCookie: {cookie}\r\nContent-Length: 1073741824\r\nConnection: close\r\n\r\n"
    );
    let sent = [head.into_bytes(), vec![b' '; 4 * 1024 * 1024]].concat();
    assert!(matches!(desk.raw(&sent).status, 413 | 0));
    for body in [&b"{"[..], b"[]", b"\xFF\xFE", b"{\"seen\":1}"] {
        let head = format!(
            "POST /api/form HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nCookie: {cookie}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        assert_eq!(desk.raw(&[head.as_bytes(), body].concat()).status, 400);
    }
    let endless = vec![b'A'; 200_000];
    for odd in [&b"\x16\x03\x01\x02\x00\x01"[..], b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", &endless] {
        assert!(matches!(desk.raw(odd).status, 0 | 400..=599));
    }
    for _ in 0..10 {
        // A thousand each, on one connection.
        let mut stream = desk.connect();
        let one = format!("GET /api/none HTTP/1.1\r\nHost: {own}\r\nCookie: {cookie}\r\n\r\n");
        let mut reader = stream.try_clone().expect("a socket");
        let counting = std::thread::spawn(move || {
            let (mut bytes, mut piece) = (Vec::new(), vec![0; 65536]);
            while bytes.windows(12).filter(|word| *word == b"HTTP/1.1 404").count() < 1000 {
                match reader.read(&mut piece) {
                    Ok(read) if read > 0 => bytes.extend_from_slice(&piece[..read]),
                    _ => return false,
                }
            }
            true
        });
        for _ in 0..1000 {
            stream.write_all(one.as_bytes()).expect("taken");
        }
        assert!(counting.join().expect("counted"));
    }
    assert!(desk.is_running());
    assert_eq!(desk.get("/api/state").status, 200);
}

#[test]
fn slow_clients_do_not_keep_others_out() {
    let folder = small();
    let desk = Desk::ready(folder.path());
    // More than there is room for, each with half a head.
    let slow: Vec<_> = (0..80)
        .map(|_| {
            let mut stream = desk.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHo").expect("taken");
            stream
        })
        .collect();
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(desk.get("/api/state").status, 200, "there is room again once the slow ones are put out");
    drop(slow);
}

#[test]
fn a_taken_port_gives_way_and_two_desks_stand_beside_each_other() {
    let folder = small();
    let one = Desk::ready(folder.path());
    let two = Desk::open(folder.path(), &["--port", &one.port.to_string()]);
    assert_ne!(one.port, two.port);
    two.state(|state| state["ready"] == true);
    // The other desk's key opens nothing here.
    let (own, cookie) = (two.own(), one.cookie());
    let answer =
        two.raw(format!("GET / HTTP/1.1\r\nHost: {own}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n").as_bytes());
    assert_eq!(answer.status, 401);
    // What one changes, the other shows.
    let form = one.get("/api/form").json();
    let source = form["source"].as_str().expect("the text");
    let saved = one.post("/api/form", &json!({"seen": source, "source": format!("{source}\n# x\n")}));
    assert_eq!(saved.status, 200, "{saved:?}");
    let other = two.post("/api/form", &json!({"seen": source, "source": format!("{source}\n# y\n")}));
    assert_eq!(other.status, 409, "what somebody else wrote meanwhile is not overwritten");
    two.state(|state| state["undo"] == true);
    assert_eq!(two.post("/api/undo", &json!({})).status, 200);
    assert_eq!(fs::read_to_string(folder.path().join("applicant.toml")).expect("the data"), source);
}

#[test]
fn a_folder_that_goes_is_said_and_one_that_comes_back_is_shown() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, away) = (home.path().join("王小明"), home.path().join("elsewhere"));
    fs::rename(small().keep(), &folder).expect("moved");
    let desk = Desk::ready(&folder);
    fs::rename(&folder, &away).expect("moved");
    let gone = desk.state(|state| !state["trouble"].is_null());
    assert_eq!(gone["writable"], false, "{gone:#}");
    assert_eq!(desk.post("/api/undo", &json!({})).status / 100, 2);
    fs::rename(&away, &folder).expect("moved");
    desk.state(|state| state["trouble"].is_null() && state["ready"] == true);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_shown_and_not_changed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = small();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("permissions");
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    // An administrator, as whom tests may run, can write anywhere.
    if state["writable"] == false {
        let form = desk.get("/api/form").json();
        let saved = desk.post("/api/form", &json!({"seen": form["source"], "source": "name = \"x\""}));
        assert_eq!(saved.status, 409);
        assert!(saved.json()["trouble"]["en"].as_str().expect("words").contains("cannot be changed"));
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
}
