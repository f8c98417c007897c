//! `tracker openapi`

use super::output;
use crate::http;

pub fn run() -> anyhow::Result<()> {
    output::line(http::OPENAPI.trim_end())?;
    Ok(())
}
