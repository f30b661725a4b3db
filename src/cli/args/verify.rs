//! `dossier verify PACKAGE`.

use clap::Args;
use std::path::PathBuf;

/// `dossier verify`
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Zip file, or the folder it was unzipped to
    pub(crate) package: PathBuf,
    /// Fingerprint that it must have, as printed on the paper form: it covers every file but the form, which is drawn again
    /// and compared
    #[arg(long, value_name = "FINGERPRINT", value_parser = parse_fingerprint)]
    pub(crate) expect: Option<String>,
}

/// Takes the fingerprint as people copy it from paper: in groups, in either case.
fn parse_fingerprint(text: &str) -> Result<String, String> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_lowercase();
    let good = digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if good { Ok(digits) } else { Err("64 hex digits / 64 位十六进制".to_owned()) }
}
