//! Compressed bodies, without a library that compresses.

/// How often the piece stands in a bomb, which then inflates to a GiB.
pub(crate) const PIECES: u64 = 1024;

/// A deflated MiB of spaces that ends on a whole byte, so that it can be repeated: a tree, a literal and a
/// back-reference to it in these bytes, zeros that mean "258 more", and the end of the block with an empty one behind.
pub(crate) fn piece() -> Vec<u8> {
    let tree = [0xec, 0xc1, 0x31, 0x01, 0, 0, 0, 0xc2, 0xa0, 0x2a, 0xeb, 0x9f, 0xd2, 0x10, 0xbe, 0x40, 0x01];
    [&tree[..], &[0; 1015], &[0x7c, 0x06, 0, 0, 0xff, 0xff]].concat()
}

/// An empty last block.
pub(crate) const END: [u8; 2] = [0x03, 0x00];

/// Deflated, no name, no time.
pub(crate) const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

pub(crate) const ZLIB_HEAD: [u8; 2] = [0x78, 0xda];

/// CRC-32 of a bomb's spaces, and their number.
pub(crate) const GZIP_TAIL: [u8; 8] = [0xa6, 0x7f, 0xc4, 0x9a, 0, 0, 0, 0x40];

/// Adler-32 of the same.
pub(crate) const ZLIB_TAIL: [u8; 4] = [0x89, 0x81, 0x07, 0x09];

/// A gzip file of these bytes, stored as they are; at most 65,535.
pub(crate) fn stored(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    let mut file = GZIP_HEAD.to_vec();
    file.push(1);
    file.extend(length.to_le_bytes());
    file.extend((!length).to_le_bytes());
    file.extend(bytes);
    file.extend(crc32(bytes).to_le_bytes());
    file.extend(u32::from(length).to_le_bytes());
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1));
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn the_check_sum_is_the_published_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
