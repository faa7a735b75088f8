use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;

use crate::model::Problem;

/// Blocks of addresses, IPv4-mapped ones as the IPv4 blocks that they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Networks(Vec<IpNet>);

/// The most addresses of one `X-Forwarded-For` that are looked at: nobody stands behind more proxies.
const MOST_HOPS: usize = 64;

impl Networks {
    /// Takes a block (`199.59.148.0/22`) or a single address.
    pub(super) fn add(&mut self, field: &str, given: &str) -> Result<(), Problem> {
        let parsed = given.parse::<IpNet>().or_else(|_| given.parse::<IpAddr>().map(IpNet::from));
        match parsed {
            Ok(network) => {
                self.0.push(canonical(network));
                Ok(())
            }
            Err(_) => Err(Problem::new(field, "must be a network such as 199.59.148.0/22, or an address", given)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// `::ffff:a.b.c.d/(96 + n)` is `a.b.c.d/n`.
fn canonical(network: IpNet) -> IpNet {
    match network {
        IpNet::V6(six) => match (six.addr().to_ipv4_mapped(), six.prefix_len().checked_sub(96)) {
            (Some(four), Some(length)) => IpNet::new(four.into(), length).unwrap_or(network),
            _ => network,
        },
        IpNet::V4(_) => network,
    }
}

/// An address as servers hand it over: alone, with a port, in brackets, IPv4 mapped into IPv6, with a zone.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let bare = bare.split_once('%').map_or(bare, |(address, _)| address);
    let found = bare.parse::<IpAddr>().or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip())).ok()?;
    Some(found.to_canonical())
}

/// Who sent a request: the peer, or whom the proxies that are trusted name, read from the right. What stands further left
/// was written by the sender himself. `None` where a trusted proxy names nobody.
pub(super) fn sender(peer: IpAddr, forwarded_for: Option<&str>, trusted: &Networks) -> Option<IpAddr> {
    let mut sender = peer;
    let mut hops = forwarded_for.unwrap_or_default().rsplit(',').map(str::trim).filter(|hop| !hop.is_empty());
    for _ in 0..MOST_HOPS {
        if !trusted.contains(sender) {
            return Some(sender);
        }
        match hops.next() {
            Some(hop) => sender = address(hop)?,
            None => return Some(sender),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn networks(given: &[&str]) -> Networks {
        let mut networks = Networks::default();
        for network in given {
            networks.add("networks", network).unwrap();
        }
        networks
    }

    #[test]
    fn an_address_is_read_as_any_server_writes_it() {
        let four: IpAddr = "199.59.148.7".parse().unwrap();
        for text in
            ["199.59.148.7", " 199.59.148.7:443", "::ffff:199.59.148.7", "[::ffff:199.59.148.7]:1", "::ffff:c73b:9407"]
        {
            assert_eq!(address(text), Some(four), "{text}");
        }
        for text in ["[::1]", "::1", "[::1]:80", "::1%lo"] {
            assert_eq!(address(text), Some("::1".parse().unwrap()), "{text}");
        }
        for text in
            ["", "unknown", "199.59.148.7:", "1.2.3", "01.2.3.4", "http://1.2.3.4", "1.2.3.4, 5.6.7.8", "0x7f.1"]
        {
            assert_eq!(address(text), None, "{text}");
        }
    }

    #[test]
    fn a_mapped_network_is_the_ipv4_network_that_it_maps() {
        let mapped = networks(&["::ffff:199.59.148.0/118"]);
        assert!(mapped.contains("199.59.151.255".parse().unwrap()));
        assert!(!mapped.contains("199.59.152.0".parse().unwrap()));
    }

    proptest! {
        #[test]
        fn nothing_that_a_sender_writes_changes_who_he_is(
            written in "[0-9a-f.:, \\[\\]x]{0,60}", own in any::<[u8; 4]>(), proxies in 1_usize..4,
        ) {
            let own = IpAddr::from(own);
            let trusted = networks(&["10.0.0.0/8"]);
            prop_assume!(!trusted.contains(own));
            // Each proxy appends whom it got the request from.
            let mut header = format!("{written},{own}");
            for proxy in 1..proxies {
                header.push_str(&format!(", 10.0.0.{proxy}"));
            }
            let peer: IpAddr = "10.0.0.250".parse().unwrap();
            prop_assert_eq!(sender(peer, Some(&header), &trusted), Some(own));
            // And without a trusted proxy nothing of it is read.
            prop_assert_eq!(sender(own, Some(&written), &trusted), Some(own));
        }
    }
}
