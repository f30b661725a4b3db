//! Prints what is measured about each file named on the command line, one JSON object a line: for tuning thresholds and
//! for measuring cost without the rest of the tool.
#![expect(clippy::print_stdout, reason = "printing is all that it does")]

use dossier::inspect::inspect_file;

fn main() -> serde_json::Result<()> {
    for path in std::env::args_os().skip(1) {
        let inspected = inspect_file(path.as_ref());
        let name = path.to_string_lossy();
        println!("{}", serde_json::json!({ "path": name, "inspected": serde_json::to_value(&inspected)? }));
    }
    Ok(())
}
