//! Behaviour from outside: over HTTP within the process, and of the real executable.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::missing_panics_doc)]

mod accounts;
mod agenda;
mod architecture;
mod bad_input;
mod capture;
mod changes;
mod client;
mod commands;
mod contract;
mod crash;
mod database;
mod edges;
mod events;
mod export;
mod faults;
mod flask;
mod isolation;
mod layers;
mod model;
mod openapi;
mod pages;
mod plan;
mod plan_export;
mod plan_model;
mod power;
mod projects;
mod recurring;
mod search;
mod serve;
mod sessions;
mod store;
mod support;
mod tasks;
mod trash;
mod users;
mod views;
