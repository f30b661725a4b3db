//! A picture turned because a person said so: without loss where its size allows.

use super::judge::Judge;
use super::make::{Opened, make};
use super::planned::{Make, Source};
use super::step::{Step, left_as_it_is};
use crate::dossier::Scan;
use crate::failure::failure;
use crate::jpeg::Orientation;
use crate::seen::Content;
use crate::text::Text;
use anyhow::Result;

/// The picture of a JPEG turned by `turn` as it is seen, and what was done.
///
/// # Errors
/// It is no JPEG, or cannot be turned; in words.
pub fn turned(scan: &Scan, bytes: Vec<u8>, turn: Orientation) -> Result<(Vec<u8>, Vec<Step>)> {
    let content = scan.inspected.content;
    let Some(picture) = scan.inspected.picture.as_ref().filter(|_| content == Content::Jpeg) else {
        return Err(failure(
            "只有 JPG 能直接旋转；先按“修复”转成 JPG，再旋转",
            "only a JPG is turned as it is: let “repair” make a JPG of it first",
        ));
    };
    let turn = picture.orientation.unwrap_or_default().then(turn);
    // What its parts ask of its size is the repair's business; here nothing but the direction changes.
    let work = Make { turn, rewrite: true, ..Make::of(Source::Jpeg) };
    let file = Opened::new(bytes, content);
    let made = make(&file, &work, vec![Step::Turned], Judge::default()).map_err(|obstacle| {
        let why = left_as_it_is(content, Some(obstacle)).unwrap_or_else(|| Text::same("?"));
        failure(format!("不能旋转：{}", why.zh), format!("it cannot be turned: {}", why.en))
    })?;
    Ok((made.bytes, made.steps))
}
