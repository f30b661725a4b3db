//! Runs the program on mutations of good and bad files until the time is over: no panic, no hang, no file that takes more
//! memory than the budget, or it says which bytes did it.
//!
//! Arguments: a target (`jpeg`, `fix`, `toml`, `zip`, `sqlite`, or `all`), seconds, and a number to start chance with.
//! What fails is written to `fuzz/failures/`. The same number gives the same files.

mod chance;
mod memory;
mod runner;
mod seeds;
mod targets;

use chance::Chance;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let target = arguments.next().unwrap_or_else(|| "all".to_owned());
    let seconds = arguments.next().and_then(|word| word.parse().ok()).unwrap_or(60);
    let seed = arguments.next().and_then(|word| word.parse().ok()).unwrap_or(1_u64);
    runner::listen_for_panics();
    let mut failures = 0;
    for (name, make) in targets::ALL {
        if target == *name || target == "all" {
            failures += runner::run(name, &make()?, seconds, Chance::new(seed))?;
        }
    }
    if failures > 0 {
        return Err(std::io::Error::other(format!("{failures} failures")));
    }
    Ok(())
}
