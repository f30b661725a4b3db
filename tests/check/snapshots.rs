//! What every fixture reads like, in both languages.

use crate::command::{check, fixture};

#[test]
fn every_fixture_reads_as_it_did() {
    for name in ["complete", "in-service", "exempt", "first-time"] {
        for lang in ["zh", "en"] {
            let run = check(&fixture(name), &["--lang", lang]);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name} {lang}\n{}", run.stdout);
            insta::assert_snapshot!(format!("{name}-{lang}"), run.stdout);
        }
    }
}
