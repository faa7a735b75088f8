use clap::Args;
use twitter_feedback::{Client, ClientBuilder, Credentials, ErrorKind, FeedbackError, SignInOptions};

/// How to reach the service, from options or from the environment.
///
/// It has no `Debug`: it holds secrets as they were typed.
#[derive(Args)]
#[command(next_help_heading = "Connection (options or environment)")]
pub(crate) struct Connection {
    /// Consumer key of the app.
    #[arg(long, global = true, env = "TWITTER_FEEDBACK_CONSUMER_KEY", hide_env_values = true, value_name = "KEY")]
    consumer_key: Option<String>,
    /// Consumer secret of the app; better in the environment or a file, where other users cannot see it.
    #[arg(
        long,
        global = true,
        env = "TWITTER_FEEDBACK_CONSUMER_SECRET",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    consumer_secret: Option<String>,
    /// Access token of the account that asks.
    #[arg(long, global = true, env = "TWITTER_FEEDBACK_ACCESS_TOKEN", hide_env_values = true, value_name = "TOKEN")]
    access_token: Option<String>,
    /// Access token secret of the account that asks.
    #[arg(
        long,
        global = true,
        env = "TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    access_token_secret: Option<String>,
    /// A JSON file with the four (mode 0600), instead of options and environment.
    #[arg(long, global = true, value_name = "FILE")]
    credentials_file: Option<std::path::PathBuf>,
    /// Where the service is; http only on this machine. Default: https://api.twitter.com
    #[arg(long, global = true, env = "TWITTER_FEEDBACK_API_BASE", value_name = "URL")]
    api_base: Option<String>,
    /// Add test=true to every request. People are asked all the same!
    #[arg(long, global = true)]
    test: bool,
    /// Whose time to go by: `system`, or `service` for a sandbox on this machine. Default: system
    #[arg(long, global = true, env = "TWITTER_FEEDBACK_CLOCK", value_name = "CLOCK")]
    clock: Option<String>,
}

impl Connection {
    /// For signing in: only the app's two keys are needed.
    pub(crate) fn sign_in(self) -> Result<SignInOptions, FeedbackError> {
        if self.credentials_file.is_some() {
            let message = "--credentials-file is read by the other commands; signing in takes the app's keys from \
                           options or the environment, and --out names the file to write";
            return Err(FeedbackError::new(ErrorKind::Configuration, message));
        }
        let given = [self.consumer_key, self.consumer_secret];
        let missing = missing(&given);
        if !missing.is_empty() {
            let message = format!("the app's keys are missing: give {}", missing.join(", "));
            return Err(FeedbackError::new(ErrorKind::Configuration, message));
        }
        let [key, secret] = given.map(Option::unwrap_or_default);
        let mut options = SignInOptions::new(key, secret);
        if let Some(api_base) = self.api_base.filter(|text| !text.is_empty()) {
            options = options.api_base(api_base);
        }
        if let Some(clock) = self.clock.filter(|text| !text.is_empty()) {
            options = options.clock(clock.parse()?);
        }
        Ok(options)
    }

    pub(crate) fn client(self) -> Result<Client, FeedbackError> {
        let test = self.test || ClientBuilder::test_from_env()?;
        // An empty variable is one that is not set, as everywhere in this library.
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let (api_base, clock) = (given(&self.api_base), given(&self.clock));
        let mut builder = Client::builder(self.credentials()?).test(test);
        if let Some(api_base) = api_base {
            builder = builder.api_base(api_base);
        }
        if let Some(clock) = clock {
            builder = builder.clock(clock.parse()?);
        }
        builder.build()
    }

    fn credentials(self) -> Result<Credentials, FeedbackError> {
        if let Some(path) = self.credentials_file {
            return Credentials::from_file(path);
        }
        let given = [self.consumer_key, self.consumer_secret, self.access_token, self.access_token_secret];
        let missing = missing(&given);
        if !missing.is_empty() {
            return Err(FeedbackError::new(
                ErrorKind::Configuration,
                format!("credentials are missing: give {}, or --credentials-file", missing.join(", ")),
            ));
        }
        let [key, secret, token, token_secret] = given.map(Option::unwrap_or_default);
        Credentials::new(key, secret, token, token_secret)
    }
}

/// How to give those of the first credentials that were not given.
fn missing(given: &[Option<String>]) -> Vec<String> {
    let names = Credentials::FIELDS.iter().zip(Credentials::ENVIRONMENT).zip(given);
    names
        .filter(|(_, value)| value.as_deref().unwrap_or_default().is_empty())
        .map(|((field, variable), _)| format!("--{} or {variable}", field.replace('_', "-")))
        .collect()
}
