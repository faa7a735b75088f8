//! A client that signs in, step by step.

use std::collections::HashMap;

use crate::signer::{Keys, ToSign};
use crate::support::{Api, Params, Reply, form, header, read};

pub(crate) const REQUEST_TOKEN: &str = "/oauth/request_token";
pub(crate) const ACCESS_TOKEN: &str = "/oauth/access_token";
pub(crate) const CALLBACK: &str = "https://app.example/callback";

impl Reply {
    /// A form-encoded answer; tokens need no decoding.
    pub(crate) fn form(&self) -> HashMap<String, String> {
        assert_eq!(self.status, 200, "{self:?}");
        let pairs = self.body.split('&').map(|pair| pair.split_once('=').unwrap());
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The value of a hidden field of a page.
    pub(crate) fn field(&self, name: &str) -> String {
        let (_, rest) = self.body.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

impl Api {
    pub(crate) fn app(&self) -> Keys {
        Keys::app(&self.credentials)
    }

    fn to_sign<'a>(&self, method: &'a str, url: &'a str, more: Params<'a>, params: Params<'a>) -> ToSign<'a> {
        ToSign { method, url, more, params, now: self.sandbox.now() / 1000 }
    }

    /// Sends a signed POST; `more` stands in the header and `params` in the body.
    pub(crate) async fn post_as(&self, keys: &Keys, path: &str, more: Params<'_>, params: Params<'_>) -> Reply {
        let url = format!("{}{path}", self.sandbox.url());
        let oauth = keys.sign(&self.to_sign("POST", &url, more, params));
        self.post_with(path, &header(&oauth), params).await
    }

    pub(crate) async fn get_as(&self, keys: &Keys, path: &str) -> Reply {
        let url = format!("{}{path}", self.sandbox.url());
        let oauth = keys.sign(&self.to_sign("GET", &url, &[], &[]));
        read(self.http.get(&url).header("authorization", header(&oauth))).await.unwrap()
    }

    pub(crate) async fn post_with(&self, path: &str, authorization: &str, params: Params<'_>) -> Reply {
        let request = self.http.post(format!("{}{path}", self.sandbox.url()));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(form(params));
        read(request.header("authorization", authorization)).await.unwrap()
    }

    /// A request token and its secret.
    pub(crate) async fn begin(&self, callback: &str) -> (String, String) {
        let reply = self.post_as(&self.app(), REQUEST_TOKEN, &[("oauth_callback", callback)], &[]).await;
        let answer = reply.form();
        (answer["oauth_token"].clone(), answer["oauth_token_secret"].clone())
    }

    pub(crate) async fn exchange(&self, (token, secret): &(String, String), verifier: &str) -> Reply {
        let keys = self.app().with(token, secret);
        self.post_as(&keys, ACCESS_TOKEN, &[("oauth_verifier", verifier)], &[]).await
    }

    /// The page with the buttons.
    pub(crate) async fn page(&self, token: &str) -> Reply {
        read(self.http.get(format!("{}/oauth/authorize?oauth_token={token}", self.sandbox.url()))).await.unwrap()
    }

    /// Sends the page's form; the browser stays where it is.
    pub(crate) async fn press(&self, fields: Params<'_>) -> Reply {
        self.press_with(fields, &[]).await
    }

    pub(crate) async fn press_with(&self, fields: Params<'_>, headers: Params<'_>) -> Reply {
        let stays = reqwest::redirect::Policy::none();
        let browser = reqwest::Client::builder().no_proxy().redirect(stays).build().unwrap();
        let request = browser.post(format!("{}/oauth/authorize", self.sandbox.url()));
        let mut request = request.header("content-type", "application/x-www-form-urlencoded").body(form(fields));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        read(request).await.unwrap()
    }

    /// All the way: the answer to the last step.
    pub(crate) async fn signed_in(&self) -> HashMap<String, String> {
        let token = self.begin("oob").await;
        let pin = self.sandbox.authorize(&token.0).unwrap();
        self.exchange(&token, &pin).await.form()
    }
}

/// The keys that the last step gave.
pub(crate) fn keys(api: &Api, answer: &HashMap<String, String>) -> Keys {
    api.app().with(&answer["oauth_token"], &answer["oauth_token_secret"])
}
