//! How full a page is. The service promises nothing (doc), so neither does the sandbox.

use crate::mix::{Use, mix};

/// What is planned for one page, before it is known what there is to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// How many events the page takes; 0 for an empty page with a cursor.
    pub(super) take: usize,
    /// Whether a page that takes the last events and is full hides that it was the last.
    pub(super) trailing: bool,
}

impl Layout {
    pub(super) fn even(count: usize) -> Self {
        Self { take: count, trailing: false }
    }

    /// One page in six is empty, one in four of the others is short, and the second or the third page of
    /// every listing is empty if there is anything left to list, so that no listing of more than three
    /// pages is without an empty one in its middle. The period has no say, so that the same calls give the
    /// same pages whatever the clock shows.
    pub(super) fn uneven(seed: u64, count: usize, page: u64) -> Self {
        let size = u64::try_from(count).unwrap_or(u64::MAX);
        let draw = |purpose, more: u64| mix(seed, purpose, &[size, more]);
        let middle = 1 + draw(Use::MiddlePage, 0) % 2;
        let take = if page == middle || draw(Use::EmptyPage, page).is_multiple_of(6) {
            0
        } else {
            let short = draw(Use::ShortPage, page);
            match size {
                fewer @ 2.. if short.is_multiple_of(4) => {
                    usize::try_from(1 + (short / 4) % (fewer - 1)).unwrap_or(count)
                }
                _ => count,
            }
        };
        Self { take, trailing: draw(Use::TrailingPage, page).is_multiple_of(2) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layouts(pages: u64) -> Vec<Layout> {
        (0..pages).map(|page| Layout::uneven(7, 100, page)).collect()
    }

    #[test]
    fn the_shares_are_as_documented() {
        let pages = layouts(6_000);
        let empty = pages.iter().filter(|page| page.take == 0).count();
        let short = pages.iter().filter(|page| (1..100).contains(&page.take)).count();
        assert!((800..1_200).contains(&empty), "{empty}");
        assert!((1_050..1_450).contains(&short), "{short}");
        assert!(pages.iter().all(|page| page.take <= 100));
        assert!(pages[1].take == 0 || pages[2].take == 0);
    }

    #[test]
    fn a_page_of_one_is_never_short() {
        assert!((0..100).all(|page| Layout::uneven(7, 1, page).take <= 1));
    }
}
