//! What a person changes at the desk, each a use case and each taken back by undo.

use super::answer::{body, bytes, in_words, json, trouble};
use super::at::At;
use super::session::{BY, Session};
use super::state::Shown;
use crate::app::{
    FixOrder, Offer, cut_picture, fix_dossier, make_moves, offers, save_answers, save_source, turn_picture, undo_any,
    view_form,
};
use crate::dossier::load::from_source;
use crate::failure::{Rejected, failure};
use crate::fix::Options;
use crate::skeleton::Answered;
use crate::sort::{Choice, Moves, in_order, moves};
use crate::text::{Lang, Text};
use anyhow::Result;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::atomic::AtomicBool;

/// What became of a change.
#[derive(Default, Serialize)]
struct Done {
    /// The version that shows it.
    version: u64,
    /// What a person should know of it.
    notes: Vec<Text>,
}

/// Runs a change away from the threads that answer, and says what became of it.
pub(super) async fn change(
    at: At,
    what: impl FnOnce(&Session, &Shown) -> Result<Vec<Text>> + Send + 'static,
) -> Response {
    done(move || {
        let done = at.session.change(what);
        done.map(|notes| Done { version: at.session.shown().version, notes })
    })
    .await
}

/// [`change`] by what the page sent.
pub(super) async fn change_as<T: DeserializeOwned + Send + 'static>(
    at: At,
    sent: Body,
    what: impl FnOnce(&T, &Session, &Shown) -> Result<Vec<Text>> + Send + 'static,
) -> Response {
    match body::<T>(sent).await {
        Ok(asked) => change(at, move |session, shown| what(&asked, session, shown)).await,
        Err(refused) => refused,
    }
}

/// Works away from the threads that answer.
pub(super) async fn done<T: Serialize + Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(done)) => json(&done),
        Ok(Err(error)) => trouble(StatusCode::CONFLICT, in_words(&error)),
        Err(_) => {
            trouble(StatusCode::INTERNAL_SERVER_ERROR, Text { zh: "内部错误".into(), en: "internal error".into() })
        }
    }
}

/// Pictures and the places chosen for them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Placing {
    version: u64,
    choices: Vec<Chosen>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    id: String,
    place: usize,
    #[serde(default)]
    kind: usize,
}

/// Gives pictures the names of places.
pub(super) async fn place(at: At, sent: Body) -> Response {
    change_as(at, sent, |placing: &Placing, session, shown| {
        let dossier = &current(shown, placing.version)?.dossier;
        let choices: Result<Vec<Choice>> = placing
            .choices
            .iter()
            .map(|one| Ok(Choice { scan: scan(shown, &one.id)?, place: one.place, kind: one.kind }))
            .collect();
        made(session, &moves(dossier, &choices?, session.names))
    })
    .await
}

/// The pages of a place in their order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ordering {
    version: u64,
    place: usize,
    ids: Vec<String>,
}

/// Numbers pages anew.
pub(super) async fn order(at: At, sent: Body) -> Response {
    change_as(at, sent, |ordering: &Ordering, session, shown| {
        let dossier = &current(shown, ordering.version)?.dossier;
        let scans = ordering.ids.iter().map(|id| scan(shown, id)).collect::<Result<Vec<_>>>()?;
        made(session, &in_order(dossier, ordering.place, &scans, session.names))
    })
    .await
}

fn made(session: &Session, moves: &Moves) -> Result<Vec<Text>> {
    make_moves(&session.folder, moves, BY)?;
    Ok(moves.stay.iter().map(|(_, why)| why.clone()).collect())
}

/// A picture to turn.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turning {
    id: String,
    /// Quarters to the right.
    quarters: u8,
}

/// Turns a picture in its file.
pub(super) async fn turn(at: At, sent: Body) -> Response {
    change_as(at, sent, |turning: &Turning, session, shown| {
        let (_, scan) = shown.scan(&turning.id).ok_or_else(gone)?;
        let steps = turn_picture(&session.folder, scan, turning.quarters, BY)?;
        Ok(steps.iter().map(crate::fix::Step::text).collect())
    })
    .await
}

/// A picture to cut to its sheet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cutting {
    id: String,
}

/// Cuts away what lies around the sheet in a picture.
pub(super) async fn cut(at: At, sent: Body) -> Response {
    change_as(at, sent, |cutting: &Cutting, session, shown| {
        let (_, scan) = shown.scan(&cutting.id).ok_or_else(gone)?;
        let steps = cut_picture(&session.folder, scan, BY)?;
        Ok(steps.iter().map(crate::fix::Step::text).collect())
    })
    .await
}

