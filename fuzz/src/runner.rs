//! Looks at one file after the other, and writes down which of them did what none may do.

use crate::chance::Chance;
use crate::memory;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// More time of the processor than this for its size, and a file is a failure: a floor for the pixels a few bytes may claim, and
/// a rate.
const FLOOR: Duration = Duration::from_secs(5);
/// See [`FLOOR`]; bytes a second.
const RATE: f64 = 100_000.0;
/// The most memory that one file may take, bytes: what the project allows a run.
const MEMORY: usize = 300 << 20;

/// Makes a file by chance.
pub type Draw = dyn Fn(&mut Chance) -> Vec<u8>;
/// Runs the program on a file: a word for what came of it, or what should not have.
pub type Look = dyn Fn(&[u8]) -> Result<&'static str, String>;

/// What is run, on what.
pub struct Target {
    pub draw: Box<Draw>,
    pub look: Box<Look>,
}

/// Where the last panic was, also of one that the program caught: what its guards catch is a mistake all the same.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Notes panics instead of printing them.
pub fn listen_for_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(mut last) = PANIC.lock() {
            *last = Some(panic.to_string());
        }
    }));
}

/// What came of one file: the time of the processor that it took, the most memory that it had, and a word for it, or what is wrong.
struct Looked {
    taken: Duration,
    peak: usize,
    outcome: Result<&'static str, String>,
}

/// The processor's time that this process has had, on all its threads: unlike the clock's, it does not grow while others run.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn look(target: &Target, bytes: &[u8]) -> Looked {
    let before = memory::now();
    memory::forget_peak();
    let start = processor_time();
    let looked = catch_unwind(AssertUnwindSafe(|| (target.look)(bytes)));
    let (taken, peak) = (processor_time().saturating_sub(start), memory::peak_since(before));
    let panic = PANIC.lock().ok().and_then(|mut last| last.take());
    let outcome = match (panic, looked) {
        (Some(panic), _) => Err(panic),
        (None, Ok(Err(complaint))) => Err(complaint),
        (None, _) if taken > FLOOR + Duration::from_secs_f64(bytes.len() as f64 / RATE) => {
            Err(format!("took {taken:?}"))
        }
        (None, _) if peak > MEMORY => Err(format!("took {} MB", peak >> 20)),
        (None, Ok(Ok(word))) => Ok(word),
        (None, Err(_)) => Err("a panic".to_owned()),
    };
    Looked { taken, peak, outcome }
}

/// Looks once more at files that failed; how many still do.
pub fn again(target: &Target, files: &[String]) -> std::io::Result<usize> {
    let mut failed = 0;
    for file in files {
        let Looked { taken, peak, outcome } = look(target, &std::fs::read(file)?);
        failed += usize::from(outcome.is_err());
        println!("{file}: {outcome:?}, {taken:?}, {} MB", peak >> 20);
    }
    Ok(failed)
}

/// Runs a target until its time is over; how many files failed.
pub fn run(name: &str, target: &Target, seconds: u64, mut chance: Chance) -> std::io::Result<usize> {
    let failures = Path::new(env!("CARGO_MANIFEST_DIR")).join("failures");
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut tally, mut failed) = (BTreeMap::<&str, u64>::new(), 0);
    let (mut slowest, mut largest) = (Duration::ZERO, 0);
    while Instant::now() < end {
        let bytes = (target.draw)(&mut chance);
        let Looked { taken, peak, outcome } = look(target, &bytes);
        (slowest, largest) = (slowest.max(taken), largest.max(peak));
        match outcome {
            Ok(word) => *tally.entry(word).or_default() += 1,
            Err(complaint) => {
                std::fs::create_dir_all(&failures)?;
                let file = failures.join(format!("{name}-{:08x}", crc32fast::hash(&bytes)));
                std::fs::write(&file, &bytes)?;
                println!("{}: {complaint}", file.display());
                failed += 1;
            }
        }
    }
    let runs: u64 = tally.values().sum::<u64>() + failed as u64;
    println!(
        "{name}: {runs} runs in {seconds} s, {failed} failed, the slowest {slowest:?}, the largest {} MB",
        largest >> 20
    );
    println!("  {tally:?}");
    Ok(failed)
}
