//! Whatever is rightly signed is understood, and nothing else is.

use proptest::prelude::*;

use crate::sign_in::{ACCESS_TOKEN, REQUEST_TOKEN};
use crate::signer::{Keys, ToSign};
use crate::support::{Api, Params, Reply, form, header};

/// How a client may write where the browser is to go.
fn callbacks() -> impl Strategy<Value = String> {
    let hosts = prop_oneof![
        "[a-z]{1,9}\\.example(:[1-9][0-9]{0,3})?",
        "127\\.0\\.0\\.1:3000",
        "\\[::1\\]",
        "m[üöä]{1,3}\\.example"
    ];
    let rest = "(/[a-zA-Z0-9._~!$&'()*+,;=:@%<>\"é-]{0,12}){0,2}(\\?[a-zA-Z0-9._~!$&'()*+,;=:@%/?<>\"🦀-]{0,20})?(#[a-z&=?/]{0,6})?";
    prop_oneof![
        1 => Just("oob".to_owned()),
        8 => (prop_oneof!["https?", "myapp", "x-y\\.z"], hosts, rest).prop_map(|(scheme, host, rest)| format!("{scheme}://{host}{rest}")),
    ]
}

async fn send(api: &Api, keys: &Keys, path: &str, more: Params<'_>, params: Params<'_>, place: Place) -> Reply {
    let (method, url, now) = ("POST", format!("{}{path}", api.sandbox.url()), api.sandbox.now() / 1000);
    let oauth = keys.sign(&ToSign { method, url: &url, more, params, now });
    deliver(api, path, &oauth, params, place).await
}

/// Where the protocol parameters stand.
#[derive(Clone, Copy, Debug)]
enum Place {
    Header,
    Body,
}

async fn deliver(api: &Api, path: &str, oauth: &[(String, String)], params: Params<'_>, place: Place) -> Reply {
    match place {
        Place::Header => api.post_with(path, &header(oauth), params).await,
        Place::Body => {
            let mut all: Vec<(&str, &str)> = oauth.iter().map(|(name, value)| (&**name, &**value)).collect();
            all.extend(params);
            let request = api.http.post(format!("{}{path}", api.sandbox.url()));
            let request = request.header("content-type", "application/x-www-form-urlencoded").body(form(&all));
            crate::support::read(request).await.unwrap()
        }
    }
}

fn places() -> impl Strategy<Value = Place> {
    prop_oneof![Just(Place::Header), Just(Place::Body)]
}

fn running() -> (tokio::runtime::Runtime, Api) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let api = runtime.block_on(Api::plain());
    (runtime, api)
}

/// The verifier that a browser brings, after whatever the app's callback had before.
fn brought(callback: &str, token: &str, pressed: &str) -> Result<String, TestCaseError> {
    let url = url::Url::parse(pressed).unwrap();
    let mut query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let verifier = query.pop().unwrap();
    prop_assert_eq!(&verifier.0, "oauth_verifier");
    prop_assert_eq!(query.pop(), Some(("oauth_token".to_owned(), token.to_owned())));
    let added = format!("oauth_token={token}&oauth_verifier={}", verifier.1);
    let (plain, fragment) = callback.split_at(callback.find('#').unwrap_or(callback.len()));
    let around = ["?", "&", ""].map(|glue| format!("{plain}{glue}{added}{fragment}"));
    // What is no ASCII fits no header, so it comes back encoded.
    prop_assert!(!callback.is_ascii() || around.iter().any(|expected| expected == pressed), "{} {}", callback, pressed);
    Ok(verifier.1)
}

#[test]
fn any_callback_is_signed_kept_and_come_back_to() {
    let (runtime, api) = running();
    let extra = proptest::collection::vec(("[a-z_]{1,6}", any::<String>()), 0..3);
    proptest!(ProptestConfig::with_cases(128), |(callback in callbacks(), extra in extra, place in places())| {
        let params: Vec<(&str, &str)> = extra.iter().map(|(name, value)| (&**name, &**value)).collect();
        runtime.block_on(async {
            let more = [("oauth_callback", callback.as_str())];
            let reply = send(&api, &api.app(), REQUEST_TOKEN, &more, &params, place).await;
            prop_assert_eq!(reply.status, 200, "{:?}", reply);
            let answer = reply.form();
            let (token, secret) = (&answer["oauth_token"], &answer["oauth_token_secret"]);
            let pressed = api.sandbox.authorize(token).unwrap();
            let verifier = if callback == "oob" { pressed } else { brought(&callback, token, &pressed)? };
            let keys = api.app().with(token, secret);
            let more = [("oauth_verifier", verifier.as_str())];
            let reply = send(&api, &keys, ACCESS_TOKEN, &more, &params, place).await;
            prop_assert_eq!(reply.status, 200, "{:?}", reply);
            prop_assert_eq!(&reply.form()["user_id"], api.sandbox.user_id());
            Ok(())
        })?;
    });
}

#[test]
fn any_verifier_and_any_token_are_understood_if_they_are_rightly_signed() {
    let (runtime, api) = running();
    let strategy = (any::<String>(), any::<String>(), any::<String>(), places());
    proptest!(ProptestConfig::with_cases(128), |((verifier, token, secret, place) in strategy)| {
        runtime.block_on(async {
            let issued = api.begin("oob").await;
            let more = [("oauth_verifier", verifier.as_str())];
            let keys = api.app().with(&issued.0, &issued.1);
            let reply = send(&api, &keys, ACCESS_TOKEN, &more, &[], place).await;
            prop_assert!(reply.status == 401 && reply.body.contains("Invalid oauth_verifier"), "{:?}", reply);
            // A token that nobody was given is told from a wrong signature.
            let keys = api.app().with(&token, &secret);
            let reply = send(&api, &keys, ACCESS_TOKEN, &more, &[], place).await;
            prop_assert_eq!((reply.status, &*reply.body), (401, "Invalid request token."));
            Ok(())
        })?;
    });
}

#[test]
fn a_request_of_which_anything_was_changed_is_refused_and_changes_nothing() {
    let (runtime, api) = running();
    let strategy = (any::<prop::sample::Index>(), "[ -~]{1,8}", any::<bool>(), places());
    proptest!(ProptestConfig::with_cases(192), |((which, other, appended, place) in strategy)| {
        runtime.block_on(async {
            let token = api.begin("https://app.example/cb").await;
            let url = api.sandbox.authorize(&token.0).unwrap();
            let verifier = url.rsplit_once('=').unwrap().1;
            let now = api.sandbox.now() / 1000;
            let steps = [
                (api.app(), REQUEST_TOKEN, [("oauth_callback", "https://app.example/cb"), ("x", "1")]),
                (api.app().with(&token.0, &token.1), ACCESS_TOKEN, [("oauth_verifier", verifier), ("x", "1")]),
            ];
            for (keys, path, more) in &steps {
                let url = format!("{}{path}", api.sandbox.url());
                let mut oauth = keys.sign(&ToSign { method: "POST", url: &url, more, params: &[], now });
                let at = which.index(oauth.len());
                let (name, value) = oauth[at].clone();
                let changed = if appended { value.clone() + &other } else { other.clone() };
                prop_assume!(changed != value);
                oauth[at].1 = changed;
                let reply = deliver(&api, path, &oauth, &[], place).await;
                prop_assert!(matches!(reply.status, 400 | 401), "{} {:?}", name, reply);
            }
            let reply = api.exchange(&token, verifier).await;
            prop_assert_eq!(reply.status, 200, "the token is as good as before: {:?}", reply);
            Ok(())
        })?;
    });
}
