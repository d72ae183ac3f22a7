//! pakmud
fn main() {}
