//! What one action costs: it is bounded, because everybody else waits for it meanwhile.

use crate::domain::log::act::ActorKind;
use crate::domain::tasks::Task;
use crate::error::{Error, Result};
use crate::store::engine::failure::Outcome;

/// The most bytes that one action of a user may cost.
pub const MOST: usize = 32 * 1024 * 1024;
/// What a change costs besides its texts: its rows in the log, the tables and their indexes.
const EACH: usize = 512;

/// How much an action may still cost.
#[derive(Debug)]
pub struct Cost {
    /// `None` if it is unbounded.
    left: Option<usize>,
}

impl Cost {
    /// Commands and the server itself bound what they do in other ways.
    pub fn of(actor: ActorKind) -> Self {
        let is_bounded = matches!(actor, ActorKind::Session | ActorKind::Token);
        Self { left: is_bounded.then_some(MOST) }
    }

    pub fn allow_twice(&mut self) {
        self.left = self.left.map(|left| left + MOST);
    }

    /// Refuses what would cost too much.
    pub fn spend(&mut self, bytes: usize) -> Result<()> {
        let Some(left) = &mut self.left else { return Ok(()) };
        *left = left.checked_sub(bytes.saturating_add(EACH)).ok_or_else(too_much)?;
        Ok(())
    }
}

/// How much an action has taken into memory at once, before it writes.
#[derive(Debug, Default)]
pub struct Gathered(usize);

impl Gathered {
    /// Refuses to gather too much.
    pub fn add(&mut self, task: &Task) -> Outcome<bool> {
        self.0 += EACH + task.size();
        if self.0 > MOST { Err(too_much().into()) } else { Ok(true) }
    }
}

/// The action would write or read too much.
pub fn too_much() -> Error {
    Error::invalid(
        "",
        "This is too much for one action, so nothing was done: it is about more than 32 MiB. Do it in parts.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_does_is_bounded() {
        let mut cost = Cost::of(ActorKind::Session);
        cost.spend(MOST - EACH).unwrap();
        assert!(cost.spend(0).is_err());
        cost.allow_twice();
        cost.spend(MOST - EACH).unwrap();
        assert!(Cost::of(ActorKind::Session).spend(usize::MAX).is_err());
    }

    #[test]
    fn ten_thousand_small_changes_are_not_too_much() {
        let mut cost = Cost::of(ActorKind::Session);
        for _ in 0..10_000 {
            // The row and the entry in the log.
            cost.spend(600).unwrap();
            cost.spend(600).unwrap();
        }
    }

    #[test]
    fn an_import_is_not_bounded() {
        assert!(Cost::of(ActorKind::Import).spend(usize::MAX).is_ok());
    }
}
