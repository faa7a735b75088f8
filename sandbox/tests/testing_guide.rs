//! What TESTING.md shows is what runs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Each language's example is run by its own suite; the Rust one here.
const EXAMPLES: [(&str, &str); 4] = [
    ("rust", "sandbox/examples/testing.rs"),
    ("python", "bindings-python/examples/testing.py"),
    ("js", "bindings-node/examples/testing.mjs"),
    ("kotlin", "bindings-kotlin/examples/Testing.kt"),
];

#[test]
fn every_snippet_of_the_guide_is_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let guide = std::fs::read_to_string(root.join("TESTING.md")).unwrap();
    for (language, path) in EXAMPLES {
        let snippet = guide.split(&format!("```{language}\n")).nth(1).and_then(|rest| rest.split("```").next());
        let example = std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        // What stands above the first empty line is for this repository.
        let shown = if language == "rust" { example.split_once("\n\n").unwrap().1 } else { &example };
        assert_eq!(snippet, Some(shown), "{path}");
        assert!(guide.contains(&format!("`{path}`")), "the guide names {path}");
    }
}

#[test]
fn the_rust_example_runs() {
    let output = Command::new(example("testing")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "delivered: [None, Some(9)]\n", "{output:?}");
}

/// Examples are built beside the tests.
fn example(name: &str) -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let target = this.parent().and_then(Path::parent).unwrap();
    target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
