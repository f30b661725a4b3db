//! D317: a photo before something other than a plain white, blue or red wall.

use super::photo_framing::is_misplaced;
use super::too_dark::is_dim;
use super::{Asks, Check, Drawn, Remedy, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part, Wall};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D317",
    name: "photo-background",
    severity: Severity::Warning,
    about: include_str!("photo_background.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    says_words: true,
    asks: Asks::Backgrounds,
    ..Rule::DEFAULTS
};

/// What studios put behind a head.
const EVERY: &[Wall] = &[Wall::White, Wall::Blue, Wall::Red];

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let limit = part.limits.get(LimitName::BackgroundSpread);
    if limit.is_none() && part.walls.is_empty() {
        return None;
    }
    let look = place::look(scan)?;
    let background = look.background?;
    // A head out of place hides the wall (D318), and in the dark no wall has a colour (D309).
    if is_misplaced(part, look) || is_dim(part, look) {
        return None;
    }
    let (path, spread) = (scan.path.shown(), f64::from(background.spread));
    if let Some(limit) = limit.filter(|limit| spread > limit.value) {
        return Some(not_plain(path, limit, spread));
    }
    let walls = if part.walls.is_empty() { EVERY } else { &part.walls };
    let wall = wall(background.colour);
    (!wall.is_some_and(|wall| walls.contains(&wall))).then(|| another(path, walls, wall, background.colour))
}

fn not_plain(path: &str, limit: Limit, spread: f64) -> Fault {
    let most = limit.value;
    let asked = words::asked(limit, &Text { zh: format!("不超过 {most} 级"), en: format!("at most {most}") });
    let message = Text {
        zh: format!("照片“{path}”的背景不是单一颜色：深浅相差 {spread:.0} 级，{}。", asked.zh),
        en: format!(
            "The background of the photo “{path}” is not plain: it strays by {spread:.0} levels; {}.",
            asked.en
        ),
    };
    Fault::warning(message, fix(EVERY)).measured(format!("≤ {most}"), format!("{spread:.0}"))
}

fn another(path: &str, walls: &[Wall], wall: Option<Wall>, [red, green, blue]: [u8; 3]) -> Fault {
    let colour = format!("#{red:02X}{green:02X}{blue:02X}");
    let names = Wall::names(walls);
    let (is_zh, is_en) = match wall {
        Some(wall) => (format!("是{}", wall.chinese()), wall.id().to_owned()),
        None => ("是别的颜色".to_owned(), "another colour".to_owned()),
    };
    let message = Text {
        zh: format!("照片“{path}”的背景应当是{}，看上去{is_zh}（{colour}）。", names.zh),
        en: format!("The background of the photo “{path}” must be {}, and is {is_en} ({colour}).", names.en),
    };
    let want: Vec<&str> = walls.iter().map(|wall| wall.id()).collect();
    Fault::warning(message, fix(walls)).measured(want.join(", "), colour)
}

/// What people call the colour of a photo's background.
fn wall([red, green, blue]: [u8; 3]) -> Option<Wall> {
    let (red, green, blue) = (i16::from(red), i16::from(green), i16::from(blue));
    let (lowest, highest) = (red.min(green).min(blue), red.max(green).max(blue));
    if blue == highest && blue - red >= 25 {
        Some(Wall::Blue)
    } else if red == highest && red - green >= 50 && red - blue >= 30 {
        Some(Wall::Red)
    } else if lowest >= 175 {
        Some(Wall::White)
    } else {
        None
    }
}

fn fix(walls: &[Wall]) -> Text {
    let names = Wall::names(walls);
    Text {
        zh: format!("换一张标准证件照：{}的单色背景，没有花纹、家具和影子。", names.zh),
        en: format!(
            "Use a standard ID photo with a plain {} background: no pattern, no furniture, no shadow.",
            names.en
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::wall;
    use crate::profile::Wall;
    use crate::rules::testing::{codes, complete, part, see};
    use crate::seen::look::{Background, Look};

    #[test]
    fn colours_of_real_studios_have_names() {
        for (colour, name) in [
            ([255, 255, 255], Some(Wall::White)),
            ([176, 208, 231], Some(Wall::Blue)),
            ([67, 142, 219], Some(Wall::Blue)),
            ([0, 191, 243], Some(Wall::Blue)),
            ([220, 30, 30], Some(Wall::Red)),
            ([200, 200, 195], Some(Wall::White)),
            ([30, 30, 30], None),
            ([90, 160, 90], None),
        ] {
            assert_eq!(wall(colour), name, "{colour:?}");
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

    #[test]
    fn a_notice_may_ask_for_one_colour() {
        let mut dossier = complete();
        part(&mut dossier, "photo", "photo").walls = vec![Wall::White];
        let before = |colour| move |look: &mut Look| look.background = Some(Background { colour, spread: 3.0 });
        see(&mut dossier, "photo/photo", before([250; 3]));
        assert_eq!(codes(&dossier), [""; 0]);
        see(&mut dossier, "photo/photo", before([67, 142, 219]));
        assert_eq!(codes(&dossier), ["D317"]);
    }
}
