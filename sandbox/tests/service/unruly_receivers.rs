//! Receivers that are absent, slow, broken, replaced or left behind.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use twitter_feedback_sandbox::{LoggedDelivery, Webhook};

use crate::receiver::{Receiver, nowhere};
use crate::support::{Api, START};

/// Longer than anything here takes.
const SOON: Duration = Duration::from_secs(4);

fn outcomes(deliveries: &[LoggedDelivery]) -> Vec<(&str, Option<u16>)> {
    deliveries.iter().map(|delivery| (delivery.url.as_str(), delivery.status)).collect()
}

/// A sandbox with a feedback.
async fn asked() -> (Api, String) {
    let api = Api::plain().await;
    let id = api.created("12").await;
    (api, id)
}

fn answer(api: &Api, id: &str) {
    api.sandbox.answer(id, Some(9), None).unwrap();
}

/// A socket that answers the first request with these bytes and closes.
async fn once(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        read_request(&mut socket).await;
        socket.write_all(bytes).await.unwrap();
    });
    url
}

/// Up to the end of an event.
async fn read_request(socket: &mut TcpStream) {
    let mut request = Vec::new();
    while !request.ends_with(b"}}") {
        assert_ne!(socket.read_buf(&mut request).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn where_nobody_listens_there_is_no_status_and_later_events_find_the_next() {
    let ((api, id), receiver, nowhere) = (asked().await, Receiver::start().await, nowhere().await);
    api.sandbox.webhook(Webhook::new(&nowhere)).unwrap();
    answer(&api, &id);
    assert_eq!(outcomes(&api.sandbox.deliveries().await), [(nowhere.as_str(), None)]);
    api.sandbox.webhook(receiver.webhook()).unwrap();
    answer(&api, &id);
    let deliveries = api.sandbox.deliveries().await;
    assert_eq!(outcomes(&deliveries), [(nowhere.as_str(), None), (receiver.url().as_str(), Some(200))]);
    assert_eq!(receiver.got().len(), 1, "what failed is not sent again");
}

#[tokio::test]
async fn a_status_is_what_the_head_says_whatever_becomes_of_the_body() {
    for (bytes, status) in [
        (&b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"[..], Some(200)),
        (b"HTTP/1.0 202 Accepted\r\n\r\nuntil the end", Some(202)),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", Some(204)),
        (b"HTTP/1.1 200 OK\r\ncontent-len", None),
        (b"SSH-2.0-OpenSSH\r\n", None),
        (b"", None),
    ] {
        let ((api, id), url) = (asked().await, once(bytes).await);
        api.sandbox.webhook(Webhook::new(&url)).unwrap();
        answer(&api, &id);
        assert_eq!(outcomes(&api.sandbox.deliveries().await), [(url.as_str(), status)]);
    }
}

#[tokio::test]
async fn whoever_never_answers_has_five_seconds() {
    let (api, id) = asked().await;
    // The system takes connections for it, and nobody looks at them.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    api.sandbox.webhook(Webhook::new(format!("http://{}/", listener.local_addr().unwrap()))).unwrap();
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    answer(&api, &id);
    answer(&api, &id);
    let deliveries = api.sandbox.deliveries().await;
    let taken = begun.elapsed();
    tokio::time::resume();
    assert_eq!(deliveries.iter().map(|delivery| delivery.status).collect::<Vec<_>>(), [None; 2]);
    assert!((Duration::from_secs(10)..Duration::from_secs(11)).contains(&taken), "{taken:?}");
}

#[tokio::test]
async fn nobody_waits_for_a_slow_receiver_but_the_next_delivery() {
    let ((api, id), receiver) = (asked().await, Receiver::holding().await);
    api.sandbox.webhook(receiver.webhook()).unwrap();
    answer(&api, &id);
    assert_eq!(api.create("13").await.status, 200);
    receiver.has_got(1).await;
    assert_eq!(api.create("14").await.status, 200);
    assert_eq!(receiver.got().len(), 1);
    let waiting = async {
        tokio::select! {
            biased;
            _ = api.sandbox.deliveries() => panic!("one is under way"),
            reply = api.create("15") => assert_eq!(reply.status, 200),
        }
        receiver.release();
        api.sandbox.deliveries().await
    };
    assert_eq!(outcomes(&waiting.await), [(receiver.url().as_str(), Some(200)); 4]);
    let asked: Vec<_> = receiver.events().iter().map(|event| event["feedback"]["to_user_id"].clone()).collect();
    assert_eq!(asked, ["12", "13", "14", "15"]);
}

#[tokio::test]
async fn waiting_is_for_what_has_happened_and_not_for_what_comes_meanwhile() {
    let ((api, id), first, second) = (asked().await, Receiver::holding().await, Receiver::holding().await);
    api.sandbox.webhook(first.webhook()).unwrap();
    answer(&api, &id);
    let mut waiting = std::pin::pin!(api.sandbox.deliveries());
    tokio::select! {
        biased;
        _ = &mut waiting => panic!("one is under way"),
        () = first.has_got(1) => {}
    }
    api.sandbox.webhook(second.webhook()).unwrap();
    answer(&api, &id);
    first.release();
    assert_eq!(outcomes(&waiting.await), [(first.url().as_str(), Some(200))]);
}

#[tokio::test]
async fn an_event_goes_to_the_webhook_that_was_registered_when_it_happened() {
    let ((api, id), first, second) = (asked().await, Receiver::holding().await, Receiver::start().await);
    api.sandbox.webhook(first.webhook().shuffle(true).credentials("u", "p")).unwrap();
    answer(&api, &id);
    answer(&api, &id);
    api.sandbox.webhook(second.webhook()).unwrap();
    answer(&api, &id);
    api.sandbox.webhook(Webhook::new("http://example.com/")).unwrap_err();
    answer(&api, &id);
    first.has_got(1).await;
    first.release();
    let deliveries = api.sandbox.deliveries().await;
    let (first, second) = (first.url(), second.url());
    let expected = [&first, &first, &second, &second].map(|url| (url.as_str(), Some(200)));
    assert_eq!(outcomes(&deliveries), expected);
    assert_eq!(deliveries[2].authorization, None);
}

#[tokio::test]
async fn stopping_ends_deliveries_and_whoever_waits_for_them() {
    let ((api, id), receiver) = (asked().await, Receiver::holding().await);
    api.sandbox.webhook(receiver.webhook()).unwrap();
    answer(&api, &id);
    answer(&api, &id);
    receiver.has_got(1).await;
    let url = format!("{}/_sandbox/deliveries", api.sandbox.url());
    let asking = tokio::spawn(api.http.get(url).send());
    let (waited, ()) = timeout(SOON, async { tokio::join!(api.sandbox.deliveries(), api.sandbox.stop()) })
        .await
        .expect("stops promptly");
    assert!(waited.len() <= 1);
    // The one that was under way; the other was never sent.
    assert_eq!(outcomes(&api.sandbox.deliveries().await), [(receiver.url().as_str(), None)]);
    answer(&api, &id);
    assert_eq!(api.sandbox.deliveries().await.len(), 1, "who has stopped sends nothing");
    timeout(SOON, asking).await.expect("ends promptly").unwrap().ok();
    assert_eq!(receiver.got().len(), 1);
}

#[tokio::test]
async fn dropping_the_sandbox_drops_its_delivery() {
    let (api, id) = asked().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    api.sandbox.webhook(Webhook::new(format!("http://{}/", listener.local_addr().unwrap()))).unwrap();
    answer(&api, &id);
    let (mut socket, _) = listener.accept().await.unwrap();
    read_request(&mut socket).await;
    drop(api);
    let end = timeout(SOON, socket.read(&mut [0])).await.expect("ends promptly");
    assert!(matches!(end, Ok(0) | Err(_)), "{end:?}");
}

#[tokio::test]
async fn at_most_10_000_events_wait_and_10_000_deliveries_are_remembered() {
    let ((api, id), receiver) = (asked().await, Receiver::holding().await);
    api.sandbox.webhook(receiver.webhook()).unwrap();
    answer(&api, &id);
    receiver.has_got(1).await;
    for _ in 0..10_003 {
        api.advance(1);
        answer(&api, &id);
    }
    let url = receiver.url();
    // From here on nobody listens, which is quicker than any receiver.
    drop(receiver);
    let deliveries = api.sandbox.deliveries().await;
    assert_eq!(deliveries.len(), 10_000);
    // Sent when the clock had come to rest; the three that were given up, and the first, are forgotten.
    assert!(deliveries.iter().all(|delivery| delivery.at == START + 10_003));
    assert_eq!(outcomes(&deliveries[9_999..]), [(url.as_str(), None)]);
    let last: serde_json::Value = serde_json::from_str(&deliveries[9_999].body).unwrap();
    assert_eq!(last["created_at"], "Tue Dec 15 17:58:30 +0000 2015");
}
