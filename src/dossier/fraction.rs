//! Numbers as fractions: three times a third is 1, whatever was reckoned in between.
//!
//! Own code rather than a crate: `num-rational` would bring two crates for the four operations below, and neither reads a decimal
//! as it is written nor turns so long a fraction into a number.

use crate::text::amount::to_places;
use std::cmp::Ordering;

/// A fraction in lowest terms, its sign in the numerator. Every operation is `None` where it would not fit 127 bits: a number of
/// that kind is told to be too long, and never comes out wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    numerator: i128,
    /// Above 0.
    denominator: i128,
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self::whole(0);

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self { numerator: number as i128, denominator: 1 }
    }

    /// A number as it is written in decimals: 0.1 is a tenth. `None` for one that is too long, or no number.
    pub fn of(number: f64) -> Option<Self> {
        // The shortest decimals that mean this very number, as 1.5e-7.
        let written = format!("{number:e}");
        let (decimals, power) = written.split_once('e')?;
        let (whole, behind) = decimals.split_once('.').unwrap_or((decimals, ""));
        let digits = format!("{whole}{behind}").parse().ok()?;
        let power = power.parse::<i32>().ok()?.checked_sub(i32::try_from(behind.len()).ok()?)?;
        let ten_times = 10_i128.checked_pow(power.unsigned_abs())?;
        if power < 0 { Self::new(digits, ten_times) } else { Self::new(digits, 1)?.times(Self::new(ten_times, 1)?) }
    }

    fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let common = common_divisor(numerator, denominator).filter(|_| denominator != 0)?;
        let sign = denominator.signum();
        let (numerator, denominator) = (numerator.checked_mul(sign)?, denominator.checked_mul(sign)?);
        Some(Self { numerator: numerator / common, denominator: denominator / common })
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let common = common_divisor(self.denominator, other.denominator)?;
        let (of_self, of_other) = (other.denominator / common, self.denominator / common);
        let sum = self.numerator.checked_mul(of_self)?.checked_add(other.numerator.checked_mul(of_other)?)?;
        Self::new(sum, self.denominator.checked_mul(of_self)?)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { numerator: other.numerator.checked_neg()?, ..other })
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        // Crosswise in lowest terms first, so that only what is too long in the end does not fit.
        let (one, two) = (Self::new(self.numerator, other.denominator)?, Self::new(other.numerator, self.denominator)?);
        let numerator = one.numerator.checked_mul(two.numerator)?;
        Some(Self { numerator, denominator: one.denominator.checked_mul(two.denominator)? })
    }

    /// The quotient; `None` also where it is divided by 0.
    pub fn divided_by(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.denominator, other.numerator)?)
    }

    /// The greatest whole number that is not above it.
    #[must_use]
    pub const fn floor(self) -> Self {
        Self { numerator: self.numerator.div_euclid(self.denominator), denominator: 1 }
    }

    /// The nearest number of the machine, but for its last bit where the fraction is longer than that. Exact wherever a decimal of 15
    /// digits is, so that what is compared with such a one is compared rightly.
    pub fn number(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The same to six places behind the point, to be shown.
    pub fn shown(self) -> f64 {
        to_places(self.number())
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    /// Whole parts first, then what is left of either, turned over: no product that might not fit.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut two) = (*self, *other);
        loop {
            let wholes = one.floor().numerator.cmp(&two.floor().numerator);
            let left = |of: Self| of.numerator.rem_euclid(of.denominator);
            match (wholes, left(one), left(two)) {
                (Ordering::Equal, 0, 0) => return Ordering::Equal,
                (Ordering::Equal, 0, _) => return Ordering::Less,
                (Ordering::Equal, _, 0) => return Ordering::Greater,
                (Ordering::Equal, of_one, of_two) => {
                    let turned = |of: Self, left| Self { numerator: of.denominator, denominator: left };
                    (one, two) = (turned(two, of_two), turned(one, of_one));
                }
                (other, ..) => return other,
            }
        }
    }
}

