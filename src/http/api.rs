//! The endpoints, one file per noun.

pub mod accounts;
pub mod agenda;
pub mod capture;
pub mod changes;
pub mod events;
pub mod export;
pub mod health;
pub mod identities;
pub mod inbox;
pub mod instance;
pub mod invites;
pub mod login_links;
pub mod passkeys;
pub mod projects;
pub mod query_fields;
pub mod reviews;
pub mod second_factor;
pub mod sections;
pub mod security_events;
pub mod sessions;
pub mod settings;
pub mod tags;
pub mod tasks;
pub mod trash;
pub mod users;
pub mod views;
