//! Inspects mutations of good and bad JPEGs until the time is over: no panic, no hang, or it says which bytes did it.
//!
//! Arguments: seconds, a number to start chance with, and folders with files to begin from (default: the fixtures).
//! What fails is written to `fuzz/failures/`. Prints how many inspections were run, the slowest, and how far files got.

use dossier::dossier::picture::Wholeness;
use dossier::dossier::scan::Content;
use dossier::inspect::inspect;
use dossier::jpeg;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Slower than this for its size, and a file is a failure: a floor for the pixels a few bytes may claim, and a rate.
const FLOOR: Duration = Duration::from_secs(5);
/// See [`FLOOR`]; bytes a second.
const RATE: f64 = 100_000.0;
/// The largest file to begin from, bytes: small ones reach more code in the same time.
const SEED_LIMIT: usize = 60_000;
/// Numbers that headers stumble over.
const EDGES: [u16; 12] = [0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF];

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().and_then(|word| word.parse().ok()).unwrap_or(60);
    let mut chance = Chance(arguments.next().and_then(|word| word.parse().ok()).unwrap_or(1) | 1);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    if folders.is_empty() {
        folders.push(root.join("../fixtures/rules"));
    }
    let seeds = seeds(&folders);
    assert!(!seeds.is_empty(), "no JPEG of at most {SEED_LIMIT} bytes in {folders:?}");
    let (end, mut count, mut tally) = (Instant::now() + Duration::from_secs(seconds), 0_u64, [0_u64; 5]);
    let mut slowest = Duration::ZERO;
    while Instant::now() < end {
        let bytes = mutated(&seeds, &mut chance);
        let start = Instant::now();
        let found = inspect(&bytes);
        let taken = start.elapsed();
        count += 1;
        slowest = slowest.max(taken);
        let at = found.picture.as_ref().map_or(0, |picture| match picture.wholeness {
            Wholeness::Whole => 1,
            Wholeness::Damaged(_) => 2,
            Wholeness::NotOrdinary(_) => 3,
            Wholeness::TooManyPixels => 4,
        });
        tally[at] += 1;
        let too_slow = taken > FLOOR + Duration::from_secs_f64(bytes.len() as f64 / RATE);
        let consistent = found.bytes == bytes.len() as u64
            && (found.content == Content::Jpeg || found.picture.is_none())
            && (at != 1 || is_usable(&bytes));
        if found.trouble.is_some() || too_slow || !consistent {
            let folder = root.join("failures");
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join(&found.sha256), &bytes)?;
            println!("{}: {:?} after {taken:?}", found.sha256, found.trouble);
        }
    }
    let [other, whole, damaged, odd, large] = tally;
    println!("{count} inspections from {} files in {seconds} s, the slowest {slowest:?}", seeds.len());
    println!("no JPEG {other}, whole {whole}, damaged {damaged}, not ordinary {odd}, too many pixels {large}");
    Ok(())
}

/// Whether what inspection calls whole can be printed and repaired.
fn is_usable(bytes: &[u8]) -> bool {
    let Some(picture) = jpeg::coefficients(bytes) else { return false };
    let same = |made: Option<Vec<u8>>| made.and_then(|made| jpeg::coefficients(&made)).as_ref() == Some(&picture);
    jpeg::header(bytes).is_some() && jpeg::contents(bytes).is_some() && same(jpeg::clean(bytes))
}

fn seeds(folders: &[PathBuf]) -> Vec<Vec<u8>> {
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name()).flatten();
    let read = files.filter(|entry| entry.file_type().is_file()).filter_map(|entry| std::fs::read(entry.path()).ok());
    let mut seeds: Vec<Vec<u8>> =
        read.filter(|bytes| bytes.starts_with(b"\xFF\xD8") && bytes.len() <= SEED_LIMIT).collect();
    seeds.sort();
    seeds.dedup();
    seeds
}

/// One file, changed in one to eight places, half of the time in its headers.
fn mutated(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(8) {
        let reach = if chance.below(2) == 0 { bytes.len().min(700) } else { bytes.len() };
        if reach < 4 {
            break;
        }
        let at = 2 + chance.below(reach - 3);
        let length = (1 + chance.below(64)).min(bytes.len() - at);
        match chance.below(9) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = chance.next() as u8,
            2 => bytes[at..at + 2].copy_from_slice(&EDGES[chance.below(EDGES.len())].to_be_bytes()),
            3 => drop(bytes.drain(at..at + length)),
            4 => bytes.truncate(at),
            5 => bytes[at..at + length].fill(chance.next() as u8),
            6 => {
                let again = bytes[at..at + length].to_vec();
                bytes.splice(at..at, again);
            }
            7 => bytes[at..at + 2].copy_from_slice(&[0xFF, 0xC0 | chance.next() as u8 & 0x3F]),
            _ => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len());
                bytes.truncate(at);
                bytes.extend(&other[from..]);
            }
        }
    }
    bytes
}

/// xorshift64: the same number gives the same run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 16
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}
