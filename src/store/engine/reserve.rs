//! Room on the disk for what must work when it is full: logging out, ending sessions, changing a password.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::store::engine::connection::with_suffix;
use crate::store::engine::disk::free_space;
use crate::store::engine::owner::hand_over;

/// As much as the write-ahead log grows before SQLite begins it anew.
const BYTES: usize = 4 * 1024 * 1024;
/// The room on the disk with which the file is made.
const ROOM: u64 = 3 * BYTES as u64;
/// With less room, a server that starts can't even open its database.
const LEAST_ROOM: u64 = 512 * 1024;
/// How long to wait after the file could not be made.
const AGAIN: Duration = Duration::from_mins(1);

/// A file beside a served database that is removed when its room is needed, and made again once there is more.
#[derive(Debug)]
pub struct Reserve {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy)]
enum State {
    Kept,
    /// What was in the file is left for what must work, until there is room again.
    GivenUp,
    /// There is none, for another reason. All use what room there is.
    MissingSince(Instant),
}

impl Reserve {
    /// Makes the file if it is missing, or gives it up if the disk is full already. A server also runs without.
    pub fn keep(database: &Path) -> Self {
        let path = with_suffix(database, ".reserve");
        let state = if is_whole(&path) { State::Kept } else { make(&path) };
        let reserve = Self { path, state: Mutex::new(state) };
        if free_space(database).is_ok_and(|free| free < LEAST_ROOM) {
            reserve.give_up();
        }
        reserve
    }

    /// Removes the file. Returns whether its room is there to be used.
    pub fn give_up(&self) -> bool {
        let mut state = self.state();
        match *state {
            State::Kept => {}
            State::GivenUp => return true,
            State::MissingSince(_) => return false,
        }
        match fs::remove_file(&self.path) {
            Ok(()) => {
                tracing::error!(
                    "the disk is full: only logins and log-outs and the like are written until there is room"
                );
                *state = State::GivenUp;
                true
            }
            Err(_) => false,
        }
    }

    /// Whether what is left of the room is only for what must work.
    pub fn is_given_up(&self) -> bool {
        matches!(*self.state(), State::GivenUp)
    }

    /// Makes the file again if it is missing and there is room.
    pub fn look(&self) {
        let mut state = self.state();
        match *state {
            State::Kept if self.path.exists() => return,
            State::MissingSince(since) if since.elapsed() < AGAIN => return,
            _ => {}
        }
        if !free_space(&self.path).is_ok_and(|free| free >= ROOM) {
            return;
        }
        let was_given_up = matches!(*state, State::GivenUp);
        *state = make(&self.path);
        if was_given_up {
            tracing::warn!("there is room on the disk again, so everything is written");
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the file takes all its room: a copy may have holes.
fn is_whole(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() == BYTES as u64 && file.blocks() * 512 >= file.len())
}

fn make(path: &Path) -> State {
    match write(path) {
        Ok(()) => State::Kept,
        Err(error) => {
            // A part of it would only take room.
            let _ = fs::remove_file(path);
            tracing::warn!(%error, file = %path.display(), "no room is kept for logging out when the disk is full");
            State::MissingSince(Instant::now())
        }
    }
}

/// Random bytes, because a file system may store others in less room.
fn write(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(path)?;
    hand_over(path);
    let mut bytes = vec![0; BYTES];
    rand::fill(bytes.as_mut_slice());
    file.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_given_up_once_and_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let reserve = Reserve::keep(&folder.path().join("tracker.db"));
        let length = || fs::metadata(folder.path().join("tracker.db.reserve")).map(|file| file.len()).ok();
        assert_eq!(length(), Some(BYTES as u64));
        assert!(reserve.give_up() && reserve.is_given_up() && length().is_none());
        reserve.look();
        assert!(!reserve.is_given_up());
        assert_eq!(length(), Some(BYTES as u64));
    }

    #[test]
    fn where_none_can_be_made_nothing_waits_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let reserve = Reserve::keep(&folder.path().join("missing/tracker.db"));
        assert!(!reserve.give_up() && !reserve.is_given_up());
    }

    #[test]
    fn a_file_with_holes_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tracker.db.reserve");
        fs::File::create(&path).unwrap().set_len(BYTES as u64).unwrap();
        Reserve::keep(&folder.path().join("tracker.db"));
        assert!(is_whole(&path) && fs::read(&path).unwrap().iter().any(|byte| *byte != 0));
    }
}
