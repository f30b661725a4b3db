//! Runs the program on mutations of good and bad files until the time is over: no panic, no hang, no file that takes more
//! memory than the budget, or it says which bytes did it.
//!
//! Arguments: a target (`jpeg`, `fix`, `toml`, `zip`, `sqlite`, or `all`), seconds, and a number to start chance with.
//! What fails is written to `fuzz/failures/`. The same number gives the same files. With a target and files of that folder
//! instead of seconds, those are looked at once more.

mod chance;
mod memory;
mod runner;
mod seeds;
mod targets;

use chance::Chance;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let target = arguments.next().unwrap_or_else(|| "all".to_owned());
    let rest: Vec<String> = arguments.collect();
    let number = |at: usize| rest.get(at).and_then(|word| word.parse::<u64>().ok());
    let files = if rest.is_empty() || number(0).is_some() { &[][..] } else { &rest[..] };
    runner::listen_for_panics();
    let mut failures = 0;
    for (name, make) in targets::ALL.iter().filter(|(name, _)| target == *name || target == "all") {
        failures += if files.is_empty() {
            runner::run(name, &make()?, number(0).unwrap_or(60), Chance::new(number(1).unwrap_or(1)))?
        } else {
            runner::again(&make()?, files)?
        };
    }
    if failures > 0 {
        return Err(std::io::Error::other(format!("{failures} failures")));
    }
    Ok(())
}
