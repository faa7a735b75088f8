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
        let network = parsed
            .map_err(|_| Problem::new(field, "must be a network such as 199.59.148.0/22, or an address", given))?;
        let Some(network) = canonical(network) else {
            let rule =
                "must have a prefix of 96 or more where it maps IPv4 into IPv6: ::ffff:10.0.0.0/104 is 10.0.0.0/8";
            return Err(Problem::new(field, rule, given));
        };
        self.0.push(network);
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// `::ffff:a.b.c.d/(96 + n)` is `a.b.c.d/n`; `None` for a mapped address with a shorter prefix, which is no IPv4 network and was
/// hardly meant as the IPv6 one.
fn canonical(network: IpNet) -> Option<IpNet> {
    let IpNet::V6(six) = network else { return Some(network) };
    match six.addr().to_ipv4_mapped() {
        Some(four) => IpNet::new(four.into(), six.prefix_len().checked_sub(96)?).ok(),
        None => Some(network),
    }
}

/// An address as servers hand it over: alone, with a port, in brackets, IPv4 mapped into IPv6, with a zone.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    // A zone names an interface of the machine that wrote it.
    let zoneless = match (text.split_once('%'), text.rfind(']')) {
        (Some((address, _)), Some(end)) => &format!("{address}{}", text.get(end..)?),
        (Some((address, _)), None) => address,
        (None, _) => text,
    };
    let bare = zoneless.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(zoneless);
    let found = bare.parse().or_else(|_| zoneless.parse().map(|socket: SocketAddr| socket.ip())).ok()?;
    Some(IpAddr::to_canonical(&found))
}

/// Who sent a request: the peer, or whom the proxies that are trusted name, read from the right. What stands further left
/// was written by the sender himself. Without the header a trusted proxy speaks for itself; `None` where it wrote
/// something that is no address, nothing at all included.
pub(super) fn sender(peer: IpAddr, forwarded_for: Option<&str>, trusted: &Networks) -> Option<IpAddr> {
    let mut sender = peer;
    let mut hops = forwarded_for.filter(|header| !header.trim().is_empty()).into_iter().flat_map(|it| it.rsplit(','));
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
        for text in ["[::1]", "::1", "[::1]:80", "::1%lo", "[::1%lo]", "[::1%lo]:80"] {
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

    #[test]
    fn proxies_without_end_name_nobody() {
        let trusted = networks(&["10.0.0.0/8"]);
        let hops = |count: usize| vec!["10.0.0.1"; count].join(",");
        let peer = "10.0.0.9".parse().unwrap();
        assert!(sender(peer, Some(&hops(MOST_HOPS - 1)), &trusted).is_some());
        assert_eq!(sender(peer, Some(&hops(MOST_HOPS)), &trusted), None);
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
