//! Prints the OpenAPI document that the handlers make: `cargo run --example openapi > docs/openapi.json`.

fn main() {
    match tracker::http::openapi().to_pretty_json() {
        Ok(document) => println!("{document}"),
        Err(error) => panic!("{error}"),
    }
}
