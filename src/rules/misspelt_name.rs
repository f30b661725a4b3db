//! The name in `applicant.toml` against the one that the pages agree on: a wrong character of the same sound is the
//! commonest slip, and one page alone may be misread.

use super::page_words::{Page, there};
use crate::dossier::understood::{Found, Named};
use crate::finding::Fault;
use crate::profile::Role;
use crate::text::Text;
use std::collections::BTreeMap;

/// Pages that must agree on a name; the ID card needs one less.
const PAGES: usize = 3;

/// A name that several pages bear at a label, each character of it certain, while the applicant's own stands on none.
pub(super) fn fault(pages: &[Page<'_>], certain: u8) -> Option<Fault> {
    let own = plain(&pages.first()?.dossier.applicant.as_ref()?.name);
    if own.is_empty() || pages.iter().any(|page| bears(page, &own)) {
        return None;
    }
    let mut others: BTreeMap<&str, Vec<(&Page<'_>, &Named)>> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.says.name && page.may_be_right()) {
        let sure = |named: &&Named| named.seen.least >= certain && (named.differs > 0 || plain(&named.name) != own);
        for named in page.said.names.iter().filter(sure) {
            others.entry(&named.name).or_default().push((page, named));
        }
    }
    let (name, seen) = others.into_iter().max_by_key(|(_, seen)| seen.len())?;
    let card = seen.iter().find(|(page, _)| page.dossier.part(page.slot).0.role == Some(Role::Identity));
    if seen.len() + usize::from(card.is_some()) < PAGES {
        return None;
    }
    let (page, named) = card.or_else(|| seen.first())?;
    Some(told(page, named, name, seen.len()))
}

/// Whether the applicant's own name stands on a page. Where a longer name holds it, only a label tells: 王小 is in 王小明.
fn bears(page: &Page<'_>, own: &str) -> bool {
    let names: Vec<String> = page.said.names.iter().map(|named| plain(&named.name)).collect();
    let in_longer = |name: &String| name != own && name.contains(own);
    names.iter().any(|name| name == own) || page.said.own_name == Some(Found::Exactly) && !names.iter().any(in_longer)
}

/// A name without spaces and points.
fn plain(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).collect()
}

fn told(page: &Page<'_>, named: &Named, name: &str, count: usize) -> Fault {
    let own = page.dossier.applicant.as_ref().map_or("", |applicant| applicant.name.as_str());
    let path = page.scan.path.shown();
    let message = Text {
        zh: format!("“{path}”等 {count} 张上写的姓名都是“{name}”，applicant.toml 里是“{own}”。"),
        en: format!("The name on “{path}” and others, {count} in all, is “{name}”; applicant.toml has “{own}”."),
    };
    let fix = Text {
        zh: "对照身份证：写错了就改 applicant.toml 里的 name；没有写错的，不用理会，或在 applicant.toml 里写明接受（[[waive]]）。"
            .to_owned(),
        en: "Compare it with the ID card: correct name in applicant.toml; where it is right, leave it, or accept it in \
             applicant.toml ([[waive]])."
            .to_owned(),
    };
    let fault = Fault::warning(message, fix).measured(own, name.to_owned());
    fault.at(page.place()).reading(there(page.scan, &named.seen))
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::dossier::understood::Found;
    use crate::rules::testing::{codes, complete};
    use crate::rules::testing_words::{is, named, tell};

    /// The complete dossier, of an applicant of this name, where so many pages bear 王小明 at a label.
    fn dossier(own: &str, places: &[&str], found: Found) -> Dossier {
        let mut dossier = complete();
        if let Some(applicant) = &mut dossier.applicant {
            own.clone_into(&mut applicant.name);
        }
        for at in places {
            tell(&mut dossier, at, |says| says.name = true);
            is(&mut dossier, at, at);
            named(&mut dossier, at, "王小明", (1, 98), found);
        }
        dossier
    }

    #[test]
    fn one_character_is_told_where_pages_agree() {
        let three = ["summary/summary", "education/degree", "ce/public@2019"];
        for own in ["王晓明", "王小", "王小明明", "x"] {
            assert!(codes(&dossier(own, &three, Found::Nearly)).contains(&"D707"), "{own}");
        }
        assert!(codes(&dossier("王晓明", &["id/front", "education/degree"], Found::Nearly)).contains(&"D707"));
        assert!(!codes(&dossier("王晓明", &three[1..], Found::Nearly)).contains(&"D707"), "two may be misread");
        assert!(!codes(&dossier("王小明", &three, Found::Exactly)).contains(&"D707"));
        let mut once = dossier("王晓明", &three, Found::Nearly);
        named(&mut once, "education/degree", "王晓明", (0, 98), Found::Exactly);
        assert!(!codes(&once).contains(&"D707"), "one page has it as it is declared");
    }
}
