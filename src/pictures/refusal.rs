//! Why a picture is not read.

/// Why a picture is not read. Nothing is guessed: half a picture, or one that two readers see differently, is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is broken, or cut.
    Broken,
    /// It claims more pixels than fit into the memory that one file may take.
    TooLarge,
    /// Its coding or its colours are of a kind that is not read.
    Coding,
    /// It is an animation, or several pictures in one file.
    Moving,
    /// Its pixels are not square, and not as those of a fax.
    NotSquare,
    /// Two ways of reading it show different pictures.
    Doubtful,
    /// Some viewers turn it and others do not: its orientation is noted where not all look.
    Turn,
    /// Nobody says whether its inks are stored as ink or as light, and as ink it would be black where paper should be.
    Inks,
    /// It has more pages than a material has.
    TooManyPages,
    /// Its pages cannot be counted: the chain that links them is broken.
    Pages,
}
