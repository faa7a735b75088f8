use super::ErrorKind;

/// The kind of error that a code of the service stands for; `None` for codes nobody has published.
///
/// The codes for "already asked this person", "`to_time` too recent" and "not allow-listed" are
/// among the unknown ones: their errors are sorted by HTTP status and are not retryable.
#[rustfmt::skip]
pub const fn kind_of_code(code: i64) -> Option<ErrorKind> {
    Some(match code {
        17 => ErrorKind::NotFound, // No user matches the given terms
        32 => ErrorKind::Authentication, // Could not authenticate you (signature wrong)
        34 => ErrorKind::NotFound, // Page does not exist (also: endpoint not granted)
        38 => ErrorKind::InvalidRequest, // A named parameter is missing
        50 => ErrorKind::NotFound, // User not found
        63 => ErrorKind::CannotMessage, // The user has been suspended
        64 => ErrorKind::Permission, // Your account is suspended
        87 => ErrorKind::Permission, // Client is not permitted to perform this action
        88 => ErrorKind::RateLimited, // Rate limit exceeded
        89 => ErrorKind::Authentication, // Invalid or expired token
        92 => ErrorKind::Configuration, // SSL is required
        93 => ErrorKind::Permission, // App may not access direct messages
        99 => ErrorKind::Authentication, // Unable to verify your credentials
        108 => ErrorKind::NotFound, // Cannot find the specified user
        130 => ErrorKind::Server, // Over capacity
        131 => ErrorKind::Server, // Internal error
        135 => ErrorKind::Authentication, // Timestamp out of bounds
        150 => ErrorKind::CannotMessage, // Recipient does not follow you
        151 => ErrorKind::CannotMessage, // There was an error sending your message
        170 => ErrorKind::InvalidRequest, // A required parameter is missing
        185 => ErrorKind::RateLimited, // User is over the daily limit
        187 => ErrorKind::InvalidRequest, // Status is a duplicate
        214 => ErrorKind::InvalidRequest, // Bad request; the message names the field
        215 => ErrorKind::Authentication, // Bad authentication data
        220 => ErrorKind::Permission, // Credentials do not allow access to this resource
        226 => ErrorKind::Permission, // Looks automated
        251 => ErrorKind::Permission, // Endpoint retired
        261 => ErrorKind::Permission, // App cannot perform write actions
        326 => ErrorKind::Permission, // Account temporarily locked
        349 => ErrorKind::CannotMessage, // You cannot send messages to this user
        354 => ErrorKind::InvalidRequest, // Message text over the limit
        415 => ErrorKind::Configuration, // Callback URL not approved
        416 => ErrorKind::Authentication, // Invalid or suspended application
        417 => ErrorKind::Configuration, // Desktop applications only support oob
        453 => ErrorKind::Permission, // Your access level does not include this endpoint
        _ => return None,
    })
}
