//! Whether a cell has room for what will stand in it: a fault where it has not.

use super::compose::PHOTO;
use crate::config::fields::Fields;
use crate::font;
use crate::paper::breaking::widest_run;
use crate::paper::sheet::PAD_X;
use crate::profile::facts::{Facts, Named};
use crate::text::Text;

/// Says that a text does not stand in one run.
pub(super) fn must_fit(fields: &Fields<'_, '_>, key: &str, text: &str, size: f32, width: f32) {
    let needs = font::width(text, size) + 2.0 * PAD_X;
    if needs > width + 0.5 {
        let message = Text {
            zh: format!("“{text}”一行需要 {needs:.0} 磅，这里只有 {width} 磅"),
            en: format!("\"{text}\" needs {needs:.0} pt in one run, there are {width} pt"),
        };
        fields.faults().add(fields.place(key), message, None);
    }
}

/// Says that a cell is narrower than any photo. One that is too low grows.
pub(super) fn must_hold_photo(cell: &Fields<'_, '_>, width: f32) {
    let least = PHOTO.0;
    if width < least - 0.5 {
        let message = Text {
            zh: format!("照片格宽 {width} 磅，一寸照片宽 25 毫米，要 {least:.0} 磅"),
            en: format!("the photo's cell is {width} pt wide, a one-inch photo of 25 mm needs {least:.0} pt"),
        };
        cell.faults().add(cell.place("width"), message, None);
    }
}

/// Says that a cell cannot hold what will stand in it without breaking a word: any character at all, and each option of a choice.
pub(super) fn must_hold(fields: &Fields<'_, '_>, name: &str, asked: &Facts, size: f32, width: f32) {
    let options: Vec<&Text> = match asked.named(name) {
        Some(Named::Fact(fact) | Named::Own(_, fact)) => fact.options().iter().map(|option| &option.label).collect(),
        _ => Vec::new(),
    };
    let room = width - 2.0 * PAD_X + 0.5;
    // The narrower of the two languages: which is printed, the top of the file says.
    let needs = |text: &Text| widest_run(&text.zh, size).min(widest_run(&text.en, size));
    let anything = Text::same("国");
    let wide = options.into_iter().chain([&anything]).map(|text| (needs(text), text)).find(|(needs, _)| *needs > room);
    if let Some((needs, text)) = wide {
        let needs = needs + 2.0 * PAD_X;
        let message = Text {
            zh: format!("“{name}”填的“{}”一行需要 {needs:.0} 磅，这里只有 {width} 磅", text.zh),
            en: format!(
                "\"{}\", which may stand in `{name}`, needs {needs:.0} pt in one run, there are {width} pt",
                text.en
            ),
        };
        fields.faults().add(fields.span(), message, None);
    }
}
