//! No byte of a package can change, and none can be missing.

use crate::package::support::sample::{SCANS, Sample, codes, plan, valid, verdict};
use dossier::package::bag::lay_out;
use dossier::package::verify::Verdict;
use dossier::package::write::{Output, write};
use proptest::prelude::*;

#[test]
fn what_the_writer_writes_is_what_the_builder_builds_and_is_valid() {
    let folder = tempfile::tempdir().expect("a folder");
    let layout = lay_out(&plan(folder.path(), &SCANS));
    let output = Output { folder: folder.path(), stem: "x-0123abcd", form: None, merged: None, replace: false };
    let written = write(&layout, &output, &|_| {}).expect("written");
    let bytes = std::fs::read(&written.zip).expect("a zip file");
    assert_eq!(bytes, Sample::new().bytes());
    let verified = valid(verdict(&bytes));
    assert_eq!((verified.payload_files, verified.payload_bytes), (3, 19));
    assert_eq!(verified.facts, plan(folder.path(), &SCANS).facts);
}

#[test]
fn every_flipped_bit_is_refused() {
    let good = Sample::new().bytes();
    assert_eq!(codes(&good), [""; 0]);
    for at in 0..good.len() {
        for bit in 0..8 {
            let mut bytes = good.clone();
            bytes[at] ^= 1 << bit;
            assert!(matches!(verdict(&bytes), Verdict::Refused(_)), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn every_shorter_length_is_refused() {
    let good = Sample::new().bytes();
    for length in 0..good.len() {
        assert!(!codes(&good[..length]).is_empty(), "{length} bytes");
        assert!(!codes(&good[good.len() - length..]).is_empty(), "the last {length} bytes");
    }
}

#[test]
fn every_removed_and_every_doubled_byte_is_refused() {
    let good = Sample::new().bytes();
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes.remove(at);
        assert!(!codes(&bytes).is_empty(), "without byte {at}");
        bytes.splice(at..at, [good[at], good[at]]);
        assert!(!codes(&bytes).is_empty(), "with byte {at} twice");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!codes(&bytes).is_empty());
    }

    #[test]
    fn any_bytes_over_a_package_are_refused_without_a_panic(
        at in 0_usize..6000,
        patch in prop::collection::vec(any::<u8>(), 1..24),
    ) {
        let good = Sample::new().bytes();
        let mut bytes = good.clone();
        for (place, byte) in bytes.iter_mut().skip(at).zip(patch) {
            *place = byte;
        }
        prop_assert_eq!(codes(&bytes).is_empty(), bytes == good);
    }
}
