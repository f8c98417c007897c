//! Tells systemd how the server is (`sd_notify(3)`). Without systemd nothing is told.

use std::time::Duration;

use sd_notify::NotifyState;

use crate::store::Store;

/// Says that the server listens.
pub fn ready(urls: &[String]) {
    tell(&[NotifyState::Ready, NotifyState::Status(&format!("Listening on {}", urls.join(", ")))]);
}

/// Says that the server reads its certificate again, until [`ready`].
pub fn reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => tell(&[NotifyState::Reloading, now]),
        Err(error) => tracing::warn!(%error, "systemd can't be told of a reload"),
    }
}

/// Says that the server is about to end.
pub fn stopping() {
    tell(&[NotifyState::Stopping]);
}

fn tell(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::warn!(%error, "systemd can't be told how the server is");
    }
}

/// Gives systemd a sign of life again and again for as long as the database answers, if it waits for one. Without it,
/// systemd starts the server anew.
pub async fn keep_alive(store: Store) {
    let Some(timeout) = sd_notify::watchdog_enabled() else { return };
    // Twice in its time, as the manual advises.
    let mut interval = tokio::time::interval((timeout / 2).max(Duration::from_millis(1)));
    loop {
        interval.tick().await;
        // Whatever it answers: a full disk is not mended by starting anew.
        let _ = store.check_readiness(None).await;
        tell(&[NotifyState::Watchdog]);
    }
}
