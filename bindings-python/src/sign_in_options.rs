//! Reads the options of signing in.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use twitter_feedback::{Problem, SignInOptions};

use crate::arguments::noted_text;
use crate::credentials::secret;
use crate::errors::OrRaise;
use crate::options::{self, root_certificate, timed};

/// As for a client, and what has no value of its own when it is left out.
const MAY_BE_NONE: [&str; 5] = ["callback", "authorize_base", "proxy", "root_certificate", "user_agent"];

/// The app's keys, and what else is given.
pub(crate) fn read(
    consumer_key: &Bound<'_, PyAny>,
    consumer_secret: &Bound<'_, PyAny>,
    options: &Bound<'_, PyDict>,
) -> PyResult<SignInOptions> {
    let keys = (secret(consumer_key, "consumer_key")?, secret(consumer_secret, "consumer_secret")?);
    options::apply(SignInOptions::new(keys.0, keys.1), options, &MAY_BE_NONE, apply_one)
}

fn apply_one(
    builder: SignInOptions,
    name: &str,
    value: &Bound<'_, PyAny>,
    problems: &mut Vec<Problem>,
) -> PyResult<SignInOptions> {
    Ok(match name {
        "callback" => builder.callback(noted_text(value, "callback", problems)?),
        "api_base" => builder.api_base(noted_text(value, "api_base", problems)?),
        "authorize_base" => builder.authorize_base(noted_text(value, "authorize_base", problems)?),
        "clock" => builder.clock(noted_text(value, "clock", problems)?.parse().or_raise()?),
        "timeout" => timed(builder, "timeout", value, problems, SignInOptions::timeout)?,
        "proxy" => builder.proxy(noted_text(value, "proxy", problems)?),
        "root_certificate" => builder.root_certificate(root_certificate(value)?),
        "user_agent" => builder.user_agent(noted_text(value, "user_agent", problems)?),
        other => return Err(options::unknown("signing in", other)),
    })
}
