//! How a notice wants files named: `姓名_材料_序号`.

/// How the files of a dossier are to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The name without its extension.
    pub file_name: Vec<NamePiece>,
    /// The requirement it rests on.
    pub row: String,
}

impl Naming {
    /// Whether every file has a running number.
    pub fn counts(&self) -> bool {
        self.file_name.contains(&NamePiece::Number)
    }
}

/// One piece of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamePiece {
    /// What stands there for everybody.
    Literal(String),
    /// An answer of the applicant, by the fact's id.
    Fact(String),
    /// What the document is.
    Part,
    /// A number that counts files.
    Number,
}
