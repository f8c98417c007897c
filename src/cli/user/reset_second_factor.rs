//! `tracker user 2fa-reset`

use super::Name;
use crate::cli::{find_user, output, with_store};
use crate::clock;
use crate::domain::security_events::Occasion;
use crate::domain::users::Username;

pub async fn run(name: Name) -> anyhow::Result<()> {
    let username = Username::parse(&name.name)?;
    let was_on = with_store(&name.database.path()?, async |store| {
        let owner = find_user(store, &username).await?;
        Ok(store.turn_off_second_factor(owner, Occasion::command(clock::now())).await?)
    })
    .await?;
    output::line(if was_on {
        format!("Turned off the second factor of {username}. The password is enough to log in.")
    } else {
        format!("{username} has no second factor. The password is enough to log in.")
    })?;
    Ok(())
}
