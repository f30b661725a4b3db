//! Names as the notice wants them: `林晓_购房合同_17` is the contract, and 17 a running number, no page of it.

use crate::dossier::Applicant;
use crate::profile::facts::Named;
use crate::profile::{NamePiece, Profile};
use crate::text::Lang;
use crate::text::typed::{is_unspaced, normalise};
use unicode_normalization::UnicodeNormalization;

/// The profile's scheme with the applicant's answers in it.
#[derive(Debug)]
pub(super) struct Scheme {
    /// What stands before the document, from the front.
    before: Vec<Step>,
    /// What stands behind it, from the end.
    behind: Vec<Step>,
}

/// What one step along a name takes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Signs between words; whether there must be one.
    Gap { needed: bool },
    /// One of these words, each without its signs, as [`folded`] makes it.
    Words(Vec<Vec<char>>),
    /// An answer that is not there yet: letters and digits.
    Any,
    /// The running number.
    Number,
}

impl Scheme {
    pub(super) fn of(profile: &Profile, applicant: Option<&Applicant>) -> Option<Self> {
        let pieces = &profile.naming.as_ref()?.file_name;
        let part = pieces.iter().position(|piece| *piece == NamePiece::Part)?;
        let steps = |pieces: &[NamePiece]| pieces.iter().flat_map(|piece| steps(piece, profile, applicant)).collect();
        let (mut before, mut behind): (Vec<Step>, Vec<Step>) =
            (steps(pieces.get(..part)?), steps(pieces.get(part + 1..)?));
        // Without a sign between them, the number of 合同2 is a page's.
        for steps in [&mut before, &mut behind] {
            for at in 0..steps.len() {
                let is_number = |at: Option<usize>| at.and_then(|at| steps.get(at)) == Some(&Step::Number);
                let needed = is_number(at.checked_sub(1)) || is_number(Some(at + 1));
                if let Some(Step::Gap { needed: is_needed }) = steps.get_mut(at) {
                    *is_needed = needed;
                }
            }
        }
        behind.reverse();
        Some(Self { before, behind })
    }

    /// What a name, without its extension, says of the document, and its running number; `None` where it is named otherwise.
    pub(super) fn read<'n>(&self, name: &'n str) -> Option<(&'n str, Option<u32>)> {
        let characters: Vec<(usize, char)> = name.char_indices().collect();
        let mut number = None;
        let mut rest = characters.as_slice();
        for step in &self.before {
            rest = rest.get(step.taken(rest.iter().map(|(_, one)| *one), false, &mut number)?..)?;
        }
        for step in &self.behind {
            let taken = step.taken(rest.iter().rev().map(|(_, one)| *one), true, &mut number)?;
            rest = rest.get(..rest.len().checked_sub(taken)?)?;
        }
        let (first, last) = (rest.first()?, rest.last()?);
        let said = name.get(first.0..last.0 + last.1.len_utf8())?;
        said.chars().any(char::is_alphanumeric).then_some((said, number))
    }
}

fn steps(piece: &NamePiece, profile: &Profile, applicant: Option<&Applicant>) -> Vec<Step> {
    match piece {
        NamePiece::Literal(text) => {
            let mut steps = Vec::new();
            let characters: Vec<char> = text.chars().collect();
            for run in characters.chunk_by(|a, b| a.is_alphanumeric() == b.is_alphanumeric()) {
                let text: String = run.iter().collect();
                let is_word = run.first().is_some_and(|first| first.is_alphanumeric());
                steps.push(if is_word { Step::Words(vec![folded(&text)]) } else { Step::Gap { needed: false } });
            }
            steps
        }
        NamePiece::Fact(id) => {
            let said = applicant.and_then(|applicant| {
                let Some(Named::Fact(fact)) = profile.asked.named(id) else { return None };
                let value = applicant.answers.facts.get(&fact.id)?;
                let mut shown = [Lang::Zh, Lang::En].map(|lang| folded(&value.shown(fact, lang))).to_vec();
                shown.retain(|word| !word.is_empty());
                (!shown.is_empty()).then_some(shown)
            });
            vec![said.map_or(Step::Any, Step::Words)]
        }
        NamePiece::Number => vec![Step::Number],
        NamePiece::Part => Vec::new(),
    }
}

