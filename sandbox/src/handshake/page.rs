//! What a browser shows while somebody signs in. Plain forms: no script, no cookie, no request to anywhere else.

use super::callback::Callback;
use super::html::escape;

const STYLE: &str = include_str!("page.css");
/// The digest of the style; the policy lets no other in. A test compares the two.
const STYLE_DIGEST: &str = "sha256-jiPLfMlzvGcYp3ak/QWV8fniFYgnenxf146CXwqn3nE=";

/// One page with the policy that it needs.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) html: String,
    /// `Content-Security-Policy`
    pub(crate) policy: String,
}

/// Who asks, what for, and what the form must bring back.
pub(crate) struct Question<'a> {
    pub(crate) app: &'a str,
    pub(crate) token: &'a str,
    pub(crate) form_token: &'a str,
    pub(crate) callback: &'a Callback,
    /// User id and name of everybody who can sign in here, the first sender first.
    pub(crate) accounts: &'a [(u64, String)],
}

impl Page {
    /// The page with the two buttons.
    pub(crate) fn question(question: &Question<'_>) -> Self {
        let then = match question.callback {
            Callback::OutOfBand => "you will be shown a PIN to type into the app.".to_owned(),
            Callback::Url(url) => format!("the browser goes to <code>{}</code>", escape(url)),
        };
        let body = format!(
            "<p>The app with the key <code>{app}</code> asks to use {account} of this sandbox.</p>\n\
             <p>It could read everything of that account, write in its name, and read and send its messages. \
             Afterwards {then}</p>\n\
             <form method=\"post\" action=\"/oauth/authorize\">\n\
             <input type=\"hidden\" name=\"oauth_token\" value=\"{token}\">\n\
             <input type=\"hidden\" name=\"authenticity_token\" value=\"{form_token}\">\n\
             {choice}\
             <p class=\"buttons\"><button class=\"press\" type=\"submit\" id=\"allow\">Authorize app</button>\n\
             <button type=\"submit\" id=\"cancel\" name=\"cancel\" value=\"Cancel\">Cancel</button></p>\n\
             </form>",
            app = escape(question.app),
            account = account(question.accounts),
            token = escape(question.token),
            form_token = escape(question.form_token),
            choice = choice(question.accounts),
        );
        Self::new(200, "Authorize an app to use your account?", &body)
    }

    /// The app is told by hand. The PIN stands where scripts that read the platform's page look for it (seen).
    pub(crate) fn pin(pin: &str) -> Self {
        let body = format!(
            "<div id=\"oauth_pin\"><p><span id=\"code-desc\">Next, return to the app and enter this PIN:</span>\n\
             <kbd aria-labelledby=\"code-desc\"><code>{}</code></kbd></p></div>",
            escape(pin)
        );
        Self::new(200, "The app is authorized", &body)
    }

    pub(crate) fn cancelled() -> Self {
        let body = "<p>The app was given nothing. You can close this page.</p>";
        Self::new(200, "You have cancelled", body)
    }

    /// The platform's words differ; that it is a page and no JSON is seen, its status is a guess.
    pub(crate) fn invalid() -> Self {
        let body = "<p>Its request token is unknown, used already, cancelled, or older than 15 minutes. \
                    Go back to the app that sent you here and begin again.</p>";
        Self::new(403, "There is nothing to authorize", body)
    }

    /// Pressed on another page than this one.
    pub(crate) fn foreign() -> Self {
        let body = "<p>The button was not pressed on the page of this sandbox, under a loopback name such as \
                    127.0.0.1, or an account was named that does not exist here. Open the page anew.</p>";
        Self::new(403, "This cannot be authorized", body)
    }

    fn new(status: u16, heading: &str, body: &str) -> Self {
        let html = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{heading} – sandbox</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>{heading}</h1>\n{body}\n\
             <p class=\"note\">This is a sandbox of the X/Twitter Feedback API, for tests. Nothing here reaches \
             anybody, and no password is asked for.</p>\n\
             </main>\n</body>\n</html>\n"
        );
        // No form-action: browsers hold every redirect after the form to it, those of the app's own callback too.
        let policy = format!("default-src 'none'; style-src '{STYLE_DIGEST}'; base-uri 'none'; frame-ancestors 'none'");
        Self { status, html, policy }
    }
}

fn account(accounts: &[(u64, String)]) -> String {
    match accounts {
        [(_, name)] => format!("the account <strong>@{}</strong>", escape(name)),
        _ => "one of the accounts".to_owned(),
    }
}

/// Nothing to choose where there is one account only.
fn choice(accounts: &[(u64, String)]) -> String {
    if accounts.len() < 2 {
        return String::new();
    }
    let options: Vec<String> = accounts
        .iter()
        .map(|(user_id, name)| format!("<option value=\"{user_id}\">@{}</option>\n", escape(name)))
        .collect();
    format!(
        "<label for=\"user_id\">Account</label>\n<select id=\"user_id\" name=\"user_id\">\n{}</select>\n",
        options.concat()
    )
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_policy_lets_the_style_in() {
        assert_eq!(STYLE_DIGEST, format!("sha256-{}", STANDARD.encode(Sha256::digest(STYLE))));
    }

    #[test]
    fn what_came_from_outside_is_text() {
        let odd = "\"><script>alert('&')</script>";
        let callback = Callback::Url(format!("https://app.example/{odd}"));
        let accounts = [(1, odd.to_owned()), (2, odd.to_owned())];
        let page = Page::question(&Question {
            app: odd,
            token: odd,
            form_token: odd,
            callback: &callback,
            accounts: &accounts,
        });
        assert!(!page.html.contains("<script"), "{}", page.html);
        assert!(!page.html.contains(odd));
        assert_eq!(page.html.matches("&lt;script&gt;").count(), 6, "{}", page.html);
        assert!(!page.html.contains("://app.example/\""), "{}", page.html);
    }
}
