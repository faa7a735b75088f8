use http::HeaderValue;

use crate::model::{ErrorKind, FeedbackError};
use crate::oauth::{Keys, SigningRequest, authorize};

/// A fresh signature for this request, marked so that no log shows it.
pub(super) fn authorization_header(keys: Keys<'_>, request: &SigningRequest<'_>) -> Result<HeaderValue, FeedbackError> {
    let mut header = HeaderValue::try_from(authorize(keys, request)?)
        .map_err(|_| FeedbackError::new(ErrorKind::Internal, "the signature does not fit a header"))?;
    header.set_sensitive(true);
    Ok(header)
}
