//! Parses the markers of a JPEG file before it is decoded.

/// The order of a JPEG's pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Line by line.
    Once,
    /// Progressive: all lines several times, each time finer; the decoder holds every pass until the last.
    InPasses,
}

/// The order of the first picture; `None` if it does not end with the end marker: the decoder silently fills
/// missing parts with grey. Bytes after it are ignored: they are not kept.
pub(super) fn whole(bytes: &[u8]) -> Option<Order> {
    let mut at = 2;
    let mut is_in_scan = false;
    let mut order = Order::Once;
    loop {
        let mark = bytes.get(at..)?.windows(2).position(|pair| is_mark(pair, is_in_scan))?;
        at += mark + 2;
        match bytes[at - 1] {
            0xd9 => return is_in_scan.then_some(order),
            // Markers without a segment.
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

/// Whether two bytes are a marker. In a scan, 0xff followed by zero is data, and restart markers do not end it.
fn is_mark(pair: &[u8], is_in_scan: bool) -> bool {
    pair[0] == 0xff
        && match pair[1] {
            0x00 | 0xff => false,
            0xd0..=0xd7 => !is_in_scan,
            _ => true,
        }
}