/// Repairs everything that can be repaired, in the folder.
pub(super) async fn fix(at: At) -> Response {
    change(at, |session, _| {
        let options = Options {
            crop_photo: false,
            crop: false,
            deskew: false,
            keep_names: false,
            names: session.names,
            pages: Vec::new(),
        };
        let stop = AtomicBool::new(false);
        let order = FixOrder { folder: &session.folder, output: None, dry_run: false, options: &options, stop: &stop };
        let repair = fix_dossier(order, &session.settings(), &|_| {})?;
        let changed = |row: &&crate::fix::Done| !row.steps.is_empty() || row.obstacle.is_some() || row.from != row.to;
        let line = |row: &crate::fix::Done| {
            let (zh, en): (Vec<_>, Vec<_>) = row
                .steps
                .iter()
                .map(crate::fix::Step::text)
                .chain(row.obstacle.clone())
                .map(|text| (text.zh, text.en))
                .unzip();
            let name = row.to.shown();
            Text { zh: format!("{name}：{}", zh.join("，")), en: format!("{name}: {}", en.join(", ")) }
        };
        Ok(repair.rows.iter().filter(changed).map(line).collect())
    })
    .await
}

/// Takes the last change back, whoever made it.
pub(super) async fn undo(at: At) -> Response {
    change(at, |session, _| {
        let undone = undo_any(&session.folder)?.unwrap_or_default();
        let left = |(path, why): &(crate::dossier::RelPath, Text)| Text {
            zh: format!("{}：{}", path.shown(), why.zh),
            en: format!("{}: {}", path.shown(), why.en),
        };
        if !undone.done && !undone.left.is_empty() {
            return Err(not_undone(&undone.left.iter().map(left).collect::<Vec<_>>(), undone.stays));
        }
        let away = |(path, kept): &(crate::dossier::RelPath, String)| Text {
            zh: format!("{}：已取出，保存在 {kept}", path.shown()),
            en: format!("{}: taken out, kept as {kept}", path.shown()),
        };
        Ok(undone.left.iter().map(left).chain(undone.put_away.iter().map(away)).collect())
    })
    .await
}

/// Why nothing was taken back; whether it can be tried again.
fn not_undone(left: &[Text], stays: bool) -> anyhow::Error {
    let said = |lang, with: &str| left.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(with);
    let (again_zh, again_en) =
        if stays { ("；排除以后再撤销一次", "; once that is out of the way, undo again") } else { ("", "") };
    failure(
        format!("没有撤销：{}{again_zh}", said(Lang::Zh, "；")),
        format!("not undone: {}{again_en}", said(Lang::En, "; ")),
    )
}

/// The form with the text that it is made from.
#[derive(Serialize)]
struct FormAndText {
    source: String,
    form: crate::skeleton::form::Form,
    /// Why the text is no form: what is wrong in it, line by line.
    trouble: Option<Text>,
    /// What the scans say where it is empty; whole numbers, which the page shows masked until they are used.
    offers: Vec<Offer>,
}

/// What the profile asks, and what is answered. The person's own number stands in it unmasked: it is theirs to correct.
pub(super) async fn form(at: At) -> Response {
    let view = tokio::task::spawn_blocking(move || {
        let (source, form) = view_form(&at.session.folder, &at.session.settings())?;
        let shown = at.session.shown();
        let offers = shown.checked.as_deref().map_or_else(Vec::new, |checked| offers(&checked.dossier, &form));
        let trouble = from_source(&source).err().map(|faults| in_words(&Rejected(faults).into()));
        anyhow::Ok(FormAndText { source, form, trouble, offers })
    })
    .await;
    match view {
        Ok(Ok(view)) => match serde_json::to_vec(&view) {
            Ok(made) => bytes("application/json", made),
            Err(_) => super::answer::refused(StatusCode::INTERNAL_SERVER_ERROR),
        },
        Ok(Err(error)) => trouble(StatusCode::CONFLICT, in_words(&error)),
        Err(_) => super::answer::refused(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Answers, or the whole text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Saving {
    /// The text that they were given for.
    seen: String,
    answers: Option<Answered>,
    source: Option<String>,
}

/// Writes answers into `applicant.toml`.
pub(super) async fn save(at: At, sent: Body) -> Response {
    change_as(at, sent, |saving: &Saving, session, _| {
        let folder = &session.folder;
        match (&saving.source, &saving.answers) {
            (Some(source), _) => save_source(folder, &saving.seen, source, BY)?,
            (None, Some(answers)) => save_answers(folder, &session.settings(), &saving.seen, answers, BY)?,
            (None, None) => {}
        }
        Ok(Vec::new())
    })
    .await
}

/// The answer that a page saw, if it is still the last one: a place's number means nothing in another.
fn current(shown: &Shown, version: u64) -> Result<&crate::report::Checked> {
    shown
        .checked
        .as_deref()
        .filter(|_| shown.version == version)
        .ok_or_else(|| failure("文件夹刚刚变了，请再看一眼", "the folder has just changed: look again"))
}

fn scan(shown: &Shown, id: &str) -> Result<usize> {
    shown.scan(id).map(|(at, _)| at).ok_or_else(gone)
}

pub(super) fn gone() -> anyhow::Error {
    failure("这个文件不在了，请再看一眼", "this file is not there any more: look again")
}
