use clap::Args;
use twitter_feedback::{Client, Feedback};

use crate::exit::Failure;
use crate::output::{self, printable};

#[derive(Args)]
pub(crate) struct Show {
    /// The feedback's id.
    feedback_id: String,
    /// Print one JSON document: ids as strings, times in RFC 3339, unknown fields kept.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(client: &Client, args: &Show) -> Result<(), Failure> {
    let feedback = client.show(&args.feedback_id).await?;
    if args.json {
        return output::line(&feedback.to_json());
    }
    for line in describe(&feedback) {
        output::line(&line)?;
    }
    Ok(())
}

fn describe(feedback: &Feedback) -> Vec<String> {
    let or_unknown = |text: Option<String>| text.unwrap_or_else(|| "unknown".to_owned());
    let mut lines = vec![
        format!("feedback    {}", printable(&feedback.id)),
        format!("type        {}", printable(feedback.r#type.as_str())),
        format!("question    {}", printable(&or_unknown(feedback.question_text()))),
        format!("asked       {}", or_unknown(feedback.created_at.map(|at| at.to_string()))),
        format!("of          {}", printable(&or_unknown(feedback.to_user_id.as_ref().map(|id| id.to_string())))),
    ];
    lines.extend(feedback.external_id.as_ref().map(|id| format!("external id {}", printable(id))));
    match &feedback.response.score {
        Some(score) => lines.push(format!("score       {} ({})", score.value, score.created_at)),
        None => lines.push("score       none yet".to_owned()),
    }
    if let Some(text) = &feedback.response.text {
        lines.push(format!("comment     {} ({})", printable(&text.value), text.created_at));
    }
    lines
}
