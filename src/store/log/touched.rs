//! What the rules between things are to be asked about once a group of changes is complete. On the way there they need not
//! hold.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::domain::log::change::ObjectKind;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;

/// Refuses what breaks a rule, by the number of the thing that was changed.
pub type GroupRule = fn(&Connection, UserId, i64) -> Outcome<()>;

/// What a group has changed that rules between things are about, each with its rule.
#[derive(Debug, Default)]
pub struct Touched(BTreeMap<(ObjectKind, i64), GroupRule>);

impl Touched {
    /// Has a rule asked about a thing at the end.
    pub fn ask(&mut self, kind: ObjectKind, number: i64, rule: GroupRule) {
        self.0.insert((kind, number), rule);
    }

    pub fn check(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        self.0.iter().try_for_each(|((_, number), rule)| rule(connection, owner, *number))
    }
}
