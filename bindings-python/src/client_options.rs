//! Reads the options of a client.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use twitter_feedback::{ClientBuilder, Problem, RetryPolicy};

use crate::arguments::{boolean, noted_text, noted_whole};
use crate::errors::OrRaise;
use crate::options::{self, root_certificate, timed};

/// What may be `None`, as where it comes from a variable that may not be set. Elsewhere other libraries give `None` a
/// meaning, such as no timeout at all, that it does not have here.
const MAY_BE_NONE: [&str; 3] = ["proxy", "root_certificate", "user_agent"];

/// Sets what is given.
pub(crate) fn apply(builder: ClientBuilder, options: &Bound<'_, PyDict>) -> PyResult<ClientBuilder> {
    options::apply(builder, options, &MAY_BE_NONE, apply_one)
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
        "root_certificate" => builder.root_certificate(root_certificate(value)?),
        "user_agent" => builder.user_agent(noted_text(value, "user_agent", problems)?),
        other => return Err(options::unknown("a client", other)),
    })
}
