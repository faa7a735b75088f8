//! A delivery as the service would make it.

use twitter_feedback::SampleDelivery;
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
        let builder = set(builder, fields.event_type, |builder, it| builder.event_type(it));
        let builder = set(builder, fields.feedback_id, |builder, it| builder.feedback_id(it));
        let builder = set(builder, fields.r#type, |builder, it| builder.r#type(it));
        let builder = set(builder, fields.to_user_id, |builder, it| builder.to_user_id(it));
        let builder = set(builder, fields.from_user_id, |builder, it| builder.from_user_id(it));
        let builder = set(builder, fields.external_id, |builder, it| builder.external_id(it));
        let builder = set(builder, fields.question_variant_id, |builder, it| builder.question_variant_id(it));
        let builder = set(builder, fields.score, |builder, it| builder.score(it));
        let builder = set(builder, fields.text, |builder, it| builder.text(it));
        let builder = set(builder, created_at, |builder, it| builder.created_at(it));
        let made = set(builder, credentials, |builder, it| builder.credentials(it)).build()?;
        let headers = made.headers().into_iter();
        Ok(MadeDelivery {
            body: Bytes::from(made.body().to_vec()),
            headers: headers.map(|(name, value)| HeaderLine { name: name.to_owned(), value }).collect(),
            authorization: made.authorization(),
        })
    })
}
