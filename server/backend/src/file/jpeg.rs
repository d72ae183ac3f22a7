//! What a JPEG file's marks say before it is decoded.

/// How the pixels of a picture come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Line by line.
    Once,
    /// All of them several times, finer each time; the decoder holds every one until the last.
    InPasses,
}

/// How its first picture comes; `None` where it does not end with the mark of an end: the decoder fills up
/// what is missing with grey, and says nothing. What follows is none of our business: it is not kept.
pub(super) fn whole(bytes: &[u8]) -> Option<Order> {
    let mut at = 2;
    let mut is_in_scan = false;
    let mut order = Order::Once;
    loop {
        let mark = bytes.get(at..)?.windows(2).position(|pair| is_mark(pair, is_in_scan))?;
        at += mark + 2;
        match bytes[at - 1] {
            0xd9 => return is_in_scan.then_some(order),
            // Marks that stand alone.
            0xd0..=0xd8 | 0x01 => {}
            kind => {
                let length = bytes.get(at..at + 2)?;
                at += usize::from(u16::from_be_bytes([length[0], length[1]])).max(2);
                is_in_scan |= kind == 0xda;
                if matches!(kind, 0xc2 | 0xc6 | 0xca | 0xce) {
                    order = Order::InPasses;
                }
            }
        }
    }
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
