//! Behaviour from outside: over HTTP within the process, and of the real executable.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::missing_panics_doc)]

/// A test of random cases in four parts, so that every core has some.
macro_rules! in_four_parts {
    ($name:ident, $quarter:ident) => {
        mod $name {
            #[test]
            fn first() {
                super::$quarter();
            }

            #[test]
            fn second() {
                super::$quarter();
            }

            #[test]
            fn third() {
                super::$quarter();
            }

            #[test]
            fn fourth() {
                super::$quarter();
            }
        }
    };
}

mod accounts;
mod agenda;
mod agenda_coming;
mod agenda_order;
mod answers;
mod architecture;
mod backups;
mod bad_input;
mod calibration;
mod capture;
mod changes;
mod client;
mod clock;
mod commands;
mod configuration;
mod confirmation;
mod connections;
mod contract;
mod cost;
mod crash;
mod damage;
mod database;
mod doctor;
mod drafts;
mod duplicate;
mod edges;
mod events;
mod export;
mod faults;
mod flask;
mod full_disk;
mod guard;
mod habits;
mod header_login;
mod histories;
mod isolation;
mod killed;
mod layers;
mod links;
mod listening;
mod mending;
mod migrating;
mod model;
mod moves;
mod observing;
mod oidc;
mod openapi;
mod owner;
mod pages;
mod parsers;
mod passkeys;
mod plan;
mod plan_export;
mod plan_model;
mod positions;
mod power;
mod projects;
mod recurring;
mod reviews;
mod rewind;
mod rules;
mod schemas;
mod search;
mod second_factor;
mod sections;
mod security_events;
mod serve;
mod sessions;
mod statistics;
mod store;
mod storms;
mod support;
mod tasks;
mod time_entries;
mod trash;
mod users;
mod views;
