//! A QR code as an SVG path.

use std::fmt::Write;

use qrcodegen::QrCodeEcc;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::{Error, Result};

/// A QR code to draw: dark squares on light ground. It needs a light margin of four squares.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QrCode {
    /// How many squares it is wide and high.
    #[schema(minimum = 21, maximum = 177)]
    pub size: i32,
    /// The dark squares as the `d` of an SVG path, a square being one unit.
    pub path: String,
}

impl QrCode {
    pub fn of(text: &str) -> Result<Self> {
        let code = qrcodegen::QrCode::encode_text(text, QrCodeEcc::Medium).map_err(Error::internal)?;
        let size = code.size();
        let mut path = String::new();
        for y in 0..size {
            let mut x = 0;
            while x < size {
                let width = (x..size).take_while(|x| code.get_module(*x, y)).count();
                if width > 0 {
                    // Writing to a string can't fail.
                    let _ = write!(path, "M{x} {y}h{width}v1h-{width}z");
                }
                x += i32::try_from(width).unwrap_or(size).max(1);
            }
        }
        Ok(Self { size, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_covers_the_dark_squares() {
        let text = "otpauth://totp/tracker:anna?secret=GEZDGNBVGY3TQOJQ&issuer=tracker";
        let drawn = QrCode::of(text).unwrap();
        let code = qrcodegen::QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let dark = (0..drawn.size).flat_map(|y| (0..drawn.size).map(move |x| (x, y)));
        let dark = dark.filter(|(x, y)| code.get_module(*x, *y)).count();
        let widths = drawn.path.split('h').skip(1).step_by(2).map(|rest| rest.split('v').next().unwrap());
        assert_eq!(widths.map(|width| width.parse::<usize>().unwrap()).sum::<usize>(), dark);
        // The corner is a square of seven.
        assert!(drawn.path.starts_with("M0 0h7v1h-7z"), "{}", drawn.path);
    }
}
