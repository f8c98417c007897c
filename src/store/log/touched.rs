//! Rules between objects, which are checked when a group of changes is complete. They may be broken within the group.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::domain::log::change::ObjectKind;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;

/// Refuses an object that breaks a rule, given its number.
pub type GroupRule = fn(&Connection, UserId, i64) -> Outcome<()>;

/// The objects that a group has changed, with the rules to check.
#[derive(Debug, Default)]
pub struct Touched(BTreeMap<(ObjectKind, i64), GroupRule>);

impl Touched {
    /// Schedules a rule for an object.
    pub fn ask(&mut self, kind: ObjectKind, number: i64, rule: GroupRule) {
        self.0.insert((kind, number), rule);
    }

    pub fn check(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        self.0.iter().try_for_each(|((_, number), rule)| rule(connection, owner, *number))
    }
}
