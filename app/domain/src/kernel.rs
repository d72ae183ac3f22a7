//! What every area uses: Thai text, numbers, the calendar of Bangkok, errors. Knows no area.

pub(crate) mod angle;
pub mod bangkok;
pub mod decimal;
pub mod error;
pub mod id;
pub(crate) mod order;
pub mod percent;
pub mod refusal;
pub mod spelling;
pub mod thai;
pub mod written_number;
