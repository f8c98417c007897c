//! `tracker openapi`

use crate::http;

pub fn run() -> anyhow::Result<()> {
    println!("{}", http::openapi().to_pretty_json()?);
    Ok(())
}
