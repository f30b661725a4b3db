//! The end: the package, the papers to print, the folder in the system's file manager.

use super::answer::{body, bytes, in_words, json, refused, trouble};
use super::at::At;
use super::session::{Place, Session};
use crate::app::{
    FormOrder, Kind, OutputFile, PackOrder, Packed, Packing, PaperOrder, Readers, make_form, make_paper, not_merged,
    not_read, pack_dossier, write_file,
};
use crate::dossier::path::{plain, real_place};
use crate::failure::failure;
use crate::package::place::make_folder;
use crate::text::{Lang, Text};
use anyhow::Result;
use axum::body::Body;
use axum::extract::Path as Named;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Something that was made.
#[derive(Serialize)]
struct Made {
    /// The folder, beside the dossier's own.
    folder: String,
    /// Its files.
    files: Vec<String>,
    /// 64 lower-case hex digits, of a package.
    fingerprint: Option<String>,
    /// What a person should know of it.
    notes: Vec<Text>,
}

/// What is printed.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Print {
    Form,
    Paper,
}

impl Print {
    fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Form, Lang::Zh) => "评审表.pdf",
            (Self::Form, Lang::En) => "review-form.pdf",
            (Self::Paper, Lang::Zh) => "纸质材料.pdf",
            (Self::Paper, Lang::En) => "paper.pdf",
        }
    }
}

impl Session {
    /// Where what is made goes: `王小明-上传`, beside the dossier's folder, for nothing is ever written into what is
    /// packed. What is made of one of many people goes beside the folder that holds them all, in `全校-上传/机电系/王小明`.
    fn output(&self) -> Result<Output> {
        let (whole, below) = match &self.staff {
            Some(Place { staff, below }) => (staff, Some(below)),
            None => (&self.folder, None),
        };
        let whole = real_place(whole).map_or_else(|_| whole.clone(), plain);
        let (Some(parent), Some(name)) = (whole.parent(), whole.file_name()) else {
            return Err(failure(
                "这个文件夹没有上级文件夹可以放材料包",
                "there is no folder above this one for the package",
            ));
        };
        let mut name = name.to_owned();
        name.push(match self.names {
            Lang::Zh => "-上传",
            Lang::En => "-to hand in",
        });
        let below: PathBuf = std::iter::once(Path::new(&name)).chain(below.map(PathBuf::as_path)).collect();
        Ok(Output { parent: parent.to_owned(), below })
    }

    fn pack(&self) -> Result<Made> {
        let output = self.output()?;
        let packed = output.filled(|| self.pack_into(&output))?;
        let unmerged = packed.unmerged.iter().map(not_merged);
        let unread = (packed.unread > 0).then(|| not_read(packed.unread));
        let notes = unmerged.chain(packed.warnings).chain(unread).chain(packed.left_out);
        let notes = notes.chain(packed.not_entered).collect();
        Ok(output.with(&packed.written.zip, Some(packed.fingerprint), notes))
    }

    fn pack_into(&self, output: &Output) -> Result<Box<Packed>> {
        let order = PackOrder {
            folder: &self.folder,
            output: &output.path(),
            incomplete: false,
            replace: false,
            register: &self.register,
            known: Some(&self.known()),
        };
        match pack_dossier(order, &self.settings(), &|_| {})? {
            Packing::Refused(_) => Err(failure("还有错误，不能打包", "there are errors left: nothing was packed")),
            Packing::Done(packed) => Ok(packed),
        }
    }

    fn print(&self, what: Print) -> Result<Made> {
        let output = self.output()?;
        let path = output.path().join(what.name(self.names));
        let notes = output.filled(|| self.print_to(&path, what))?;
        Ok(output.with(&path, None, notes))
    }

