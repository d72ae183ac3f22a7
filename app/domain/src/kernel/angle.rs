//! Sine and cosine of the angles that maps have. The standard library's take angles of any size, which
//! weighs 7 kB in the WASM.

use std::f64::consts::{FRAC_PI_2, PI};

/// Terms of the series behind the first; at a right angle the last is 3·10⁻¹⁶.
const TERMS: u32 = 10;

/// Sine of −3π/2…3π/2 radians.
pub(crate) fn sin(angle: f64) -> f64 {
    let angle = if angle.abs() > FRAC_PI_2 { PI.copysign(angle) - angle } else { angle };
    let (mut sum, mut term) = (angle, angle);
    for n in 1..=TERMS {
        let n = f64::from(2 * n);
        term *= -angle * angle / (n * (n + 1.0));
        sum += term;
    }
    sum
}

/// Cosine of −2π…2π radians.
pub(crate) fn cos(angle: f64) -> f64 {
    sin(FRAC_PI_2 - angle.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::f64::consts::TAU;

    proptest! {
        #[test]
        fn both_are_those_of_the_standard_library(angle in -TAU..TAU) {
            prop_assert!((cos(angle) - angle.cos()).abs() < 1e-15);
            prop_assert!((sin(angle * 0.75) - (angle * 0.75).sin()).abs() < 1e-15);
        }
    }
}
