//! Behind the roster, too, nobody else comes in, and nothing outside of the staff folder is shown.

use crate::desk::client::Desk;
use crate::desk::staff::{person, school};
use serde_json::json;
use std::fs;

/// Every kind of address that the roster has beside those of one dossier's desk.
fn addresses(id: &str) -> Vec<(&'static str, String)> {
    let own = |path: &str| format!("/person/{id}{path}");
    let mut all =
        vec![("GET", "/".to_owned()), ("GET", "/api/people".to_owned()), ("GET", "/api/people/events".to_owned())];
    all.extend(["/", "/api/state", "/api/report", "/api/events", "/api/form"].map(|path| ("GET", own(path))));
    let changes = ["place", "order", "turn", "fix", "undo", "form", "pack", "print", "open"];
    all.extend(changes.map(|what| ("POST", own(&format!("/api/{what}")))));
    all
}

#[test]
fn only_the_browser_that_has_the_address_comes_in() {
    let staff = school();
    let desk = Desk::staff(staff.path(), &[]);
    let people = desk.people(|_| true);
    let id = person(&people, "机电系/王小明")["id"].as_str().expect("an id").to_owned();
    let (own, cookie) = (format!("Host: {}", desk.own()), format!("Cookie: {}", desk.cookie()));
    let origin = format!("Origin: http://{}", desk.own());
    let ask = |method: &str, path: &str, lines: &[&str]| {
        let lines = lines.join("\r\n");
        let request = format!("{method} {path} HTTP/1.1\r\n{lines}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        desk.raw(request.as_bytes()).status
    };
    let wrong_cookie = format!("Cookie: dossier-{}={}", desk.port, "0".repeat(64));
    let journal = staff.path().join("机电系/王小明/.dossier");
    for (method, path) in addresses(&id) {
        assert_eq!(ask(method, &path, &[&own, &origin]), 401, "{method} {path}: no token");
        assert_eq!(ask(method, &path, &[&own, &origin, &wrong_cookie]), 401, "{method} {path}: a wrong one");
        assert_eq!(ask(method, &path, &["Host: evil.example", &origin, &cookie]), 421, "{method} {path}: another name");
        assert_eq!(ask(method, &path, &[&own, "Origin: http://evil.example", &cookie]), 403, "{method} {path}");
        assert_eq!(ask(method, &path, &[&own, "Sec-Fetch-Site: cross-site", &cookie]), 403, "{method} {path}");
        if method == "POST" {
            assert_eq!(ask(method, &path, &[&own, &cookie]), 403, "{method} {path}: no origin");
        }
        // The token opens the first page alone.
        assert_eq!(ask("GET", &format!("/person/{id}/?t={}", desk.token), &[&own]), 401);
    }
    assert!(!journal.exists(), "nothing was changed");
    let page = desk.get(&format!("/person/{id}/"));
    assert!(page.head.contains("content-security-policy: default-src 'none'"), "{}", page.head);
}

#[test]
fn no_address_leaves_the_staff_folder() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("applicant.toml"), "name = \"secret\"").expect("a file");
    let staff = school();
    let desk = Desk::staff(staff.path(), &[]);
    let before = desk.people(|_| true);
    let id = person(&before, "机电系/李四")["id"].as_str().expect("an id").to_owned();
    let away = outside.path().display().to_string();
    let odd = [
        "..",
        ".",
        "%2e%2e",
        "..%2f..%2fetc",
        "%2Fetc",
        "机电系%2F李四",
        "机电系/李四",
        "..%5c..",
        "%00",
        "%ff",
        "0000000000000000",
        "",
        &away,
        &away.replace('/', "%2f"),
        &format!("{id}%2f.."),
        &format!("{id}/../.."),
        &id.to_uppercase(),
        &format!("%20{id}"),
    ]
    .map(ToOwned::to_owned);
    for person in odd.iter().filter(|odd| **odd != id) {
        for path in ["/", "/api/state", "/api/report", "/api/form", "/api/picture/x/large-clear", "/api/printed/form"] {
            let answer = desk.get(&format!("/person/{person}{path}"));
            assert!(matches!(answer.status, 400 | 404), "{person}{path}: {}", answer.status);
            assert!(!String::from_utf8_lossy(&answer.body).contains("secret"));
        }
        for change in ["undo", "fix", "form", "pack"] {
            let answer = desk.post(&format!("/person/{person}/api/{change}"), &json!({"seen": "", "source": "x"}));
            assert!(matches!(answer.status, 400 | 404), "{person} {change}: {}", answer.status);
        }
    }
    // One dossier's own addresses lead nowhere here.
    for path in ["/api/state", "/api/report", "/api/form"] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
    assert_eq!(fs::read_to_string(outside.path().join("applicant.toml")).expect("a file"), "name = \"secret\"");
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_leads_nowhere() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    for name in ["李四", "王小明"] {
        fs::create_dir(outside.path().join(name)).expect("a folder");
        fs::write(outside.path().join(name).join("applicant.toml"), "name = \"secret\"").expect("a file");
    }
    let staff = school();
    let desk = Desk::staff(staff.path(), &[]);
    let before = desk.people(|_| true);
    let id = |folder: &str| person(&before, folder)["id"].as_str().expect("an id").to_owned();
    let (one, two) = (id("机电系/李四"), id("机电系/王小明"));
    // Somebody's own folder, then the department that two lie in; before and after the roster has noticed.
    fs::rename(staff.path().join("机电系/李四"), staff.path().join("李四")).expect("moved");
    symlink(outside.path().join("李四"), staff.path().join("机电系/李四")).expect("a link");
    let leads_nowhere = |id: &str| {
        for path in ["/", "/api/form", "/api/state"] {
            let answer = desk.get(&format!("/person/{id}{path}"));
            assert!(answer.status == 404 && !String::from_utf8_lossy(&answer.body).contains("secret"), "{path}");
        }
    };
    leads_nowhere(&one);
    desk.people(|people| people["skipped"].to_string().contains("links are not followed"));
    leads_nowhere(&one);
    fs::rename(staff.path().join("机电系"), staff.path().join("电机系")).expect("moved");
    symlink(outside.path(), staff.path().join("机电系")).expect("a link");
    leads_nowhere(&two);
    desk.people(|people| !people["order"].to_string().contains(&two));
    leads_nowhere(&two);
    assert!(!desk.people(|_| true).to_string().contains("secret"));
}

#[test]
fn a_staff_folder_that_goes_is_said_and_one_that_comes_back_is_shown() {
    let home = tempfile::tempdir().expect("a folder");
    let (staff, away) = (home.path().join("全校"), home.path().join("elsewhere"));
    fs::rename(school().keep(), &staff).expect("moved");
    let desk = Desk::staff(&staff, &[]);
    fs::rename(&staff, &away).expect("moved");
    desk.people(|people| !people["trouble"].is_null());
    fs::rename(&away, &staff).expect("moved");
    desk.people(|people| people["trouble"].is_null() && people["order"].as_array().is_some_and(|ids| ids.len() == 3));
}
