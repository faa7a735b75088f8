//! A client of the tests' own: it signs, sends and reads, and knows nothing of any library.

use std::sync::atomic::{AtomicU64, Ordering};

use http::{HeaderMap, Method};
use serde_json::Value;
use twitter_feedback_sandbox::oauth::{encode, sign, signature_base_string};
use twitter_feedback_sandbox::{Sandbox, SandboxCredentials, SandboxOptions};

/// Tuesday, 15 December 2015, 17:58:20 UTC.
pub(crate) const START: i64 = 1_450_202_300_000;
pub(crate) const DAY: i64 = 86_400_000;

pub(crate) type Params<'a> = &'a [(&'a str, &'a str)];

pub(crate) struct Api {
    pub(crate) sandbox: Sandbox,
    pub(crate) credentials: SandboxCredentials,
    pub(crate) http: reqwest::Client,
    nonce: AtomicU64,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// Status and code of an error.
    pub(crate) fn refusal(&self) -> (u16, u64) {
        (self.status, self.json()["errors"][0]["code"].as_u64().unwrap_or(0))
    }

    pub(crate) fn message(&self) -> String {
        self.json()["errors"][0]["message"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("an ASCII header"))
    }
}

impl Api {
    pub(crate) async fn start(options: SandboxOptions) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        Self { credentials: sandbox.credentials().clone(), sandbox, http: client(), nonce: AtomicU64::new(0) }
    }

    /// A frozen clock and even pages, everything else as usual.
    pub(crate) async fn plain() -> Self {
        Self::start(plain()).await
    }

    pub(crate) async fn get(&self, path: &str, params: Params<'_>) -> Reply {
        self.try_send(Method::GET, path, params).await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, params: Params<'_>) -> Reply {
        self.try_send(Method::POST, path, params).await.unwrap()
    }

    pub(crate) async fn create(&self, to_user_id: &str) -> Reply {
        self.post("/1.1/feedback/create.json", &prompt(to_user_id)).await
    }

    /// The id of a new feedback.
    pub(crate) async fn created(&self, to_user_id: &str) -> String {
        let reply = self.create(to_user_id).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn show(&self, id: &str) -> Reply {
        self.get(&format!("/1.1/feedback/show/{id}.json"), &[]).await
    }

    pub(crate) async fn events(&self, params: Params<'_>) -> Reply {
        self.get("/1.1/feedback/events.json", params).await
    }

    pub(crate) async fn try_send(
        &self,
        method: Method,
        path: &str,
        params: Params<'_>,
    ) -> Result<Reply, reqwest::Error> {
        let url = format!("{}{path}", self.sandbox.url());
        let authorization = self.authorization(method.as_str(), &url, params);
        let request = if method == Method::POST {
            self.http.post(&url).header("content-type", "application/x-www-form-urlencoded").body(form(params))
        } else {
            let query = if params.is_empty() { String::new() } else { format!("?{}", form(params)) };
            self.http.request(method, format!("{url}{query}"))
        };
        read(request.header("authorization", authorization)).await
    }

    pub(crate) fn authorization(&self, method: &str, url: &str, params: Params<'_>) -> String {
        header(&self.signed(method, url, params, |_| {}))
    }

    /// The OAuth parameters of a request, signature last; `change` sees them before they are signed.
    pub(crate) fn signed(
        &self,
        method: &str,
        url: &str,
        params: Params<'_>,
        change: impl FnOnce(&mut Vec<(String, String)>),
    ) -> Vec<(String, String)> {
        let nonce = self.nonce.fetch_add(1, Ordering::Relaxed);
        let mut oauth = pairs(&[
            ("oauth_consumer_key", &self.credentials.consumer_key),
            ("oauth_nonce", &format!("nonce{nonce}")),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", &(self.sandbox.now() / 1000).to_string()),
            ("oauth_token", &self.credentials.access_token),
            ("oauth_version", "1.0"),
        ]);
        change(&mut oauth);
        let mut all = oauth.clone();
        all.extend(pairs(params));
        let signature = sign(
            &signature_base_string(method, url, &all),
            &self.credentials.consumer_secret,
            &self.credentials.access_token_secret,
        );
        oauth.push(("oauth_signature".into(), signature));
        oauth
    }

    pub(crate) async fn control(&self, call: &str, body: &str) -> Reply {
        let url = format!("{}/_sandbox/{call}", self.sandbox.url());
        read(self.http.post(url).body(body.to_owned())).await.unwrap()
    }

    pub(crate) fn advance(&self, milliseconds: i64) {
        let by = std::time::Duration::from_millis(milliseconds.try_into().unwrap());
        self.sandbox.advance(by).unwrap();
    }
}

/// The defaults, but for what `change` does.
pub(crate) fn with(change: impl FnOnce(&mut SandboxOptions)) -> SandboxOptions {
    let mut options = SandboxOptions::default();
    change(&mut options);
    options
}

/// As `plain`, but for what `change` does.
pub(crate) fn plain_but(change: impl FnOnce(&mut SandboxOptions)) -> SandboxOptions {
    let mut options = plain();
    change(&mut options);
    options
}

/// The events of all pages of a period, in milliseconds.
pub(crate) async fn all_events(api: &Api, from: i64, to: i64) -> Vec<Value> {
    all_pages(api, from, to).await.into_iter().flatten().collect()
}

/// The events of each page.
pub(crate) async fn all_pages(api: &Api, from: i64, to: i64) -> Vec<Vec<Value>> {
    let mut pages = Vec::new();
    let mut params = vec![("from_time", from.to_string()), ("to_time", to.to_string())];
    loop {
        let given: Vec<_> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = api.events(&given).await.json();
        pages.push(page["events"].as_array().unwrap().clone());
        match page["next_cursor"].as_str().unwrap() {
            "" => return pages,
            cursor => params = vec![("cursor", cursor.to_owned())],
        }
    }
}

pub(crate) fn plain() -> SandboxOptions {
    with(|options| {
        options.start_at = Some(START);
        options.uneven_pages = false;
    })
}

pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

pub(crate) async fn read(request: reqwest::RequestBuilder) -> Result<Reply, reqwest::Error> {
    let response = request.send().await?;
    Ok(Reply { status: response.status().as_u16(), headers: response.headers().clone(), body: response.text().await? })
}

/// What create needs and nothing else.
pub(crate) fn prompt(to_user_id: &str) -> [(&str, &str); 4] {
    [
        ("type", "nps"),
        ("to_user_id", to_user_id),
        ("message", "Thank you!"),
        ("privacy_url", "https://mybusiness.domain/privacy"),
    ]
}

pub(crate) fn pairs(params: Params<'_>) -> Vec<(String, String)> {
    params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub(crate) fn form(params: Params<'_>) -> String {
    params.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

pub(crate) fn header(oauth: &[(String, String)]) -> String {
    let params: Vec<_> = oauth.iter().map(|(name, value)| format!("{}=\"{}\"", encode(name), encode(value))).collect();
    format!("OAuth {}", params.join(", "))
}
