use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use twitter_feedback::{SignIn, SignInOptions};

use crate::exit::Failure;
use crate::output;

#[derive(Args)]
pub(crate) struct Auth {
    /// Where the credentials go, mode 0600; --credentials-file reads it.
    #[arg(long, value_name = "FILE", default_value = "twitter-feedback-credentials.json")]
    out: PathBuf,
    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,
    /// Where your browser finds the service, if that is not --api-base.
    #[arg(long, value_name = "URL")]
    authorize_base: Option<String>,
    /// Print one JSON document: `{"user_id": …, "screen_name": …, "credentials_file": …}`.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(options: SignInOptions, args: Auth) -> Result<(), Failure> {
    check_place(&args)?;
    let options = match args.authorize_base {
        Some(base) => options.authorize_base(base),
        None => options,
    };
    let sign_in = SignIn::begin(options).await?;
    ask(&sign_in.authorize_url())?;
    let signed_in = sign_in.complete(&read_pin().await?).await?;
    signed_in.credentials.to_file(&args.out)?;
    let (user_id, name) = (signed_in.user_id.as_str(), signed_in.screen_name.as_deref());
    let file = args.out.display();
    if args.json {
        let done = serde_json::json!({ "user_id": user_id, "screen_name": name, "credentials_file": file.to_string() });
        return output::line(&done.to_string());
    }
    let name = output::printable(name.unwrap_or("?"));
    output::line(&format!("signed in as @{name} (user id {user_id}); the credentials are in {file}"))?;
    output::note(&format!("twitter-feedback --credentials-file {file} doctor   tells what is still missing"));
    Ok(())
}

/// Looks whether the file can be written, before anybody signs in for nothing: a PIN works once.
fn check_place(args: &Auth) -> Result<(), Failure> {
    let shown = args.out.display();
    if !args.force && args.out.exists() {
        return Err(Failure::usage(format!("{shown} is there already; --force replaces it, --out names another")));
    }
    let folder = args.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = tempfile::tempfile_in(folder).map(drop);
    written.map_err(|error| Failure::usage(format!("{shown} cannot be written: {error}")))
}

/// On stderr: stdout is for data.
fn ask(url: &str) -> Result<(), Failure> {
    let text = format!(
        "Open this page in a browser in which you are signed in as the account that asks, and agree:\n\n  {url}\n\nPIN: "
    );
    let mut err = io::stderr().lock();
    let told = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    told.map_err(|error| Failure::output(format!("stderr cannot be written: {error}")))
}

async fn read_pin() -> Result<String, Failure> {
    let reading = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    let line = reading.await.map_err(|_| Failure::defect("reading the PIN was interrupted"))?;
    match line.map(|line| line.trim().to_owned()) {
        Ok(pin) if !pin.is_empty() => Ok(pin),
        Ok(_) => Err(Failure::usage("no PIN was given; nothing was written")),
        Err(error) => Err(Failure::usage(format!("the PIN cannot be read from stdin: {error}"))),
    }
}
