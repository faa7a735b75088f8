use super::Timestamp;

/// The longest form there is, spaces left out: `SatDec1517:58:20+00002015`.
const LONGEST: usize = 25;

/// The digits and letters of a time, each still to be checked.
struct Parts<'a> {
    weekday: &'a [u8],
    month: &'a [u8],
    day: &'a [u8],
    hour: &'a [u8],
    minute: &'a [u8],
    second: &'a [u8],
    sign: u8,
    offset_hours: &'a [u8],
    offset_minutes: &'a [u8],
    year: &'a [u8],
}

/// Reads `Tue Dec 15 17:58:20 +0000 2015`, with or without its spaces.
///
/// Written by hand because no date library reads the form without spaces, and because the weekday
/// must be passed over: the vendor's own example names the wrong one.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    // The service's own form first: a page holds hundreds of it.
    if let Some(time) = spaced(text.as_bytes()).and_then(|parts| time(&parts)) {
        return Some(time);
    }
    let mut buffer = [0_u8; LONGEST];
    let mut length = 0;
    for piece in text.split_ascii_whitespace() {
        let end = length + piece.len();
        buffer.get_mut(length..end)?.copy_from_slice(piece.as_bytes());
        length = end;
    }
    time(&squeezed(buffer.get(..length)?)?)
}

/// The form with its spaces, every part at its place.
fn spaced(text: &[u8]) -> Option<Parts<'_>> {
    let (date, rest) = text.split_at_checked(10)?;
    let (clock, rest) = rest.split_at_checked(10)?;
    let ([w @ .., b' ', _, _, _, b' ', _, _], [b' ', _, _, b':', _, _, b':', _, _, b' ']) = (date, clock) else {
        return None;
    };
    let [sign, _, _, _, _, b' ', year @ ..] = rest else {
        return None;
    };
    Some(Parts {
        weekday: w,
        month: date.get(4..7)?,
        day: date.get(8..)?,
        hour: clock.get(1..3)?,
        minute: clock.get(4..6)?,
        second: clock.get(7..9)?,
        sign: *sign,
        offset_hours: rest.get(1..3)?,
        offset_minutes: rest.get(3..5)?,
        year,
    })
}

/// The form that has lost its spaces.
fn squeezed(text: &[u8]) -> Option<Parts<'_>> {
    let (weekday, rest) = text.split_at_checked(3)?;
    let (month, rest) = rest.split_at_checked(3)?;
    // Day and hour have run together; the hour is always two digits.
    let colon = rest.iter().position(|b| *b == b':')?;
    let (day_hour, rest) = rest.split_at_checked(colon)?;
    let (day, hour) = day_hour.split_at_checked(colon.checked_sub(2)?)?;
    let (minute, rest) = rest.strip_prefix(b":")?.split_at_checked(2)?;
    let (second, rest) = rest.strip_prefix(b":")?.split_at_checked(2)?;
    let (sign, rest) = rest.split_first()?;
    let (offset_hours, rest) = rest.split_at_checked(2)?;
    let (offset_minutes, year) = rest.split_at_checked(2)?;
    Some(Parts { weekday, month, day, hour, minute, second, sign: *sign, offset_hours, offset_minutes, year })
}

fn time(parts: &Parts<'_>) -> Option<Timestamp> {
    if !parts.weekday.iter().all(u8::is_ascii_alphabetic) || parts.day.len() > 2 || parts.year.len() != 4 {
        return None;
    }
    let minutes_east = i32::from(number(parts.offset_hours)?) * 60 + i32::from(number(parts.offset_minutes)?);
    let seconds_east = match parts.sign {
        b'+' => minutes_east * 60,
        b'-' => minutes_east * -60,
        _ => return None,
    };
    // A leap second counts as the last second of its minute, as in POSIX.
    let second = match small(parts.second)? {
        60 => 59,
        other => other,
    };
    let month = month_number(parts.month)?;
    let (day, hour, minute) = (small(parts.day)?, small(parts.hour)?, small(parts.minute)?);
    let civil = jiff::civil::DateTime::new(number(parts.year)?, month, day, hour, minute, second, 0).ok()?;
    let offset = jiff::tz::Offset::from_seconds(seconds_east).ok()?;
    offset.to_timestamp(civil).ok().map(Timestamp::from_jiff)
}

fn small(digits: &[u8]) -> Option<i8> {
    i8::try_from(number(digits)?).ok()
}

/// At most four digits.
fn number(digits: &[u8]) -> Option<i16> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}

fn month_number(name: &[u8]) -> Option<i8> {
    let [a, b, c] = name else {
        return None;
    };
    Some(match &[a | 0x20, b | 0x20, c | 0x20] {
        b"jan" => 1,
        b"feb" => 2,
        b"mar" => 3,
        b"apr" => 4,
        b"may" => 5,
        b"jun" => 6,
        b"jul" => 7,
        b"aug" => 8,
        b"sep" => 9,
        b"oct" => 10,
        b"nov" => 11,
        b"dec" => 12,
        _ => return None,
    })
}
