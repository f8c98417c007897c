//! `tracker config`

mod reference;

use std::fmt;

use clap::builder::FalseyValueParser;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Subcommand};
use serde_json::{Map, Value, json};

pub use self::reference::reference;
use super::output;
use crate::config::{
    ConfigFile, DatabaseArgs, LogArgs, OutputArgs, PasswordArgs, ServeConfig, UpgradeArgs, is_list, is_switch, settings,
};

#[derive(Debug, Subcommand)]
pub enum Config {
    /// Print the configuration that `serve` would have, as a configuration file
    Show(Show),
}

/// Takes the flags and variables of `serve`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    _database: DatabaseArgs,
    #[command(flatten)]
    _config: ServeConfig,
    #[command(flatten)]
    _password: PasswordArgs,
    #[command(flatten)]
    _log: LogArgs,
    #[command(flatten)]
    _upgrade: UpgradeArgs,

    /// Also print where each value comes from
    #[arg(long, env = "TRACKER_CONFIG_ORIGIN", value_parser = FalseyValueParser::new())]
    origin: bool,

    #[command(flatten)]
    output: OutputArgs,
}

/// A setting with its values and where they come from.
#[derive(Debug)]
pub struct Setting {
    name: String,
    values: Vec<String>,
    is_list: bool,
    is_switch: bool,
    origin: Origin,
}

/// Where a value comes from, from weakest to strongest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Default,
    File(String),
    Variable(String),
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => f.write_str(path),
            Self::Variable(name) => f.write_str(name),
            Self::Flag => f.write_str("flag"),
        }
    }
}

impl Config {
    pub fn run(self, matches: &ArgMatches, file: Option<&ConfigFile>) -> anyhow::Result<()> {
        let Self::Show(show) = self;
        let Some(("show", matches)) = matches.subcommand() else { return Ok(()) };
        let found = effective(matches, file);
        if show.output.json {
            let settings: Map<_, _> = found.iter().map(|setting| (setting.name.clone(), setting.to_json())).collect();
            return Ok(output::line(json!(settings))?);
        }
        for setting in found {
            let origin = if show.origin { format!("  # {}", setting.origin) } else { String::new() };
            output::line(format!("{}{origin}", setting.to_toml()))?;
        }
        Ok(())
    }
}

/// The settings of a command that takes those of `serve`.
pub fn effective(matches: &ArgMatches, file: Option<&ConfigFile>) -> Vec<Setting> {
    let serve = super::definition();
    let Some(serve) = serve.find_subcommand("serve") else { return Vec::new() };
    settings(serve).filter_map(|setting| Setting::of(setting, matches, file)).collect()
}

/// Says which settings are not at their defaults, and why.
pub fn summary(matches: &ArgMatches, file: Option<&ConfigFile>) -> String {
    let changed = effective(matches, file).into_iter().filter(|setting| setting.origin != Origin::Default);
    let changed: Vec<_> = changed.map(|setting| format!("{} ({})", setting.name, setting.origin)).collect();
    if changed.is_empty() {
        "All settings are at their defaults.".to_owned()
    } else {
        format!("Set: {}.", changed.join(", "))
    }
}

impl Setting {
    fn of(setting: &Arg, matches: &ArgMatches, file: Option<&ConfigFile>) -> Option<Self> {
        let (id, name) = (setting.get_id().as_str(), setting.get_long()?);
        let raw = matches.try_get_raw(id).ok()?;
        let values = raw.into_iter().flatten().map(|value| value.to_string_lossy().into_owned()).collect();
        let origin = match matches.value_source(id) {
            Some(ValueSource::CommandLine) => Origin::Flag,
            Some(ValueSource::EnvVariable) => Origin::Variable(setting.get_env()?.to_string_lossy().into_owned()),
            _ => match file.filter(|file| file.has(name)) {
                Some(file) => Origin::File(file.path().display().to_string()),
                None => Origin::Default,
            },
        };
        let (is_list, is_switch) = (is_list(setting), is_switch(setting));
        Some(Self { name: name.to_owned(), values, is_list, is_switch, origin })
    }

    /// A line of a configuration file; a comment if there is no value.
    fn to_toml(&self) -> String {
        // Strings are quoted alike in JSON and TOML.
        let quoted = |value: &String| json!(value).to_string();
        let name = &self.name;
        match self.values.as_slice() {
            [] => format!("# {name} ="),
            values if self.is_list => {
                format!("{name} = [{}]", values.iter().map(quoted).collect::<Vec<_>>().join(", "))
            }
            [value, ..] if self.is_switch || value.parse::<i64>().is_ok() => format!("{name} = {value}"),
            [value, ..] => format!("{name} = {}", quoted(value)),
        }
    }

    fn to_json(&self) -> Value {
        let value = match self.values.as_slice() {
            values if self.is_list => json!(values),
            [] => Value::Null,
            [value, ..] if self.is_switch => json!(value == "true"),
            [value, ..] => value.parse::<i64>().map_or_else(|_| json!(value), |number| json!(number)),
        };
        json!({ "value": value, "origin": self.origin.to_string() })
    }
}
