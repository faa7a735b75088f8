//! A delivery as the service would make it.

use twitter_feedback::SampleDelivery;
use twitter_feedback::webhook::SampleDeliveryBuilder;
use twitter_feedback_bindings::set;

use crate::bytes::Bytes;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::times::Moment;
use crate::webhook::WebhookPair;

/// What it says where that is not as in the published examples.
#[derive(uniffi::Record)]
pub struct SampleFields {
    pub event_type: Option<String>,
    pub feedback_id: Option<String>,
    pub r#type: Option<String>,
    pub to_user_id: Option<String>,
    pub from_user_id: Option<String>,
    pub external_id: Option<String>,
    pub question_variant_id: Option<u32>,
    pub score: Option<i64>,
    pub text: Option<String>,
    pub created_at: Option<Moment>,
    pub credentials: Option<WebhookPair>,
}

#[derive(uniffi::Record)]
pub struct MadeDelivery {
    pub body: Bytes,
    pub headers: Vec<HeaderLine>,
    pub authorization: Option<String>,
}

#[derive(uniffi::Record)]
pub struct HeaderLine {
    pub name: String,
    pub value: String,
}

#[uniffi::export]
pub fn make_delivery(fields: SampleFields) -> Result<MadeDelivery, NativeError> {
    caught(|| {
        let created_at = fields.created_at.map(Moment::timestamp).transpose()?;
        let credentials = fields.credentials.map(WebhookPair::credentials).transpose()?;
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
        let made = set(builder, credentials, SampleDeliveryBuilder::credentials).build()?;
        let headers = made.headers().into_iter();
        Ok(MadeDelivery {
            body: Bytes::from(made.body().to_vec()),
            headers: headers.map(|(name, value)| HeaderLine { name: name.to_owned(), value }).collect(),
            authorization: made.authorization(),
        })
    })
}
