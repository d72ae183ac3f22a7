//! Whether a JPEG file is all there. The decoder fills up what is missing with grey, and says nothing.

/// Whether its first picture ends with the mark of an end. What follows is none of our business: it is
/// not kept.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    let mut is_in_scan = false;
    while let Some(rest) = bytes.get(at..) {
        let Some(mark) = rest.windows(2).position(|pair| is_mark(pair, is_in_scan)) else {
            return false;
        };
        at += mark + 2;
        match bytes[at - 1] {
            0xd9 => return is_in_scan,
            // Marks that stand alone.
            0xd0..=0xd8 | 0x01 => {}
            kind => {
                let Some([high, low]) = bytes.get(at..at + 2) else { return false };
                at += usize::from(u16::from_be_bytes([*high, *low])).max(2);
                is_in_scan |= kind == 0xda;
            }
        }
    }
    false
}

/// In a scan, a zero after 0xff says that this is no mark, and marks of restarts do not end it.
fn is_mark(pair: &[u8], is_in_scan: bool) -> bool {
    pair[0] == 0xff
        && match pair[1] {
            0x00 | 0xff => false,
            0xd0..=0xd7 => !is_in_scan,
            _ => true,
        }
}
