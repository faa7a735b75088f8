//! The page on which somebody authorizes an app.

use crate::sign_in::CALLBACK;
use crate::support::{Api, Reply, read};

/// The fields of the page's form, as a browser sends them.
async fn fields(api: &Api, token: &str) -> Vec<(&'static str, String)> {
    let page = api.page(token).await;
    assert_eq!(page.status, 200, "{page:?}");
    ["oauth_token", "authenticity_token"].map(|name| (name, page.field(name))).into()
}

/// What stands where scripts look for it.
fn shown_pin(page: &Reply) -> &str {
    let (_, rest) = page.body.split_once("<kbd aria-labelledby=\"code-desc\"><code>").unwrap();
    rest.split_once("</code></kbd>").unwrap().0
}

async fn press(api: &Api, fields: &[(&'static str, String)], more: &[(&str, &str)]) -> Reply {
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend(more);
    api.press(&all).await
}

#[tokio::test]
async fn it_says_who_asks_and_for_which_account_and_works_without_script() {
    let api = Api::plain().await;
    let (token, _) = api.begin(CALLBACK).await;
    let page = api.page(&token).await;
    assert_eq!(page.header("content-type"), Some("text/html;charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    for part in [
        "<html lang=\"en\">",
        "<h1>Authorize an app to use your account?</h1>",
        &format!("@{}", api.credentials.screen_name),
        &api.credentials.consumer_key,
        &format!("the browser goes to <code>{CALLBACK}</code>"),
        "<form method=\"post\" action=\"/oauth/authorize\">",
        ">Authorize app</button>",
        ">Cancel</button>",
    ] {
        assert!(page.body.contains(part), "{part}\n{}", page.body);
    }
    for secret in [&api.credentials.consumer_secret, &api.credentials.access_token] {
        assert!(!page.body.contains(secret.as_str()));
    }
    assert!(!page.body.contains("<script"));
    assert!(!page.body.contains("<select"), "there is one account only");
}

#[tokio::test]
async fn its_policy_lets_nothing_in_and_does_not_hold_the_apps_own_redirects_back() {
    let api = Api::plain().await;
    let (token, _) = api.begin(CALLBACK).await;
    let page = api.page(&token).await;
    let policy = page.header("content-security-policy").unwrap();
    for part in ["default-src 'none';", "style-src 'sha256-", "base-uri 'none';", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("form-action"), "{policy}");
}

#[tokio::test]
async fn what_the_app_sent_is_text_on_it() {
    let api = Api::plain().await;
    let (token, _) = api.begin("https://app.example/?a=<b>&c='\"<script>").await;
    let page = api.page(&token).await;
    assert!(page.body.contains("https://app.example/?a=&lt;b&gt;&amp;c=&#39;&quot;&lt;script&gt;"), "{}", page.body);
    let page = api.page("%3Cscript%3E%22").await;
    assert_eq!(page.status, 403);
    assert!(!page.body.contains("script"), "{}", page.body);
}

#[tokio::test]
async fn the_button_shows_a_pin_where_scripts_look_for_it() {
    let api = Api::plain().await;
    let token = api.begin("oob").await;
    let fields = fields(&api, &token.0).await;
    let page = press(&api, &fields, &[]).await;
    assert_eq!(page.status, 200);
    let pin = shown_pin(&page);
    assert!(pin.len() == 7 && pin.bytes().all(|digit| digit.is_ascii_digit()), "{pin}");
    assert_eq!(api.exchange(&token, pin).await.form()["user_id"], api.sandbox.user_id());
    let again = press(&api, &fields, &[]).await;
    assert_eq!(again.status, 403, "the button works once");
}

#[tokio::test]
async fn the_button_sends_the_browser_to_the_callback() {
    let api = Api::plain().await;
    let token = api.begin("https://app.example/cb?a=1").await;
    let fields = fields(&api, &token.0).await;
    let reply = press(&api, &fields, &[]).await;
    assert_eq!(reply.status, 303);
    let url = reply.header("location").unwrap();
    let start = format!("https://app.example/cb?a=1&oauth_token={}&oauth_verifier=", token.0);
    assert_eq!(api.exchange(&token, url.strip_prefix(&start).unwrap()).await.status, 200);
}

#[tokio::test]
async fn cancel_sends_the_browser_back_without_a_verifier() {
    let api = Api::plain().await;
    let (token, _) = api.begin(CALLBACK).await;
    let asked = fields(&api, &token).await;
    let reply = press(&api, &asked, &[("cancel", "Cancel")]).await;
    assert_eq!(reply.status, 303);
    assert_eq!(reply.header("location"), Some(&*format!("{CALLBACK}?denied={token}")));
    assert_eq!(api.page(&token).await.status, 403);
    let (token, _) = api.begin("oob").await;
    let asked = fields(&api, &token).await;
    let page = press(&api, &asked, &[("cancel", "Cancel")]).await;
    assert_eq!((page.status, page.body.contains("You have cancelled")), (200, true));
}

#[tokio::test]
async fn whoever_authenticates_sees_the_same_page() {
    let api = Api::plain().await;
    let (token, _) = api.begin("oob").await;
    let url = format!("{}/oauth/authenticate?oauth_token={token}&force_login=true", api.sandbox.url());
    assert_eq!(read(api.http.get(url)).await.unwrap().body, api.page(&token).await.body);
}

#[tokio::test]
async fn with_several_senders_one_is_chosen() {
    let api = Api::plain().await;
    let other = api.sandbox.sender(1);
    // A customer is no sender, so he is not offered.
    let customer = api.sandbox.recipient("12").unwrap();
    let token = api.begin("oob").await;
    let page = api.page(&token.0).await;
    assert!(page.body.contains("<label for=\"user_id\">"), "{}", page.body);
    let offered: Vec<_> =
        page.body.split("<option value=\"").skip(1).map(|option| option.split('"').next().unwrap()).collect();
    assert_eq!(offered, [api.sandbox.user_id(), other.user_id.as_str()]);

    let fields = fields(&api, &token.0).await;
    for unknown in [customer.user_id.as_str(), "1", "x", "-1"] {
        assert_eq!(press(&api, &fields, &[("user_id", unknown)]).await.status, 403, "{unknown}");
    }
    let page = press(&api, &fields, &[("user_id", &other.user_id)]).await;
    let answer = api.exchange(&token, shown_pin(&page)).await.form();
    assert_eq!(answer["user_id"], other.user_id);
    assert_eq!(answer["screen_name"], other.screen_name);
    assert_eq!(answer["oauth_token"], other.access_token);
}

#[tokio::test]
async fn a_form_that_is_not_this_pages_own_authorizes_nothing() {
    let api = Api::plain().await;
    let (token, _) = api.begin("oob").await;
    let (another, _) = api.begin("oob").await;
    let fields = fields(&api, &token).await;
    let (oauth_token, form_token) = (fields[0].1.as_str(), fields[1].1.as_str());
    for (what, form) in [
        ("no form token", vec![("oauth_token", oauth_token)]),
        ("a wrong one", vec![("oauth_token", oauth_token), ("authenticity_token", "x")]),
        ("another page's", vec![("oauth_token", another.as_str()), ("authenticity_token", form_token)]),
        ("twice", vec![fields_of("oauth_token", &fields), fields_of("oauth_token", &fields)]),
        ("nothing", vec![]),
    ] {
        assert_eq!(api.press(&form).await.status, 403, "{what}");
    }
    let form = [("oauth_token", oauth_token), ("authenticity_token", form_token)];
    let host = api.sandbox.url().strip_prefix("http://").unwrap();
    for headers in [
        [("origin", "https://evil.example")],
        [("origin", "null")],
        [("origin", "http://127.0.0.1:1")],
        [("host", "evil.example")],
    ] {
        assert_eq!(api.press_with(&form, &headers).await.status, 403, "{headers:?}");
    }
    let page = read(
        api.http
            .get(format!("{}/oauth/authorize?oauth_token={token}", api.sandbox.url()))
            .header("host", "evil.example"),
    );
    assert_eq!(page.await.unwrap().status, 403);
    let origin = format!("http://{host}");
    assert_eq!(api.press_with(&form, &[("origin", &origin)]).await.status, 200);
}

fn fields_of<'a>(wanted: &'a str, fields: &'a [(&'static str, String)]) -> (&'a str, &'a str) {
    let (name, value) = fields.iter().find(|(name, _)| *name == wanted).unwrap();
    (name, value)
}
