//! Who may deliver.

use napi::Env;
use napi::bindgen_prelude::{Buffer, ClassInstance, Either};
use napi_derive::napi;
use twitter_feedback::WebhookVerifier;
use twitter_feedback_bindings::in_camel_case;

use crate::batch::Batch;
use crate::body::bytes;
use crate::guard::caught;
use crate::webhook_credentials::NativeWebhookCredentials;

#[napi]
pub struct NativeWebhookVerifier(WebhookVerifier);

/// The blocks that deliveries came from in 2016.
#[napi]
pub fn published_networks() -> Vec<String> {
    WebhookVerifier::PUBLISHED_NETWORKS.map(str::to_owned).to_vec()
}

#[napi]
impl NativeWebhookVerifier {
    #[napi(constructor)]
    pub fn new(
        credentials: Vec<ClassInstance<'_, NativeWebhookCredentials>>,
        networks: Vec<String>,
        trusted_proxies: Vec<String>,
    ) -> napi::Result<Self> {
        caught(|| {
            let builder = WebhookVerifier::builder();
            let builder = credentials.iter().fold(builder, |builder, pair| builder.credentials(pair.0.clone()));
            let builder = networks.into_iter().fold(builder, |builder, network| builder.network(network));
            let builder = trusted_proxies.into_iter().fold(builder, |builder, proxy| builder.trusted_proxy(proxy));
            builder.build().map(Self).map_err(in_camel_case)
        })
    }

    /// Returns where the request comes from the service.
    #[napi]
    pub fn authenticate(
        &self,
        authorization: Option<String>,
        remote_addr: Option<String>,
        forwarded_for: Option<String>,
    ) -> napi::Result<()> {
        caught(|| self.0.authenticate(authorization.as_deref(), remote_addr.as_deref(), forwarded_for.as_deref()))
    }

    /// The same, and reads its event.
    #[napi]
    pub fn verify(
        &self,
        env: &Env,
        body: Either<String, Buffer>,
        authorization: Option<String>,
        remote_addr: Option<String>,
        forwarded_for: Option<String>,
    ) -> napi::Result<Batch> {
        Batch::handed_over(env, || {
            let body = bytes(body);
            let [authorization, remote_addr, forwarded_for] =
                [&authorization, &remote_addr, &forwarded_for].map(|text| text.as_deref());
            Batch::event(self.0.verify(&body, authorization, remote_addr, forwarded_for)?)
        })
    }
}
