//! How many exports run at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::domain::users::UserId;
use crate::error::{Error, Result};

/// How many are made at once.
const AT_ONCE: usize = 2;
/// How many one account can have, from the request to the last byte.
const PER_ACCOUNT: usize = 2;

/// The exports that are being made or sent. Each holds a temporary file of its size.
#[derive(Debug)]
pub struct Exports {
    making: Semaphore,
    by_account: Arc<Mutex<HashMap<UserId, usize>>>,
}

/// One export of an account, until it is dropped.
#[derive(Debug)]
pub struct Export {
    owner: UserId,
    by_account: Arc<Mutex<HashMap<UserId, usize>>>,
}

impl Default for Exports {
    fn default() -> Self {
        Self { making: Semaphore::new(AT_ONCE), by_account: Arc::default() }
    }
}

impl Exports {
    /// Begins an export, unless the account has enough of them.
    pub fn begin(&self, owner: UserId) -> Result<Export> {
        let mut by_account = self.by_account.lock().unwrap_or_else(PoisonError::into_inner);
        let count = by_account.entry(owner).or_default();
        if *count >= PER_ACCOUNT {
            let reason = "Two exports of this account are on their way already. Wait until one has arrived.";
            return Err(Error::Unavailable { reason, retry_after: Duration::from_secs(10) });
        }
        *count += 1;
        Ok(Export { owner, by_account: Arc::clone(&self.by_account) })
    }

    /// Waits until one more can be made.
    pub async fn turn(&self) -> Result<SemaphorePermit<'_>> {
        self.making.acquire().await.map_err(Error::internal)
    }
}

impl Drop for Export {
    fn drop(&mut self) {
        let mut by_account = self.by_account.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = by_account.get_mut(&self.owner) {
            *count -= 1;
            if *count == 0 {
                by_account.remove(&self.owner);
            }
        }
    }
}
