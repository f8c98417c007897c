//! The columns of habits and pauses.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::habits::{Direction, EntryNote, EntryState, HabitEntryId, HabitId, HabitKind, Schedule, Unit};
use crate::domain::pauses::PauseId;
use crate::store::engine::table::Column;

number_column!(HabitEntryId, HabitId, PauseId);
text_column!(EntryNote, Unit);
as_sql_has_it!(EntryNote, HabitEntryId, HabitId, PauseId, Unit);
word_column!(Direction, EntryState, HabitKind);
json_column!(Schedule);
