//! Reads the options of a client.

use std::time::Duration;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use twitter_feedback::{ClientBuilder, FeedbackError, Problem, RetryPolicy};

use crate::arguments::{boolean, noted_text, noted_whole, wrong_type};
use crate::errors::{OrRaise, raised};
use crate::seconds::noted_duration;

/// What may be `None`, as where it comes from a variable that may not be set. Elsewhere other libraries give `None` a
/// meaning, such as no timeout at all, that it does not have here.
const MAY_BE_NONE: [&str; 3] = ["proxy", "root_certificate", "user_agent"];

/// Sets what is given.
pub(crate) fn apply(mut builder: ClientBuilder, options: &Bound<'_, PyDict>) -> PyResult<ClientBuilder> {
    let mut problems = Vec::new();
    for (name, value) in options.iter() {
        let name = name.cast::<PyString>()?.to_string_lossy();
        if !(value.is_none() && MAY_BE_NONE.contains(&&*name)) {
            builder = apply_one(builder, &name, &value, &mut problems)?;
        }
    }
    if problems.is_empty() { Ok(builder) } else { Err(raised(FeedbackError::misconfigured(problems))) }
}

fn apply_one(
    builder: ClientBuilder,
    name: &str,
    value: &Bound<'_, PyAny>,
    problems: &mut Vec<Problem>,
) -> PyResult<ClientBuilder> {
    Ok(match name {
        "api_base" => builder.api_base(noted_text(value, "api_base", problems)?),
        "test" => builder.test(boolean(value, "test")?),
        "clock" => builder.clock(noted_text(value, "clock", problems)?.parse().or_raise()?),
        "timeout" => timed(builder, "timeout", value, problems, ClientBuilder::timeout)?,
        "connect_timeout" => timed(builder, "connect_timeout", value, problems, ClientBuilder::connect_timeout)?,
        "read_timeout" => timed(builder, "read_timeout", value, problems, ClientBuilder::read_timeout)?,
        "operation_timeout" => timed(builder, "operation_timeout", value, problems, ClientBuilder::operation_timeout)?,
        "max_rate_wait" => timed(builder, "max_rate_wait", value, problems, ClientBuilder::max_rate_wait)?,
        "max_tries" => match noted_whole(value, "max_tries", 1..=u32::MAX, problems)? {
            Some(tries) => builder.retry(RetryPolicy::default().with_max_tries(tries)),
            None => builder,
        },
        "proxy" => builder.proxy(noted_text(value, "proxy", problems)?),
        "root_certificate" => match value.cast::<PyBytes>() {
            Ok(pem) => builder.root_certificate(pem.as_bytes()),
            Err(_) => return Err(wrong_type(value, "root_certificate", "bytes (PEM)")),
        },
        "user_agent" => builder.user_agent(noted_text(value, "user_agent", problems)?),
        other => return Err(PyTypeError::new_err(format!("a client has no option {other:?}"))),
    })
}

fn timed(
    builder: ClientBuilder,
    name: &'static str,
    value: &Bound<'_, PyAny>,
    problems: &mut Vec<Problem>,
    set: fn(ClientBuilder, Duration) -> ClientBuilder,
) -> PyResult<ClientBuilder> {
    Ok(match noted_duration(value, name, problems)? {
        Some(duration) => set(builder, duration),
        None => builder,
    })
}
