//! `tracker openapi`

use super::output;
use crate::http;

pub fn run() -> anyhow::Result<()> {
    output::line(http::openapi().to_pretty_json()?)?;
    Ok(())
}
