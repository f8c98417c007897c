//! A configuration file: TOML, whose keys are the long names of the flags of `tracker serve`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use clap::error::ContextKind;
use clap::{Arg, ArgAction, Args, Command};

/// Which configuration file.
#[derive(Debug, Clone, Args)]
pub struct ConfigFileArgs {
    /// A file in TOML with defaults for flags, by their long names
    #[arg(long, env = "TRACKER_CONFIG", value_name = "FILE", hide_env_values = true)]
    config: Option<PathBuf>,
}

/// The id of the flag that names the file.
pub const CONFIG_FLAG: &str = "config";

/// The settings of a file, by name.
#[derive(Debug)]
pub struct ConfigFile {
    path: PathBuf,
    values: BTreeMap<String, Vec<String>>,
}

/// The largest file.
const MOST_BYTES: u64 = 1024 * 1024;

impl ConfigFile {
    /// Reads a file, and checks its settings as the flags of a command would be.
    pub fn read(path: &Path, serve: &Command) -> anyhow::Result<Self> {
        let name = path.display();
        let length = path.metadata().with_context(|| format!("Can't read the configuration {name}"))?.len();
        ensure!(length <= MOST_BYTES, "{name} is too large for a configuration: 1 MiB is the most.");
        let text = std::fs::read_to_string(path).with_context(|| format!("Can't read the configuration {name}"))?;
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let line =
                    error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().lines().count().max(1));
                bail!("{name} is not valid TOML in line {line}: {}.", error.message());
            }
        };
        let values = table.into_iter().map(|(key, value)| {
            let setting = setting(serve, &key).with_context(|| unknown(serve, &key, path))?;
            let values = written(&key, value, setting).with_context(|| format!("In {name}"))?;
            check(serve, &key, &values, setting).with_context(|| format!("In {name}"))?;
            Ok((key, values))
        });
        Ok(Self { path: path.to_owned(), values: values.collect::<anyhow::Result<_>>()? })
    }

    /// The same command, and the commands in it, with the settings as defaults.
    pub fn apply(&self, command: Command) -> Command {
        let ids: Vec<_> = command
            .get_arguments()
            .filter_map(|arg| Some((arg.get_id().clone(), self.values.get(arg.get_long()?)?.clone())))
            .collect();
        let names: Vec<_> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        let command = ids
            .into_iter()
            .fold(command, |command, (id, values)| command.mut_arg(id, |arg| arg.default_values(values)));
        names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |inner| self.apply(inner)))
    }

    /// Whether it has a setting.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The settings of a command: what a file may set.
pub fn settings(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| arg.get_env().is_some() && arg.get_id() != CONFIG_FLAG)
}

fn setting<'a>(serve: &'a Command, key: &str) -> Option<&'a Arg> {
    settings(serve).find(|arg| arg.get_long() == Some(key))
}

/// Whether it is on or off, without a value on the command line.
pub fn is_switch(setting: &Arg) -> bool {
    matches!(setting.get_action(), ArgAction::SetTrue)
}

/// Whether it can have several values.
pub fn is_list(setting: &Arg) -> bool {
    matches!(setting.get_action(), ArgAction::Append)
}

fn unknown(serve: &Command, key: &str, path: &Path) -> String {
    let alike = |name: &str| name.replace('-', "") == key.replace(['-', '_'], "").to_lowercase();
    let meant = settings(serve).filter_map(Arg::get_long).find(|name| alike(name));
    let advice = match meant {
        Some(name) => format!("Write {name}."),
        None => "`tracker config show` lists what there is.".to_owned(),
    };
    format!("There is no setting {key:?} in {}. {advice}", path.display())
}

/// A value as it would stand on the command line.
fn written(key: &str, value: toml::Value, setting: &Arg) -> anyhow::Result<Vec<String>> {
    let one = |value| match value {
        toml::Value::String(text) => Ok(text),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Boolean(is_on) if is_switch(setting) => Ok(is_on.to_string()),
        toml::Value::Boolean(is_on) => Ok(if is_on { "on" } else { "off" }.to_owned()),
        other => bail!("{key} can't be a TOML {}.", other.type_str()),
    };
    match value {
        toml::Value::Array(values) if is_list(setting) => values.into_iter().map(one).collect(),
        toml::Value::Array(_) => bail!("{key} takes one value, not a list."),
        value => Ok(vec![one(value)?]),
    }
}

/// Refuses a value as the command line would.
fn check(serve: &Command, key: &str, values: &[String], setting: &Arg) -> anyhow::Result<()> {
    if is_switch(setting) {
        let value = values.first().map(String::as_str).unwrap_or_default();
        ensure!(["true", "false"].contains(&value), "{key} is true or false.");
        return Ok(());
    }
    let flags = values.iter().map(|value| format!("--{key}={value}"));
    let Err(error) = serve.clone().try_get_matches_from([serve.get_name().to_owned()].into_iter().chain(flags)) else {
        return Ok(());
    };
    let value = error.get(ContextKind::InvalidValue).map(ToString::to_string).unwrap_or_default();
    let reason = std::error::Error::source(&error).map(ToString::to_string);
    let possible = error.get(ContextKind::ValidValue).map(|values| format!("it is one of: {values}"));
    let reason = reason.or(possible).unwrap_or_else(|| "it is not understood".to_owned());
    bail!("{key} can't be {value:?}: {reason}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ConfigFile, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tracker.toml");
        std::fs::write(&path, text).unwrap();
        let serve = crate::config::ServeConfig::augment_args(Command::new("serve"));
        ConfigFile::read(&path, &serve).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn a_setting_is_called_as_its_flag() {
        let file =
            read("listen = [\"127.0.0.1:1\", \"unix:a\"]\nsession-days = 3\nrate-limit = false\nsignup = 'closed'")
                .unwrap();
        assert_eq!(file.values["listen"], ["127.0.0.1:1", "unix:a"]);
        assert_eq!(file.values["rate-limit"], ["off"]);
        let command = file.apply(crate::config::ServeConfig::augment_args(Command::new("serve")));
        let matches = command.try_get_matches_from(["serve", "--session-days", "4"]).unwrap();
        assert_eq!(matches.get_one::<u16>("session_days"), Some(&4), "a flag has the last word");
        assert_eq!(matches.get_raw("listen").unwrap().count(), 2);
    }

    #[test]
    fn what_is_wrong_is_said_with_where_and_what_to_do() {
        for (text, said) in [
            ("public_url = 'https://x'", "Write public-url."),
            ("colour = 'red'", "tracker config show"),
            ("listen = 5", "listen can't be \"5\": expected an IP address"),
            ("listen = ['127.0.0.1:1', 'x']", "listen can't be \"x\""),
            ("session-days = 0", "session-days can't be \"0\": 0 is not in 1..=400"),
            ("session-days = [1]", "takes one value"),
            ("session-days = 1.5", "can't be a TOML float"),
            ("signup = 'maybe'", "it is one of: open, invite, closed"),
            ("signup = 'open'\nsignup =", "not valid TOML in line 2"),
            ("config = 'other.toml'", "no setting \"config\""),
        ] {
            let refusal = read(text).unwrap_err();
            assert!(refusal.contains(said) && refusal.contains("tracker.toml"), "{text:?}: {refusal}");
        }
    }
}
