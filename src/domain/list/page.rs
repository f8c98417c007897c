//! Pages of a list.

use crate::domain::log::change::ChangeId;
use crate::domain::text::{capitalized, grouped, parse_number};
use crate::error::{Error, FieldErrors, Result};

/// The number of items per page: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize(u32);

impl PageSize {
    /// The most items per page; a larger number is reduced to this.
    pub const MAX: u32 = 100;

    /// Reads a size from a query string.
    pub fn parse(size: &str) -> Result<Self> {
        let size = whole_number("per_page", size)?;
        Ok(Self(u32::try_from(size).unwrap_or(Self::MAX).min(Self::MAX)))
    }

    /// The number of items.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The default size of a page of the log or of the trash.
    const OF_A_LOG: Self = Self(20);
}

impl Default for PageSize {
    fn default() -> Self {
        Self(5)
    }
}

/// Which page, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumber(u64);

impl PageNumber {
    /// Reads a page from a query string.
    pub fn parse(page: &str) -> Result<Self> {
        whole_number("page", page).map(Self)
    }

    pub fn get(self) -> u64 {
        self.0
    }
}

impl PageNumber {
    /// How many items come before the page.
    pub fn offset(self, per_page: PageSize) -> i64 {
        i64::try_from((self.0 - 1).saturating_mul(u64::from(per_page.get()))).unwrap_or(i64::MAX)
    }
}

impl Default for PageNumber {
    fn default() -> Self {
        Self(1)
    }
}

/// The largest integer that every JSON implementation represents exactly (RFC 8259, section 6).
const MAX_NUMBER: u64 = (1 << 53) - 1;

pub fn whole_number(field: &'static str, text: &str) -> Result<u64> {
    let number = parse_number(text).and_then(|number| u64::try_from(number).ok());
    number.filter(|number| *number <= MAX_NUMBER).ok_or_else(|| {
        let max = grouped(usize::try_from(MAX_NUMBER).unwrap_or(usize::MAX));
        Error::invalid(field, format!("{} must be a whole number from 1 to {max}.", capitalized(field)))
    })
}

/// A page of an account's log, or of a list in the log's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogQuery {
    /// Only items before this number, newest first. The cost is the same at any depth.
    pub before: ChangeId,
    pub per_page: PageSize,
}

impl LogQuery {
    /// Reads the query parameters; absent ones get their defaults.
    pub fn parse(before: Option<&str>, per_page: Option<&str>) -> Result<Self> {
        let (before, per_page) = parse_log_page("before", before, per_page)?;
        let before = before.unwrap_or(ChangeId(i64::MAX));
        Ok(Self { before, per_page: per_page.unwrap_or(PageSize::OF_A_LOG) })
    }
}

/// A page of a group's changes, in the order they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupQuery {
    /// Only changes after this number.
    pub after: ChangeId,
    pub per_page: PageSize,
}

impl GroupQuery {
    /// Reads the query parameters; absent ones get their defaults.
    pub fn parse(after: Option<&str>, per_page: Option<&str>) -> Result<Self> {
        let (after, per_page) = parse_log_page("after", after, per_page)?;
        Ok(Self { after: after.unwrap_or(ChangeId(0)), per_page: per_page.unwrap_or(PageSize(PageSize::MAX)) })
    }
}

fn parse_log_page(
    field: &'static str,
    number: Option<&str>,
    per_page: Option<&str>,
) -> Result<(Option<ChangeId>, Option<PageSize>)> {
    let mut errors = FieldErrors::default();
    let number = errors.check(number.map(|number| whole_number(field, number)).transpose())?.flatten();
    let per_page = errors.check(per_page.map(PageSize::parse).transpose())?.flatten();
    errors.finish()?;
    Ok((number.and_then(|number| i64::try_from(number).ok()).map(ChangeId), per_page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_over_the_cap_is_cut_to_it() {
        assert_eq!(PageSize::parse("1000").unwrap().get(), 100);
        assert_eq!(PageSize::parse("9007199254740991").unwrap().get(), 100);
    }

    #[test]
    fn numbers_that_are_none_are_refused() {
        for text in ["0", "-1", "1.5", "", " 1", "ten", "9007199254740992", "99999999999999999999999"] {
            assert!(PageNumber::parse(text).is_err(), "{text:?} was taken");
        }
    }
}
