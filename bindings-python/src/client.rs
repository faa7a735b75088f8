//! The client: one method for each verb.

use std::collections::BTreeMap;
use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use twitter_feedback::{Client, ClientBuilder, EventsQuery, Prompt as CorePrompt};
use twitter_feedback_bindings::caught_panic;

use crate::arguments::{text, whole};
use crate::asked::after_asking;
use crate::attributes::attributes;
use crate::client_handle::ClientHandle;
use crate::client_options;
use crate::credentials::Credentials;
use crate::errors::OrRaise;
use crate::feedback::Feedback;
use crate::guard::caught;
use crate::listing::Listing;
use crate::pending::Pending;
use crate::prompt::Prompt;
use crate::records;
use crate::time_argument::optional_time;
use crate::times::Time;

/// What `Client` and `AsyncClient` are made of.
#[pyclass(frozen, module = "twitter_feedback._native")]
pub(crate) struct NativeClient(Arc<ClientHandle>);

impl NativeClient {
    fn build(builder: ClientBuilder, options: &Bound<'_, PyDict>) -> PyResult<Self> {
        let builder = client_options::apply(builder, options)?;
        // Reading root certificates takes a while.
        let handle = options.py().detach(|| caught_panic(|| ClientHandle::new(builder)));
        Ok(Self(Arc::new(handle.or_raise()?.or_raise()?)))
    }

    pub(crate) fn client(&self) -> PyResult<Client> {
        self.0.get().or_raise()
    }
}

attributes!(NativeClient {
    /// What is left of each limit as far as it was seen.
    rate_limits: BTreeMap<&'static str, Py<PyAny>> = |this, py| {
        let limits = this.client()?.rate_limits();
        let shown = limits.iter().map(|(name, limit)| Ok((*name, records::rate_limit(py, limit)?)));
        shown.collect::<PyResult<BTreeMap<_, _>>>()?
    };
    /// Where the service is.
    api_base: String = |this| this.client()?.api_base();
    /// Whether `test=true` is added to every request.
    test: bool = |this| this.client()?.test();
    /// Whether it was closed.
    closed: bool = |this| this.0.is_closed();
} with {
    #[new]
    fn new(credentials: &Bound<'_, PyAny>, options: &Bound<'_, PyDict>) -> PyResult<Self> {
        caught(|| Self::build(Client::builder(Credentials::given(credentials)?), options))
    }

    /// From the environment; options go before it.
    #[staticmethod]
    fn from_env(options: &Bound<'_, PyDict>) -> PyResult<Self> {
        caught(|| Self::build(ClientBuilder::from_env().or_raise()?, options))
    }

    /// Sends a prompt.
    fn create(&self, prompt: &Bound<'_, Prompt>) -> PyResult<Pending> {
        caught(|| {
            let (client, prompt) = (self.client()?, CorePrompt::clone(prompt.get().core()));
            let work = async move { client.create(&prompt).await };
            Ok(Pending::new(work, |py, reply| after_asking(py, || Feedback::replied(reply).into_object(py))))
        })
    }

    /// Reads one feedback.
    fn show(&self, feedback_id: &Bound<'_, PyAny>) -> PyResult<Pending> {
        caught(|| {
            let (client, id) = (self.client()?, text(feedback_id, "feedback_id")?);
            let work = async move { client.show(&id).await };
            Ok(Pending::new(work, |py, reply| Feedback::replied(reply).into_object(py)))
        })
    }

    /// Prepares a listing; nothing is asked yet.
    fn events(
        &self,
        from_time: Option<&Bound<'_, PyAny>>,
        to_time: Option<&Bound<'_, PyAny>>,
        count: &Bound<'_, PyAny>,
        cursor: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Listing> {
        caught(|| {
            if cursor.is_some() && (from_time.is_some() || to_time.is_some()) {
                let why = "events() takes a period or a cursor, not both: a cursor brings its period with it";
                return Err(pyo3::exceptions::PyTypeError::new_err(why));
            }
            let query = match cursor {
                Some(cursor) => EventsQuery::resume(text(cursor, "cursor")?),
                None => EventsQuery::period(optional_time(from_time, "from_time")?, optional_time(to_time, "to_time")?),
            };
            let query = query.count(whole(count, "count", 1..=100)?);
            query.check().or_raise()?;
            Ok(Listing::new(Arc::clone(&self.0), self.client()?.events(query)))
        })
    }

    /// What stands between the account and a user.
    fn friendship(&self, user_id: &Bound<'_, PyAny>) -> PyResult<Pending> {
        caught(|| {
            let (client, id) = (self.client()?, text(user_id, "user_id")?);
            let work = async move { client.friendship(&id).await };
            Ok(Pending::new(work, |py, reply| records::friendship(py, &reply)))
        })
    }

    /// Who the account is.
    fn verify_credentials(&self) -> PyResult<Pending> {
        caught(|| {
            let client = self.client()?;
            let work = async move { client.verify_credentials().await };
            Ok(Pending::new(work, |py, reply| records::account(py, &reply)))
        })
    }

    /// What time it is for the service.
    fn service_time(&self) -> PyResult<Pending> {
        caught(|| {
            let client = self.client()?;
            let work = async move { client.service_time().await };
            Ok(Pending::new(work, |py, time| Ok(Time(time).into_pyobject(py)?.into_any().unbind())))
        })
    }

    /// Looks at everything that has to be right.
    fn doctor(&self) -> PyResult<Pending> {
        caught(|| {
            let client = self.client()?;
            let work = async move { Ok(client.doctor().await) };
            Ok(Pending::new(work, |py, checks| {
                let checks = checks.iter().map(|check| records::check(py, check));
                checks.collect::<PyResult<Vec<_>>>()?.into_py_any(py)
            }))
        })
    }

    /// Lets its connections go.
    fn close(&self) -> PyResult<()> {
        caught(|| {
            self.0.close();
            Ok(())
        })
    }
});