/// Euclid's; 0 only where both are, which is `None`, as is what has no positive of its own.
fn common_divisor(one: i128, two: i128) -> Option<i128> {
    let (mut one, mut two) = (one.checked_abs()?, two.checked_abs()?);
    while two != 0 {
        (one, two) = (two, one % two);
    }
    (one != 0).then_some(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(number: f64) -> Fraction {
        Fraction::of(number).expect("a number that fits")
    }

    #[test]
    fn decimals_are_read_as_they_are_written() {
        let tenth = Fraction { numerator: 1, denominator: 10 };
        assert_eq!((of(0.1), of(-0.0), of(1e20).number()), (tenth, Fraction::ZERO, 1e20));
        assert_eq!(of(0.1).plus(of(0.2)), Some(of(0.3)));
        for bad in [f64::NAN, f64::INFINITY, 1e300, 1e-300] {
            assert_eq!(Fraction::of(bad), None, "{bad}");
        }
    }

    #[test]
    fn three_times_a_third_is_one() {
        let third = of(1.0).divided_by(of(3.0)).expect("a third");
        assert_eq!((third.times(of(3.0)), third.shown()), (Some(of(1.0)), 0.333_333));
        assert_eq!(third.plus(third).and_then(|two| two.plus(third)), Some(of(1.0)));
        assert_eq!(of(100.0).divided_by(of(12.0)).and_then(|months| months.times(of(3.0))), Some(of(25.0)));
    }

    #[test]
    fn what_does_not_fit_and_what_is_divided_by_nothing_is_refused() {
        assert_eq!(of(1.0).divided_by(Fraction::ZERO), None);
        let large = of(1e30);
        assert_eq!((large.times(large), large.minus(large)), (None, Some(Fraction::ZERO)));
        let small = of(1.0).divided_by(large).expect("a small one");
        assert_eq!((small.times(small), small.times(large)), (None, Some(of(1.0))));
    }

    fn any() -> impl Strategy<Value = Fraction> {
        (-1_000_000..1_000_000_i32, 1..400_i32)
            .prop_map(|(one, two)| of(f64::from(one) / 1e3).divided_by(of(f64::from(two))).expect("small numbers"))
    }

    proptest! {
        #[test]
        fn what_is_the_same_by_algebra_is_the_same(a in any(), b in any(), c in any()) {
            let sum = |x: Fraction, y: Fraction| x.plus(y).expect("fits");
            let product = |x: Fraction, y: Fraction| x.times(y).expect("fits");
            prop_assert_eq!(sum(sum(a, b), c), sum(a, sum(c, b)));
            prop_assert_eq!(product(product(a, b), c), product(c, product(b, a)));
            prop_assert_eq!(product(a, sum(b, c)), sum(product(a, b), product(a, c)));
            prop_assert_eq!(sum(a, b).minus(b), Some(a));
            if b != Fraction::ZERO {
                prop_assert_eq!(product(a, b).divided_by(b), Some(a));
                prop_assert_eq!(a.divided_by(b).and_then(|quotient| quotient.times(b)), Some(a));
            }
            prop_assert_eq!(a.cmp(&b), a.minus(b).expect("fits").cmp(&Fraction::ZERO));
            prop_assert!(a.floor() <= a && a < sum(a.floor(), Fraction::whole(1)));
        }

        #[test]
        fn a_decimal_comes_back_as_it_was(number in -1e11_f64..1e11) {
            let decimals = (number * 1e3).round() / 1e3;
            prop_assert_eq!(Fraction::of(decimals).map(Fraction::number), Some(decimals));
        }

        #[test]
        fn nothing_panics(one in proptest::num::f64::ANY, two in proptest::num::f64::ANY) {
            if let (Some(one), Some(two)) = (Fraction::of(one), Fraction::of(two)) {
                let all = [one.plus(two), one.minus(two), one.times(two), one.divided_by(two), Some(one.floor())];
                for each in all.into_iter().flatten() {
                    let _ = (each.number(), each.shown(), each.cmp(&one));
                }
            }
        }
    }
}
