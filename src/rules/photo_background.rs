//! D317: a photo before something other than a plain white, blue or red wall.

use super::photo_framing::is_misplaced;
use super::too_dark::is_dim;
use super::{Check, Drawn, Remedy, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D317",
    name: "photo-background",
    severity: Severity::Warning,
    about: include_str!("photo_background.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let limit = part.limits.get(LimitName::BackgroundSpread)?;
    let look = place::look(scan)?;
    let background = look.background?;
    // A head out of place hides the wall (D318), and in the dark no wall has a colour (D309).
    if is_misplaced(part, look) || is_dim(part, look) {
        return None;
    }
    let (path, most, spread) = (scan.path.shown(), limit.value, f64::from(background.spread));
    if spread > most {
        let what = Text { zh: format!("不超过 {most} 级"), en: format!("at most {most}") };
        let asked = words::asked(limit, &what);
        let message = Text {
            zh: format!("照片“{path}”的背景不是单一颜色：深浅相差 {spread:.0} 级，{}。", asked.zh),
            en: format!(
                "The background of the photo “{path}” is not plain: it strays by {spread:.0} levels; {}.",
                asked.en
            ),
        };
        return Some(Fault::warning(message, fix()).measured(format!("≤ {most}"), format!("{spread:.0}")));
    }
    let [red, green, blue] = background.colour;
    let colour = format!("#{red:02X}{green:02X}{blue:02X}");
    named(background.colour).is_none().then(|| {
        let message = Text {
            zh: format!("照片“{path}”的背景不是白、蓝、红中的一种（{colour}）。"),
            en: format!("The background of the photo “{path}” is neither white nor blue nor red ({colour})."),
        };
        Fault::warning(message, fix()).measured("white, blue, red", colour)
    })
}

/// What people call the colour of a photo's background.
fn named([red, green, blue]: [u8; 3]) -> Option<&'static str> {
    let (red, green, blue) = (i16::from(red), i16::from(green), i16::from(blue));
    let (lowest, highest) = (red.min(green).min(blue), red.max(green).max(blue));
    if blue == highest && blue - red >= 25 {
        Some("blue")
    } else if red == highest && red - green >= 50 && red - blue >= 30 {
        Some("red")
    } else if lowest >= 175 {
        Some("white")
    } else {
        None
    }
}

fn fix() -> Text {
    Text {
        zh: "换一张标准证件照：白、蓝或红色的单色背景，没有花纹、家具和影子。".to_owned(),
        en: "Use a standard ID photo with a plain white, blue or red background: no pattern, no furniture, no shadow."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::dossier::look::Background;
    use crate::rules::testing::{codes, complete, see};

    #[test]
    fn colours_of_real_studios_have_names() {
        for (colour, name) in [
            ([255, 255, 255], Some("white")),
            ([176, 208, 231], Some("blue")),
            ([67, 142, 219], Some("blue")),
            ([0, 191, 243], Some("blue")),
            ([220, 30, 30], Some("red")),
            ([200, 200, 195], Some("white")),
            ([30, 30, 30], None),
            ([90, 160, 90], None),
        ] {
            assert_eq!(named(colour), name, "{colour:?}");
        }
    }

    #[test]
    fn asked_of_the_photo_alone() {
        let busy = Some(Background { colour: [120; 3], spread: 40.0 });
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| look.background = busy);
        assert_eq!(codes(&dossier), [""; 0]);
        see(&mut dossier, "photo/photo", |look| look.background = busy);
        assert_eq!(codes(&dossier), ["D317"]);
        see(&mut dossier, "photo/photo", |look| {
            look.background = Some(Background { colour: [30; 3], spread: 3.0 });
        });
        assert_eq!(codes(&dossier), ["D317"]);
    }
}
