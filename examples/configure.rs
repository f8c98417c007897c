//! Prints the reference of all settings: `cargo run --example configure > docs/configure.md`.

fn main() {
    print!("{}", tracker::cli::reference());
}