impl Step {
    /// How many of these characters it takes; `None` where they are not what it wants. They may come from the end.
    fn taken(
        &self,
        characters: impl Iterator<Item = char> + Clone,
        from_end: bool,
        number: &mut Option<u32>,
    ) -> Option<usize> {
        let count = |test: fn(char) -> bool| characters.clone().take_while(|one| test(*one)).count();
        match self {
            Self::Gap { needed } => Some(count(|one| !one.is_alphanumeric())).filter(|taken| *taken > 0 || !needed),
            Self::Any => Some(count(char::is_alphanumeric)).filter(|taken| *taken > 0),
            Self::Number => {
                let taken = count(|one| digit(one).is_some());
                let mut digits: String = characters.take(taken).filter_map(digit).collect();
                if from_end {
                    digits = digits.chars().rev().collect();
                }
                *number = Some(digits.parse().ok()?);
                Some(taken)
            }
            Self::Words(words) => words.iter().find_map(|word| whole(word, &characters, from_end)),
        }
    }
}

/// How many characters a word takes, with the signs in it. A Latin word must not be the beginning or the end of another.
fn whole(word: &[char], characters: &(impl Iterator<Item = char> + Clone), from_end: bool) -> Option<usize> {
    let at = |place: usize| if from_end { word.len().checked_sub(place + 1) } else { Some(place) };
    let mut place = 0;
    let mut taken = 0;
    for character in characters.clone() {
        if place == word.len() {
            break;
        }
        let mut letters = folded(character.encode_utf8(&mut [0; 4]));
        if from_end {
            letters.reverse();
        }
        for letter in letters {
            if at(place).and_then(|at| word.get(at)) != Some(&letter) {
                return None;
            }
            place += 1;
        }
        taken += 1;
    }
    let is_latin = |character: char| character.is_alphanumeric() && !is_unspaced(character);
    let last = at(word.len().checked_sub(1)?).and_then(|at| word.get(at)).copied()?;
    let goes_on = is_latin(last) && characters.clone().nth(taken).is_some_and(is_latin);
    (place == word.len() && !goes_on).then_some(taken)
}

/// A text as names are compared, without its signs.
fn folded(text: &str) -> Vec<char> {
    normalise(text).chars().filter(|character| *character != ' ').collect()
}

/// A digit in ASCII, however wide.
fn digit(character: char) -> Option<char> {
    let mut plain = character.nfkc();
    plain.next().filter(char::is_ascii_digit).filter(|_| plain.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(before: Vec<Step>, behind: Vec<Step>) -> Scheme {
        Scheme { before, behind }
    }

    #[test]
    fn the_name_and_the_running_number_are_no_part_of_the_document() {
        let name = |text: &str| Step::Words(vec![folded(text)]);
        let gap = |needed| Step::Gap { needed };
        let of = |who: &str| scheme(vec![name(who), gap(false)], vec![Step::Number, gap(true)]);
        let read = |name| of("林晓").read(name);
        assert_eq!(read("林晓_签字的申报表正反面_02"), Some(("签字的申报表正反面", Some(2))));
        assert_eq!(read("林 晓－购房合同1 ０17"), Some(("购房合同1", Some(17))));
        for other in ["林晓_购房合同17", "购房合同_17", "林晓_17", "", "林", "林晓", "_", "林晓__1"] {
            assert_eq!(read(other), None, "{other}");
        }
        assert_eq!(of("Li").read("License_2"), None, "the beginning of another word");
        assert_eq!(of("Li").read("LI license 2"), Some(("license", Some(2))));
        let unknown = scheme(vec![Step::Any, gap(false)], vec![name("2026"), gap(false)]);
        assert_eq!(unknown.read("林晓_居住证_2026"), Some(("居住证", None)));
    }
}
