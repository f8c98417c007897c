//! What can be wrong with the database while it is served.

use std::time::Duration;

use crate::error::Error;

/// Why nothing is written. All but [`Trouble::Suspected`] last until the program restarts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// SQLite called a page damaged. It may have been read wrongly, so the whole database is being checked.
    Suspected,
    Damaged,
    /// There is no file at the database's path.
    Removed,
    /// Another file is at the database's path.
    Replaced,
    /// The file is the same, but its content is no longer ours.
    Overwritten,
    /// The file has another hard link, under which SQLite would use another write-ahead log.
    SecondName,
    /// The write-ahead log or its index is gone from its path.
    LogRemoved,
    /// Another server holds a new lock file.
    LockLost,
}

impl Trouble {
    /// In this order, a number is one more than the index.
    const ALL: [Self; 8] = [
        Self::Suspected,
        Self::Damaged,
        Self::Removed,
        Self::Replaced,
        Self::Overwritten,
        Self::SecondName,
        Self::LogRemoved,
        Self::LockLost,
    ];

    /// A number above 0.
    pub fn number(self) -> u8 {
        Self::ALL.iter().zip(1..).find(|(trouble, _)| **trouble == self).map_or(0, |(_, number)| number)
    }

    /// The trouble with this number, if it is one.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// What has happened, and what to do about it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Suspected => {
                "A part of the database could not be read as it should, so it is being checked and nothing is written. \
                 Try again."
            }
            Self::Damaged => {
                "The database is damaged, so nothing is written to it. Stop the server and restore a backup."
            }
            Self::Removed => {
                "The database file was removed while the server was running, so nothing is written. Stop the server \
                 and put the file back: the log names the rescued copy."
            }
            Self::Replaced => {
                "Another file was put in the database's place while the server was running, so nothing is written. \
                 Restart the server to use that file, or put back the rescued copy that the log names."
            }
            Self::Overwritten => {
                "The database file was overwritten while the server was running, so nothing is written to it. Restart \
                 the server to use what is there now, or restore a backup."
            }
            Self::SecondName => {
                "The database file has a second name (a hard link), so nothing is written to it. Remove the other name \
                 and restart the server."
            }
            Self::LogRemoved => {
                "The write-ahead log beside the database was removed, so nothing is written. Restart the server."
            }
            Self::LockLost => {
                "Another server has taken the lock of this database, so nothing is written. Stop one of the two and \
                 restart the other."
            }
        }
    }

    /// The refusal of a write.
    pub fn refusal(self) -> Error {
        let retry_after = if self == Self::Suspected { Duration::from_secs(5) } else { Duration::from_mins(1) };
        Error::Unavailable { reason: self.sentence(), retry_after }
    }

    /// Whether the path no longer leads to what is open.
    pub fn is_about_the_path(self) -> bool {
        matches!(self, Self::Removed | Self::Replaced | Self::Overwritten | Self::LogRemoved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_that_of_its_trouble() {
        for trouble in Trouble::ALL {
            assert_eq!(Trouble::of_number(trouble.number()), Some(trouble));
        }
        assert_eq!(Trouble::of_number(0), None);
        assert_eq!(Trouble::of_number(9), None);
    }
}
