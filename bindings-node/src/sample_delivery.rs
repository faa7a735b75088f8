//! A delivery as the service would make it.

use napi::bindgen_prelude::Buffer;
use napi_derive::napi;
use twitter_feedback::webhook::SampleDeliveryBuilder;
use twitter_feedback::{SampleDelivery, Timestamp};
use twitter_feedback_bindings::set;

use crate::guard::caught;
use crate::webhook_credentials::NativeWebhookCredentials;

#[napi]
pub struct NativeSampleDelivery(SampleDelivery);

/// What is to differ from the published examples, each with the type that TypeScript has checked.
#[napi(object, object_to_js = false)]
pub struct NativeSampleFields {
    pub event_type: Option<String>,
    pub feedback_id: Option<String>,
    pub r#type: Option<String>,
    pub to_user_id: Option<String>,
    pub from_user_id: Option<String>,
    pub external_id: Option<String>,
    pub question_variant_id: Option<u32>,
    pub score: Option<i64>,
    pub text: Option<String>,
    /// Epoch milliseconds.
    pub created_at: Option<i64>,
}

#[napi]
impl NativeSampleDelivery {
    #[napi(constructor)]
    pub fn new(fields: NativeSampleFields, credentials: Option<&NativeWebhookCredentials>) -> napi::Result<Self> {
        caught(|| {
            let created_at = fields.created_at.map(Timestamp::from_millis).transpose()?;
            let credentials = credentials.map(|credentials| credentials.0.clone());
            let builder = SampleDelivery::builder();
            let builder = set(builder, fields.event_type, SampleDeliveryBuilder::event_type);
            let builder = set(builder, fields.feedback_id, SampleDeliveryBuilder::feedback_id);
            let builder = set(builder, fields.r#type, SampleDeliveryBuilder::r#type);
            let builder = set(builder, fields.to_user_id, SampleDeliveryBuilder::to_user_id);
            let builder = set(builder, fields.from_user_id, SampleDeliveryBuilder::from_user_id);
            let builder = set(builder, fields.external_id, SampleDeliveryBuilder::external_id);
            let builder = set(builder, fields.question_variant_id, SampleDeliveryBuilder::question_variant_id);
            let builder = set(builder, fields.score, SampleDeliveryBuilder::score);
            let builder = set(builder, fields.text, SampleDeliveryBuilder::text);
            let builder = set(builder, created_at, SampleDeliveryBuilder::created_at);
            Ok(Self(set(builder, credentials, SampleDeliveryBuilder::credentials).build()?))
        })
    }

    /// A buffer of its own each time.
    #[napi(getter)]
    pub fn body(&self) -> Buffer {
        self.0.body().to_vec().into()
    }

    #[napi(getter)]
    pub fn headers(&self) -> Vec<Vec<String>> {
        self.0.headers().into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect()
    }

    #[napi(getter)]
    pub fn authorization(&self) -> napi::Result<Option<String>> {
        caught(|| Ok(self.0.authorization()))
    }
}
