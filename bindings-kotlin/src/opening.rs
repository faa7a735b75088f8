//! A program that is being opened.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use twitter_feedback::{Client, Policy, Program};
use twitter_feedback_bindings::in_camel_case;

use crate::calling::called;
use crate::client::NativeClient;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::policy::NativePolicy;
use crate::program::NativeProgram;

/// A coroutine that is cancelled loses what it was about to get, so the program stays here until it is taken, and is
/// closed with this.
#[derive(uniffi::Object)]
pub struct Opening {
    client: Client,
    ledger: String,
    policy: Policy,
    opened: Mutex<Option<Arc<NativeProgram>>>,
}

#[uniffi::export]
impl NativeClient {
    /// Prepares a program that asks through this client; no ledger is opened yet.
    pub fn opening(&self, ledger: String, policy: NativePolicy) -> Result<Arc<Opening>, NativeError> {
        caught(|| {
            let policy = policy.checked()?;
            Ok(Arc::new(Opening { client: self.core(), ledger, policy, opened: Mutex::default() }))
        })
    }
}

#[uniffi::export]
impl Opening {
    pub async fn run(&self) -> Result<(), NativeError> {
        let (client, ledger, policy) = (self.client.clone(), self.ledger.clone(), self.policy.clone());
        let opened = called(async move { Program::open(client, ledger, policy).await.map_err(in_camel_case) }).await?;
        *self.lock() = Some(Arc::new(NativeProgram::from(opened)));
        Ok(())
    }

    /// Takes the one that was opened.
    pub fn take(&self) -> Option<Arc<NativeProgram>> {
        self.lock().take()
    }
}

impl Opening {
    fn lock(&self) -> MutexGuard<'_, Option<Arc<NativeProgram>>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
