//! Declares the columns of a table once, for selecting, reading, inserting and updating.

use rusqlite::types::{FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Row};

/// A value that can be stored in a column.
pub trait Column: Sized {
    /// Reads the value from a column.
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self>;
    /// Writes the value to a column.
    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>>;
}

impl<T: Column> Column for Option<T> {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.as_ref().map_or(Ok(ToSqlOutput::Borrowed(ValueRef::Null)), Column::write)
    }
}

/// The error for a column with unexpected contents.
pub fn unreadable(index: usize, error: FromSqlError) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error))
}

/// Borrows a value as a statement's parameter.
pub struct AsColumn<'v, T>(pub &'v T);

impl<T: Column> ToSql for AsColumn<'_, T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.write()
    }
}

/// Reads the column at an index and increments the index.
pub fn read_next<T: Column>(row: &Row<'_>, index: &mut usize) -> rusqlite::Result<T> {
    let value = T::read(row.get_ref(*index)?).map_err(|error| unreadable(*index, error))?;
    *index += 1;
    Ok(value)
}

/// Binds a parameter, if the statement has it.
pub fn bind(statement: &mut CachedStatement<'_>, name: &str, value: &dyn ToSql) -> rusqlite::Result<()> {
    match statement.parameter_index(name)? {
        Some(index) => statement.raw_bind_parameter(index, value),
        None => Ok(()),
    }
}

/// Declares the columns of a table by the fields of its struct; a forgotten field does not compile. Write `field as
/// column` if the names differ, and `field => write` if the column depends on more than the field.
///
/// - `fixed` columns are never updated: they identify the row.
/// - `also` columns are only written, `apart` columns are read after all others, and each statement lists them itself.
///
/// It makes three macros for use in `concat!`, with the names given in brackets: the columns, the parameters, and the
/// assignments of an update. Parameters have the names of their columns; the owner's is `:user_id`.
macro_rules! table {
    (
        $object:ident [$columns:ident, $parameters:ident, $assignments:ident]
        fixed { $($fixed:ident),* }
        { $($field:ident $(as $column:ident)? $(=> $write:expr)?),* $(,)? }
        also { $($extra:ident => $value:expr),* }
        apart { $($apart:ident),* }
    ) => {
        macro_rules! $columns {
            () => {
                concat!($(stringify!($fixed), ", ",)* $crate::store::engine::table::table!(@list $($field $(as $column)?),*) $(, ", ", stringify!($extra))*)
            };
        }

        macro_rules! $parameters {
            () => {
                concat!(
                    $(":", stringify!($fixed), ", ",)* $crate::store::engine::table::table!(@parameters $($field $(as $column)?),*)
                    $(, ", :", stringify!($extra))*
                )
            };
        }

        macro_rules! $assignments {
            () => {
                concat!(
                    $crate::store::engine::table::table!(@assignments $($field $(as $column)?),*)
                    $(, ", ", stringify!($extra), " = :", stringify!($extra))*
                )
            };
        }

        /// Reads a row: the columns in order, then those apart.
        fn read_columns(row: &rusqlite::Row<'_>) -> rusqlite::Result<$object> {
            use $crate::store::engine::table::read_next;
            let mut index = 0;
            $(let $fixed = read_next(row, &mut index)?;)*
            $(let $field = read_next(row, &mut index)?;)*
            index += ([$(stringify!($extra)),*] as [&str; _]).len();
            $(let $apart = read_next(row, &mut index)?;)*
            let _ = index;
            Ok($object { $($fixed,)* $($field,)* $($apart),* })
        }

        /// Runs a statement, binding those of these parameters that it has.
        fn write_columns(
            connection: &rusqlite::Connection,
            owner: $crate::domain::users::UserId,
            object: &$object,
            sql: &str,
        ) -> rusqlite::Result<usize> {
            use $crate::store::engine::table::{AsColumn, bind};
            let mut statement = connection.prepare_cached(sql)?;
            bind(&mut statement, ":user_id", &owner)?;
            $(bind(&mut statement, concat!(":", stringify!($fixed)), &AsColumn(&object.$fixed))?;)*
            $(bind(
                &mut statement,
                concat!(":", $crate::store::engine::table::table!(@column $field $(as $column)?)),
                &AsColumn(&$crate::store::engine::table::table!(@value object.$field $(, $write(object))?)),
            )?;)*
            $(bind(&mut statement, concat!(":", stringify!($extra)), &$value(object))?;)*
            $(bind(&mut statement, concat!(":", stringify!($apart)), &AsColumn(&object.$apart))?;)*
            statement.raw_execute()
        }
    };
    (@column $field:ident) => { stringify!($field) };
    (@column $field:ident as $column:ident) => { stringify!($column) };
    (@value $field:expr) => { $field };
    (@value $field:expr, $write:expr) => { $write };
    (@list $first:ident $(as $as:ident)? $(, $field:ident $(as $column:ident)?)*) => {
        concat!($crate::store::engine::table::table!(@column $first $(as $as)?) $(, ", ", $crate::store::engine::table::table!(@column $field $(as $column)?))*)
    };
    (@parameters $first:ident $(as $as:ident)? $(, $field:ident $(as $column:ident)?)*) => {
        concat!(":", $crate::store::engine::table::table!(@column $first $(as $as)?) $(, ", :", $crate::store::engine::table::table!(@column $field $(as $column)?))*)
    };
    (@assignments $first:ident $(as $as:ident)? $(, $field:ident $(as $column:ident)?)*) => {
        concat!(
            $crate::store::engine::table::table!(@column $first $(as $as)?), " = :", $crate::store::engine::table::table!(@column $first $(as $as)?)
            $(, ", ", $crate::store::engine::table::table!(@column $field $(as $column)?), " = :", $crate::store::engine::table::table!(@column $field $(as $column)?))*
        )
    };
}

pub(crate) use table;
