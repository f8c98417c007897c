//! SQLite: the file, its connections, the reading and writing threads, and the schema.

pub mod answers;
pub mod columns;
pub mod connection;
pub mod disk;
pub mod drafts;
pub mod failure;
pub mod functions;
pub mod guard;
pub mod health;
pub mod job;
pub mod lock;
pub mod migrations;
pub mod open;
pub mod owner;
pub mod pool;
pub mod readers;
pub mod rescue;
pub mod reserve;
pub mod table;
pub mod trouble;
pub mod watch;
pub mod writer;
