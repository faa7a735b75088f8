//! The signature base string, RFC 5849 section 3.4.1.

use super::encode::encode;

/// Builds the text that is signed.
///
/// `base_uri` is scheme, host and path; its scheme and host are lowered, a default port is left out
/// and anything from `?` or `#` on is dropped, because the query's parameters belong into `params`.
/// `params` are all parameters, decoded: header without `realm`, query and form body. Duplicates
/// count; an `oauth_signature` among them is left out.
#[must_use]
pub fn signature_base_string(method: &str, base_uri: &str, params: &[(String, String)]) -> String {
    let mut encoded: Vec<(String, String)> = params
        .iter()
        .filter(|(name, _)| name != "oauth_signature")
        .map(|(name, value)| (encode(name), encode(value)))
        .collect();
    encoded.sort_unstable();
    let mut normalised = String::new();
    for (name, value) in &encoded {
        if !normalised.is_empty() {
            normalised.push('&');
        }
        normalised.push_str(name);
        normalised.push('=');
        normalised.push_str(value);
    }
    format!("{}&{}&{}", encode(&method.to_ascii_uppercase()), encode(&normalised_uri(base_uri)), encode(&normalised))
}

/// Section 3.4.1.2.
fn normalised_uri(uri: &str) -> String {
    let plain = uri.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = plain.split_once("://") else {
        return plain.to_owned();
    };
    let (authority, path) = match rest.find('/').and_then(|at| rest.split_at_checked(at)) {
        Some((authority, path)) => (authority, path),
        None => (rest, "/"),
    };
    let scheme = scheme.to_ascii_lowercase();
    let authority = authority.to_ascii_lowercase();
    let default_port = match scheme.as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => "",
    };
    let authority = authority.strip_suffix(default_port).unwrap_or(authority.as_str());
    format!("{scheme}://{authority}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_and_host_are_lowered_and_default_ports_left_out() {
        // The examples of RFC 5849 section 3.4.1.2.
        assert_eq!(normalised_uri("http://EXAMPLE.COM:80/r%20v/X?id=123"), "http://example.com/r%20v/X");
        assert_eq!(normalised_uri("https://www.example.net:8080/?q=1"), "https://www.example.net:8080/");
        assert_eq!(normalised_uri("https://example.net:443"), "https://example.net/");
        assert_eq!(normalised_uri("http://example.net:443/"), "http://example.net:443/");
    }

    #[test]
    fn parameters_are_sorted_by_encoded_name_then_value() {
        // RFC 5849 section 3.4.1.1.
        let params: Vec<(String, String)> = [
            ("b5", "=%3D"),
            ("a3", "a"),
            ("c@", ""),
            ("a2", "r b"),
            ("oauth_consumer_key", "9djdj82h48djs9d2"),
            ("oauth_token", "kkk9d7dh3k39sjv7"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131201"),
            ("oauth_nonce", "7d8f3e4a"),
            ("oauth_signature", "bYT5CMsGcbgUdFHObYMEfcx6bsw="),
            ("c2", ""),
            ("a3", "2 q"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        assert_eq!(
            signature_base_string("post", "http://EXAMPLE.COM:80/request", &params),
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q\
             %26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_\
             key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m\
             ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk\
             9d7dh3k39sjv7"
        );
    }
}