    fn print_to(&self, path: &Path, what: Print) -> Result<Vec<Text>> {
        let known = self.known();
        let known = Some(&*known);
        let output = OutputFile { path, kind: Kind::Pdf, readers: Readers::Owner, replace: false };
        Ok(match what {
            Print::Form => {
                let form =
                    make_form(FormOrder { folder: &self.folder, copies: None, known }, &self.settings(), &|_| {})?;
                write_file(&output, &form.pdf)?;
                form.warnings
            }
            Print::Paper => {
                let order = PaperOrder { folder: &self.folder, output, watermark: None, known };
                make_paper(order, &self.settings(), &|_| {})?.warnings
            }
        })
    }
}

/// A folder for what is made.
struct Output {
    parent: PathBuf,
    below: PathBuf,
}

impl Output {
    fn path(&self) -> PathBuf {
        self.parent.join(&self.below)
    }

    /// Makes the folder where it is not there, and lets `work` write into it. Where that writes nothing, what was made for it
    /// goes again.
    fn filled<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let mut made = Vec::new();
        let done = self.make(&mut made).and_then(|()| work());
        if done.is_err() {
            for folder in made.iter().rev() {
                // Only an empty folder goes; what is in it is somebody else's.
                let _ = std::fs::remove_dir(folder);
            }
        }
        done
    }

    /// Makes the folder; those that were not there are added to `made`.
    fn make(&self, made: &mut Vec<PathBuf>) -> Result<()> {
        let mut folder = self.parent.clone();
        for name in &self.below {
            folder.push(name);
            if make_folder(&folder)? {
                made.push(folder.clone());
            }
        }
        Ok(())
    }

    /// What was made in it.
    fn with(&self, file: &Path, fingerprint: Option<String>, notes: Vec<Text>) -> Made {
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Made { folder: self.below.to_string_lossy().into_owned(), files: vec![name], fingerprint, notes }
    }
}

/// Writes the package.
pub(super) async fn pack(at: At) -> Response {
    answer(at, Session::pack).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Printing {
    what: Print,
}

/// Writes the form or the paper set.
pub(super) async fn print(at: At, sent: Body) -> Response {
    let printing: Printing = match body(sent).await {
        Ok(printing) => printing,
        Err(refused) => return refused,
    };
    answer(at, move |session| session.print(printing.what)).await
}

async fn answer(at: At, work: impl FnOnce(&Session) -> Result<Made> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(move || work(&at.session)).await {
        Ok(Ok(made)) => json(&made),
        Ok(Err(error)) => trouble(StatusCode::CONFLICT, in_words(&error)),
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Which paper an address names.
#[derive(Deserialize)]
pub(super) struct Paper {
    what: String,
}

/// A paper that was made, for the browser's own viewer and its printing.
pub(super) async fn printed(at: At, Named(paper): Named<Paper>) -> Response {
    let what = match paper.what.as_str() {
        "form" => Print::Form,
        "paper" => Print::Paper,
        _ => return refused(StatusCode::NOT_FOUND),
    };
    let read = tokio::task::spawn_blocking(move || {
        let path = at.session.output().ok()?.path().join(what.name(at.session.names));
        crate::file::read(&path, LARGEST_PAPER).ok()
    });
    match read.await {
        Ok(Some(pdf)) => bytes("application/pdf", pdf),
        _ => refused(StatusCode::NOT_FOUND),
    }
}

/// Bytes of the largest paper set that is shown: 300 scans of 3 MB.
const LARGEST_PAPER: u64 = 1024 * 1024 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    /// `folder` or `output`.
    what: String,
}

/// Shows a folder in the system's file manager.
pub(super) async fn open(at: At, sent: Body) -> Response {
    let opening: Opening = match body(sent).await {
        Ok(opening) => opening,
        Err(refused) => return refused,
    };
    let session = &at.session;
    let path = if opening.what == "output" {
        session.output().ok().map(|output| output.path())
    } else {
        Some(session.folder.clone())
    };
    match path.filter(|path| path.is_dir()) {
        Some(path) if (at.served.opener)(path.as_os_str()) => StatusCode::NO_CONTENT.into_response(),
        _ => trouble(
            StatusCode::CONFLICT,
            Text { zh: "没有能打开文件夹的程序".into(), en: "no program to open the folder with".into() },
        ),
    }
}
