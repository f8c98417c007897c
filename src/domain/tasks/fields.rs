//! Declares the fields of a task once, for both new tasks and the log.

use serde::ser::SerializeMap;

/// Declares the task: its leading fields, its content, and its trailing fields. Content fields have defaults, which the
/// log leaves out.
macro_rules! task {
    (
        head { $($(#[$head_meta:meta])* $head:ident: $head_type:ty),* $(,)? }
        content { $($(#[$meta:meta])* $field:ident: $type:ty),* $(,)? }
        tail { $($(#[$tail_meta:meta])* $tail:ident: $tail_type:ty),* $(,)? }
    ) => {
        /// A task as it is stored and answered.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        pub struct Task {
            $($(#[$head_meta])* pub $head: $head_type,)*
            $(#[serde(default)] $(#[$meta])* pub $field: $type,)*
            $($(#[$tail_meta])* pub $tail: $tail_type,)*
        }

        impl Task {
            /// A task with only a title.
            pub fn new(id: TaskId, uid: Uuid, title: Title, at: Timestamp) -> Self {
                Self {
                    id,
                    uid,
                    version: ChangeId(0),
                    title,
                    $($field: Default::default(),)*
                    previous_id: None,
                    position: Position::made(id.0),
                    day_position: None,
                    put_off: Default::default(),
                    put_off_on: None,
                    created_at: at,
                    updated_at: at,
                    deleted_at: None,
                }
            }

            /// Writes the content that differs from a new task's, except the title.
            fn serialize_content<M: serde::ser::SerializeMap>(&self, map: &mut M) -> std::result::Result<(), M::Error> {
                $($crate::domain::tasks::fields::entry(map, stringify!($field), &self.$field)?;)*
                Ok(())
            }
        }
    };
}

pub(super) use task;

/// Writes a field, unless it has its default.
pub fn entry<M, T>(map: &mut M, name: &'static str, value: &T) -> Result<(), M::Error>
where
    M: SerializeMap,
    T: serde::Serialize + Default + PartialEq,
{
    if *value == T::default() { Ok(()) } else { map.serialize_entry(name, value) }
}
