//! Conditions as data: which answers a part, a window, a fee or a question depends on.

/// All of `all`, at least one of `any` (where it names any), and none of `not`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// Every one must hold.
    pub all: Vec<Word>,
    /// One of them must hold.
    pub any: Vec<Word>,
    /// None of them may hold.
    pub not: Vec<Word>,
}

impl When {
    /// Whether nothing is asked: it always holds.
    pub fn is_always(&self) -> bool {
        self.all.is_empty() && self.any.is_empty() && self.not.is_empty()
    }

    /// Every word, in the order `all`, `any`, `not`.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.all.iter().chain(&self.any).chain(&self.not)
    }

    /// Whether it holds, where `holds` says it of each word; `None` where that cannot be known.
    pub fn holds(&self, holds: impl Fn(&Word) -> Option<bool>) -> Option<bool> {
        let all = every(self.all.iter().map(&holds));
        let not = every(self.not.iter().map(|word| holds(word).map(|held| !held)));
        let any = if self.any.is_empty() {
            Some(true)
        } else {
            every(self.any.iter().map(|word| holds(word).map(|held| !held))).map(|none| !none)
        };
        every([all, any, not].into_iter())
    }
}

/// `false` as soon as one is, `None` where one is unknown, else `true`.
fn every(mut answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    loop {
        match answers.next() {
            Some(Some(true)) => {}
            Some(Some(false)) => return Some(false),
            Some(None) => known = false,
            None => return known.then_some(true),
        }
    }
}

/// One word of a condition: `transferred`, `level=intermediate`, `papers`, `papers.language!=zh`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The fact, the list, or the fact of a list.
    pub name: String,
    /// What is asked of it.
    pub test: Test,
}

/// What a word asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It is answered, and not with no: a yes, a text, a list that is not empty.
    Given,
    /// It is this.
    Is(String),
    /// It is one of these.
    Among(Vec<String>),
    /// It is given, and is not this.
    IsNot(String),
    /// It is given, and lies so beside this number or day, or beside the answer of this name.
    Order(Order, String),
}

/// How one number or day lies beside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Below it.
    Less,
    /// Not above it.
    AtMost,
    /// Not below it.
    AtLeast,
    /// Above it.
    More,
}

impl Order {
    /// How it is written, longer signs before those that they begin with.
    pub const SIGNS: &'static [(&'static str, Self)] = &[
        ("<=", Self::AtMost),
        ("≤", Self::AtMost),
        (">=", Self::AtLeast),
        ("≥", Self::AtLeast),
        ("<", Self::Less),
        (">", Self::More),
    ];

    /// Whether two things that compare so are in this order.
    pub fn allows(self, compared: std::cmp::Ordering) -> bool {
        match self {
            Self::Less => compared.is_lt(),
            Self::AtMost => compared.is_le(),
            Self::AtLeast => compared.is_ge(),
            Self::More => compared.is_gt(),
        }
    }

    /// What holds where this does not.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::AtLeast => Self::Less,
            Self::More => Self::AtMost,
        }
    }

    /// The sign that people read.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::AtLeast => "≥",
            Self::More => ">",
        }
    }
}

impl std::fmt::Display for Word {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.test {
            Test::Given => out.write_str(&self.name),
            Test::Is(value) => write!(out, "{}={value}", self.name),
            Test::Among(values) => write!(out, "{}={}", self.name, values.join("|")),
            Test::IsNot(value) => write!(out, "{}!={value}", self.name),
            Test::Order(order, beside) => write!(out, "{}{}{beside}", self.name, order.sign()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(name: &str) -> Word {
        Word { name: name.to_owned(), test: Test::Given }
    }

    #[test]
    fn what_is_unknown_matters_only_where_it_decides() {
        let known = |word: &Word| match &*word.name {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let when = |all: &[&str], any: &[&str], not: &[&str]| {
            let words = |names: &[&str]| names.iter().map(|name| word(name)).collect();
            When { all: words(all), any: words(any), not: words(not) }.holds(known)
        };
        assert_eq!(when(&[], &[], &[]), Some(true));
        assert_eq!(when(&["yes"], &["no", "yes"], &["no"]), Some(true));
        assert_eq!(when(&["yes", "no"], &[], &[]), Some(false));
        assert_eq!(when(&["open", "no"], &[], &[]), Some(false));
        assert_eq!(when(&["open", "yes"], &[], &[]), None);
        assert_eq!(when(&[], &["open", "yes"], &[]), Some(true));
        assert_eq!(when(&[], &["open", "no"], &[]), None);
        assert_eq!(when(&[], &["no"], &[]), Some(false));
        assert_eq!(when(&[], &[], &["yes"]), Some(false));
        assert_eq!(when(&[], &[], &["open"]), None);
    }
}
