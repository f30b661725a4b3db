//! Writes many invented dossiers for load tests.
//!
//! `cargo run --release --example many-dossiers -- OUT COUNT [--links] [--faults] [--from DOSSIER]`: `COUNT` folders below
//! `OUT`, each like `fixtures/complete` (or `DOSSIER`) with its own name, ID number and bytes; `--links` makes hard links
//! instead of bytes of its own, `--faults` spoils 7 of 32.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

mod many;

fn main() -> Result<()> {
    let mut plain = Vec::new();
    let (mut links, mut faults) = (false, false);
    let mut original = many::project("fixtures/complete");
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--links" => links = true,
            "--faults" => faults = true,
            "--from" => original = arguments.next().context("--from what?")?.into(),
            _ => plain.push(argument),
        }
    }
    let [out, count] = plain.as_slice() else { bail!("OUT COUNT [--links] [--faults] [--from DOSSIER]") };
    let bytes = if links { many::Bytes::Links } else { many::Bytes::Noise };
    for number in 0..count.parse()? {
        many::write(&original, &PathBuf::from(out), number, bytes, faults)?;
    }
    Ok(())
}
