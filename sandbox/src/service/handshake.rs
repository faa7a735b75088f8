//! The steps of signing in, over HTTP.

use std::sync::Arc;

use super::call::Call;
use super::reply::Reply;
use super::user::screen_name;
use crate::account::Account;
use crate::digits::digits;
use crate::endpoint::Step;
use crate::handshake::{Callback, NotExchanged, Page, Pressed, Question, RequestKeys};
use crate::oauth::Signer;
use crate::refusal::Refusal;
use crate::state::State;

/// The app alone: it has no token yet.
struct App;

impl Signer for App {
    fn token_secret(&self) -> &str {
        ""
    }
}

/// A refusal of the handshake: in the words of the platform's other calls, or in plain text.
enum Refused {
    Coded(Refusal),
    Plain(&'static str),
}

impl Refused {
    /// Both with 401 and as plain text (seen); their content type is a guess.
    const TOKEN: Self = Self::Plain("Invalid request token.");
    const VERIFIER: Self = Self::Plain("Error processing your OAuth request: Invalid oauth_verifier parameter");
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Coded(refusal)
    }
}

impl From<NotExchanged> for Refused {
    fn from(reason: NotExchanged) -> Self {
        match reason {
            NotExchanged::Unknown => Self::TOKEN,
            NotExchanged::Verifier => Self::VERIFIER,
        }
    }
}

impl From<Refused> for Reply {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Coded(refusal) => Self::refused(&refusal),
            Refused::Plain(text) => Self::text(401, text.to_owned()),
        }
    }
}

pub(super) fn take(state: &State, call: &Call<'_>, step: Step) -> Reply {
    match step {
        Step::RequestToken => request_token(state, call),
        Step::Authorize => authorize(state, call),
        Step::Press => press(state, call),
        Step::AccessToken => access_token(state, call),
    }
}

/// `POST /oauth/request_token`. A wrong signature is 401 with code 32 in JSON (seen). A callback that is not
/// registered is 403 with code 415, in XML unless the client asks for JSON (seen). That a missing one is 400 with
/// code 215 is a guess: the platform takes the registered one then (seen), and nothing is registered here.
fn request_token(state: &State, call: &Call<'_>) -> Reply {
    let issue = || {
        call.verify(state, |token| match token {
            None | Some("") => Ok(App),
            // Whoever has a token already signs this wrongly (seen).
            Some(_) => Err(Refusal::COULD_NOT_AUTHENTICATE),
        })?;
        let callback = call.presented.once("oauth_callback")?.filter(|callback| !callback.is_empty());
        let callback = Callback::parse(callback.ok_or(Refusal::BAD_AUTHENTICATION)?)?;
        Ok(state.issue_request_token(callback))
    };
    match issue() {
        // All of letters and digits, so that nothing needs an encoding.
        Ok((token, secret)) => {
            Reply::text(200, format!("oauth_token={token}&oauth_token_secret={secret}&oauth_callback_confirmed=true"))
        }
        Err(refusal) if refusal == Refusal::CALLBACK && !call.asks_for_json() => Reply::refused_in_xml(&refusal),
        Err(refusal) => Reply::refused(&refusal),
    }
}

/// `POST /oauth/access_token`. The verifier may stand in the header or in the body (seen).
fn access_token(state: &State, call: &Call<'_>) -> Reply {
    let exchange = || -> Result<Arc<Account>, Refused> {
        let keys: RequestKeys = call.verify(state, |token| {
            let token = token.ok_or(Refusal::BAD_AUTHENTICATION)?;
            state.request_keys(token).ok_or(Refused::TOKEN)
        })?;
        let verifier = call.presented.once("oauth_verifier")?;
        Ok(state.exchange(&keys.token, verifier)?)
    };
    match exchange() {
        Ok(account) => {
            let keys = &account.credentials;
            Reply::text(
                200,
                format!(
                    "oauth_token={}&oauth_token_secret={}&user_id={}&screen_name={}",
                    keys.access_token, keys.access_token_secret, keys.user_id, keys.screen_name
                ),
            )
        }
        Err(refused) => refused.into(),
    }
}

/// `GET /oauth/authorize`
fn authorize(state: &State, call: &Call<'_>) -> Reply {
    if !call.is_local() {
        return Reply::page(Page::foreign());
    }
    let token = call.presented.once("oauth_token").ok().flatten().unwrap_or_default();
    let senders = state.accounts.senders().into_iter();
    let accounts: Vec<_> = senders.map(|user_id| (user_id, screen_name(state, user_id))).collect();
    let app = state.account.credentials.consumer_key.as_str();
    let page = state.waiting(token, |asked| {
        let (form_token, callback) = (asked.form_token.as_str(), &asked.callback);
        Page::question(&Question { app, token, form_token, callback, accounts: &accounts })
    });
    Reply::page(page.unwrap_or_else(Page::invalid))
}

/// `POST /oauth/authorize`, a button of that page. The form's token is derived from the seed, as everything here; what
/// keeps the pages of others out for certain is that browsers tell where a form comes from.
fn press(state: &State, call: &Call<'_>) -> Reply {
    if !call.is_local() || !call.is_from_own_page() {
        return Reply::page(Page::foreign());
    }
    let given = |name| call.presented.once(name).ok().flatten().unwrap_or_default();
    let token = given("oauth_token");
    let Some(right) = state.waiting(token, |asked| asked.is_from_page(given("authenticity_token"))) else {
        return Reply::page(Page::invalid());
    };
    if !right {
        return Reply::page(Page::foreign());
    }
    if call.presented.first("cancel").is_some() {
        return match state.deny(token) {
            Some(Some(url)) => Reply::redirect(url),
            Some(None) => Reply::page(Page::cancelled()),
            None => Reply::page(Page::invalid()),
        };
    }
    let user_id = match given("user_id") {
        "" => Some(state.account.user_id),
        chosen => digits(chosen).filter(|user_id| state.accounts.is_sender(*user_id)),
    };
    let Some(user_id) = user_id else {
        return Reply::page(Page::foreign());
    };
    match state.authorize(token, user_id) {
        Some(Pressed::Redirect(url)) => Reply::redirect(url),
        Some(Pressed::Pin(pin)) => Reply::page(Page::pin(&pin)),
        None => Reply::page(Page::invalid()),
    }
}
