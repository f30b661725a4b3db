//! How the text of an answer is written: a pattern of digits and letters, or a form that has a name of its own.

use crate::text::{Lang, Text};
use unicode_normalization::UnicodeNormalization;

/// One way to write a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextForm {
    /// Character by character: `9` is a digit, `A` a Latin letter, any other itself, in either case.
    Pattern(String),
    /// An e-mail address.
    Email,
    /// An international bank account number with right check digits (ISO 13616).
    Iban,
}

/// What stands for a digit in a pattern.
pub const DIGIT: char = '9';

/// What stands for a letter in a pattern.
pub const LETTER: char = 'A';

impl TextForm {
    /// Those that have a name, with the word of `facts.toml`.
    pub const NAMED: &'static [(&'static str, Self)] = &[("email", Self::Email), ("iban", Self::Iban)];

    /// Whether a text is written so. Full-width characters and spaces around it do not matter.
    pub fn fits(&self, text: &str) -> bool {
        let text: String = text.nfkc().collect();
        let text = text.trim();
        match self {
            Self::Pattern(pattern) => fits_pattern(pattern, text),
            Self::Email => is_email(text),
            Self::Iban => is_iban(text),
        }
    }

    /// Several ways in words: `as 999999 or AA99 (9 a digit, A a letter)`.
    pub fn in_words(forms: &[Self]) -> Text {
        let said = |lang: Lang| {
            let one = |form: &Self| match form {
                Self::Pattern(pattern) => pattern.clone(),
                Self::Email => lang.say("电子邮箱地址", "an e-mail address").to_owned(),
                Self::Iban => lang.say("校验码正确的 IBAN", "an IBAN with right check digits").to_owned(),
            };
            let patterns: Vec<String> = forms.iter().filter(|form| form.is_pattern()).map(one).collect();
            let named = forms.iter().filter(|form| !form.is_pattern()).map(one);
            let mut ways = Vec::new();
            if !patterns.is_empty() {
                let patterns = patterns.join(lang.say(" 或 ", " or "));
                ways.push(format!("{} {patterns}{}", lang.say("如", "as"), legend(forms, lang)));
            }
            ways.extend(named);
            ways.join(lang.say("，或者", ", or "))
        };
        Text { zh: said(Lang::Zh), en: said(Lang::En) }
    }

    /// Several ways in short, the same in both languages: `999999 / IBAN`.
    pub fn in_short(forms: &[Self]) -> String {
        let one = |form: &Self| match form {
            Self::Pattern(pattern) => pattern.clone(),
            Self::Email => "name@example.org".to_owned(),
            Self::Iban => "IBAN".to_owned(),
        };
        forms.iter().map(one).collect::<Vec<_>>().join(" / ")
    }

    fn is_pattern(&self) -> bool {
        matches!(self, Self::Pattern(_))
    }

    fn has(&self, sign: char) -> bool {
        matches!(self, Self::Pattern(pattern) if pattern.contains(sign))
    }
}

/// What the signs of the patterns mean, as far as they stand there.
fn legend(forms: &[TextForm], lang: Lang) -> String {
    let signs = [(DIGIT, lang.say("9 是数字", "9 a digit")), (LETTER, lang.say("A 是字母", "A a letter"))];
    let used = signs.into_iter().filter(|(sign, _)| forms.iter().any(|form| form.has(*sign))).map(|(_, said)| said);
    let used = used.collect::<Vec<_>>().join(lang.say("，", ", "));
    match lang {
        Lang::Zh => format!("（{used}）"),
        Lang::En => format!(" ({used})"),
    }
}

fn fits_pattern(pattern: &str, text: &str) -> bool {
    let fits = |sign: char, character: char| match sign {
        DIGIT => character.is_ascii_digit(),
        LETTER => character.is_ascii_alphabetic(),
        other => other == character || other.to_lowercase().eq(character.to_lowercase()),
    };
    pattern.chars().count() == text.chars().count()
        && pattern.chars().zip(text.chars()).all(|(sign, character)| fits(sign, character))
}

/// A name, `@`, and a domain of at least two labels. What else RFC 5322 allows nobody types.
fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let is_odd =
        |character: char| character.is_whitespace() || character.is_control() || "@,;:<>()[]\"\\".contains(character);
    let is_label = |label: &str| {
        let may_stand = |character: char| character.is_alphanumeric() || character == '-';
        !label.is_empty() && label.chars().all(may_stand) && !label.starts_with('-') && !label.ends_with('-')
    };
    let labels: Vec<&str> = domain.split('.').collect();
    let has_end = labels.last().is_some_and(|end| end.chars().count() >= 2 && !end.chars().all(char::is_numeric));
    let is_name = !name.is_empty() && !name.contains(is_odd) && name.split('.').all(|piece| !piece.is_empty());
    is_name && labels.len() >= 2 && labels.iter().all(|label| is_label(label)) && has_end
}

/// ISO 13616: a country of two letters, two check digits, up to 30 letters and digits; with the first four at the end and letters
/// as 10 to 35, the whole is 1 modulo 97. The shortest in use has 15 characters.
fn is_iban(text: &str) -> bool {
    let plain: Vec<char> = text.chars().filter(|character| !character.is_whitespace()).collect();
    let [a, b, c, d, ..] = plain.as_slice() else { return false };
    let is_headed = [a, b].iter().all(|one| one.is_ascii_alphabetic()) && [c, d].iter().all(|one| one.is_ascii_digit());
    if !is_headed || !(15..=34).contains(&plain.len()) {
        return false;
    }
    let turned = plain.iter().cycle().skip(4).take(plain.len());
    let rest =
        turned.map(|character| character.to_digit(36).filter(|_| character.is_ascii())).try_fold(0, |rest, digit| {
            let digit = digit?;
            Some((rest * if digit < 10 { 10 } else { 100 } + digit) % 97)
        });
    rest == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_numbers_have_right_check_digits() {
        for good in [
            "DE89 3704 0044 0532 0130 00",
            "gb82 west 1234 5698 7654 32",
            "NO9386011117947",
            "ＤＥ８９370400440532013000",
        ] {
            assert!(TextForm::Iban.fits(good), "{good}");
        }
        for bad in ["DE88370400440532013000", "DE89", "89DE370400440532013000", "", "DE8937040044053201300é"] {
            assert!(!TextForm::Iban.fits(bad), "{bad}");
        }
    }

    #[test]
    fn addresses_have_a_name_and_a_domain() {
        for good in ["a@b.de", "anna.berg+x@mail.example.org", "王@例子.中国"] {
            assert!(TextForm::Email.fits(good), "{good}");
        }
        for bad in ["", "a@b", "@b.de", "a@.de", "a b@c.de", "a@b.1", "a..b@c.de", "a@b.de, c@d.de", "a@-b.de"] {
            assert!(!TextForm::Email.fits(bad), "{bad}");
        }
    }

    #[test]
    fn ways_are_told_with_what_their_signs_mean() {
        let forms = [TextForm::Pattern("999999".to_owned()), TextForm::Iban];
        let Text { zh, en } = TextForm::in_words(&forms);
        assert_eq!(en, "as 999999 (9 a digit), or an IBAN with right check digits");
        assert_eq!(zh, "如 999999（9 是数字），或者校验码正确的 IBAN");
    }
}
