//! The reference of all settings, from the definition of the command line.

use std::fmt::Write;

use clap::Arg;

use crate::cli::definition;
use crate::config::{is_list, is_switch, settings};

const INTRODUCTION: &str = "\
# Configure

`cargo run --example configure > docs/configure.md` makes this page from the code.

Every setting of the server is a flag of `tracker serve`, a variable, and a key of a configuration file. A flag has the
last word, then the variable, then the file. `tracker config show --origin` prints what holds and where it comes from, in
the form of a file:

```sh
tracker config show > tracker.toml
tracker serve --config tracker.toml
```

The file is TOML. Commands that take the same flags read it too, such as `backup`, `user`, `doctor` and `healthcheck`: set
`TRACKER_CONFIG` for all of them. A setting that the file misspells is refused. A secret never stands in a flag, a variable
or this file: they name a file that holds it.
";

/// A page in Markdown about every setting of `serve`.
pub fn reference() -> String {
    let mut page = INTRODUCTION.to_owned();
    let definition = definition();
    let Some(serve) = definition.find_subcommand("serve") else { return page };
    for setting in settings(serve) {
        // Writing to a string does not fail.
        let _ = describe(&mut page, setting);
    }
    page
}

fn describe(page: &mut String, setting: &Arg) -> std::fmt::Result {
    let (Some(name), Some(variable)) = (setting.get_long(), setting.get_env()) else { return Ok(()) };
    let value = setting.get_value_names().and_then(|names| names.first()).filter(|_| !is_switch(setting));
    let value = value.map(|name| format!(" {name}")).unwrap_or_default();
    let help = setting.get_help().map(ToString::to_string).unwrap_or_default();
    writeln!(page, "\n## {name}\n\n{help}.\n")?;
    writeln!(page, "- `--{name}{value}`, `{}`", variable.to_string_lossy())?;
    let possible = setting.get_possible_values();
    if !is_switch(setting) && !possible.is_empty() {
        let names: Vec<_> = possible.iter().map(|value| format!("`{}`", value.get_name())).collect();
        writeln!(page, "- one of {}", names.join(", "))?;
    }
    if is_list(setting) {
        writeln!(page, "- a list in the file, separated by commas in the variable")?;
    }
    let defaults: Vec<_> = setting.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        writeln!(page, "- by default `{}`", defaults.join(","))?;
    }
    Ok(())
}
