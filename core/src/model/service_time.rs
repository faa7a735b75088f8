use super::Timestamp;

/// The longest form there is, spaces left out: `SatDec1517:58:20+00002015`.
const LONGEST: usize = 25;

/// Reads `Tue Dec 15 17:58:20 +0000 2015`, with or without its spaces.
///
/// Written by hand because no date library reads the form without spaces, and because the weekday
/// must be passed over: the vendor's own example names the wrong one.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let mut squeezed = [0_u8; LONGEST];
    let mut length = 0;
    for piece in text.split_ascii_whitespace() {
        let end = length + piece.len();
        squeezed.get_mut(length..end)?.copy_from_slice(piece.as_bytes());
        length = end;
    }
    let rest = squeezed.get(..length)?;

    let (weekday, rest) = rest.split_at_checked(3)?;
    if !weekday.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let (month, rest) = rest.split_at_checked(3)?;
    let month = month_number(month)?;
    // Day and hour have run together; the hour is always two digits.
    let colon = rest.iter().position(|b| *b == b':')?;
    let (day_hour, rest) = rest.split_at_checked(colon)?;
    let (day, hour) = day_hour.split_at_checked(colon.checked_sub(2)?)?;
    if day.len() > 2 {
        return None;
    }
    let (minute, rest) = rest.strip_prefix(b":")?.split_at_checked(2)?;
    let (second, rest) = rest.strip_prefix(b":")?.split_at_checked(2)?;
    let (sign, rest) = rest.split_first()?;
    let (offset_hours, rest) = rest.split_at_checked(2)?;
    let (offset_minutes, year) = rest.split_at_checked(2)?;
    if year.len() != 4 {
        return None;
    }

    let minutes_east = i32::try_from(number(offset_hours)? * 60 + number(offset_minutes)?).ok()?;
    let seconds_east = match sign {
        b'+' => minutes_east * 60,
        b'-' => minutes_east * -60,
        _ => return None,
    };
    // A leap second counts as the last second of its minute, as in POSIX.
    let second = match small(second)? {
        60 => 59,
        other => other,
    };
    let civil = jiff::civil::DateTime::new(
        i16::try_from(number(year)?).ok()?,
        month,
        small(day)?,
        small(hour)?,
        small(minute)?,
        second,
        0,
    )
    .ok()?;
    let offset = jiff::tz::Offset::from_seconds(seconds_east).ok()?;
    offset.to_timestamp(civil).ok().map(Timestamp::from_jiff)
}

fn small(digits: &[u8]) -> Option<i8> {
    i8::try_from(number(digits)?).ok()
}

fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
}

fn month_number(name: &[u8]) -> Option<i8> {
    const MONTHS: [&[u8; 3]; 12] =
        [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    let index = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    i8::try_from(index + 1).ok()
}
