//! What stands in a cell, and how it reads as text.

use crate::config::date::PartialDate;
use crate::text::Text;

/// The digits that a number in a cell keeps: Excel stores 15 and turns the others into zeros
/// (support.microsoft.com, "Excel specifications and limits", number precision).
const DIGITS_KEPT: f64 = 1e15;

/// The content of one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text; never empty.
    Text(String),
    /// A number.
    Number(f64),
    /// A date; a month where its format shows no day.
    Date(PartialDate),
    /// `TRUE` or `FALSE`.
    YesNo(bool),
    /// A formula that failed: `#N/A`.
    Error(String),
    /// A formula whose result the workbook does not hold: a program wrote it, and no Excel has opened it since.
    NotCalculated,
}

/// Why what stands in a cell cannot be what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// More digits than a number in a cell keeps.
    Rounded,
    /// `2014.1`: typed as 2014.1, or as 2014.10.
    WhichMonth(String),
    /// A formula's error.
    Formula(String),
    /// A formula without its result.
    NoResult,
}

impl Unusable {
    /// What is wrong, as the end of a sentence.
    pub fn why(&self) -> Text {
        match self {
            Self::Rounded => Text {
                zh: "是按数字存的长号码，Excel 只保留前 15 位，后面的已经变成 0".to_owned(),
                en: "is a long number stored as a number: Excel keeps 15 digits and has turned the others into zeros"
                    .to_owned(),
            },
            Self::WhichMonth(text) => Text {
                zh: format!("是数字 {text}，看不出是 1 月还是 10 月"),
                en: format!("is the number {text}, which may be January or October"),
            },
            Self::Formula(error) => {
                Text { zh: format!("是公式错误 {error}"), en: format!("is an error of a formula, {error}") }
            }
            Self::NoResult => Text {
                zh: "是公式，工作簿里没有存它的结果".to_owned(),
                en: "is a formula, and the workbook does not hold its result".to_owned(),
            },
        }
    }

    /// What to do about it.
    pub fn cure(&self) -> Text {
        match self {
            Self::Rounded => Text {
                zh: "把这一列的格式设为“文本”，再照证件重新输入；只改格式，丢掉的数字回不来".to_owned(),
                en: "format the column as text, then type the number again from the document: the lost digits do not \
                     come back by themselves"
                    .to_owned(),
            },
            Self::WhichMonth(_) => Text {
                zh: "把格式设为“文本”，写成 2014-01 或 2014-10".to_owned(),
                en: "format the cell as text and write 2014-01 or 2014-10".to_owned(),
            },
            Self::Formula(_) => Text {
                zh: "改好公式，或直接输入内容".to_owned(),
                en: "repair the formula, or type the content".to_owned(),
            },
            Self::NoResult => Text {
                zh: "用 Excel 或 WPS 打开，保存一次，或直接输入内容".to_owned(),
                en: "open it in Excel and save it once, or type the content".to_owned(),
            },
        }
    }
}

impl Value {
    /// The content as a person would type it.
    ///
    /// # Errors
    /// Where Excel no longer has what was typed.
    pub fn typed(&self) -> Result<String, Unusable> {
        match self {
            Self::Text(text) if is_rounded(text) => Err(Unusable::Rounded),
            Self::Text(text) => Ok(text.clone()),
            Self::Number(number) if number.abs() >= DIGITS_KEPT => Err(Unusable::Rounded),
            Self::Number(number) => {
                let text = number.to_string();
                let year = text.strip_suffix(".1").and_then(|year| year.parse::<u16>().ok());
                if year.is_some_and(|year| (1900..2100).contains(&year)) {
                    return Err(Unusable::WhichMonth(text));
                }
                Ok(text)
            }
            Self::Date(date) => Ok(date.to_string()),
            Self::YesNo(yes) => Ok(yes.to_string()),
            Self::Error(error) => Err(Unusable::Formula(error.clone())),
            Self::NotCalculated => Err(Unusable::NoResult),
        }
    }
}

/// Whether a text is a long number as Excel shows one that it keeps as a number: `9.90000198803070E+17`. Saved as CSV,
/// it stays like that.
fn is_rounded(text: &str) -> bool {
    let text = text.trim();
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let is_number = digits.parse::<f64>().is_ok() && digits.starts_with(|first: char| first.is_ascii_digit());
    is_number && power.starts_with('+') && power[1..].parse::<u8>().is_ok_and(|power| power >= 14)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_were_typed() {
        let typed = |number: f64| Value::Number(number).typed();
        assert_eq!(typed(2018.0).as_deref(), Ok("2018"));
        assert_eq!(typed(2014.12).as_deref(), Ok("2014.12"));
        assert_eq!(typed(-0.5).as_deref(), Ok("-0.5"));
        // An old ID number of 15 digits is whole, a new one of 18 is not.
        assert_eq!(typed(990_000_880_307_001.0).as_deref(), Ok("990000880307001"));
        assert_eq!(typed(990_000_198_803_070_000.0), Err(Unusable::Rounded));
        assert_eq!(typed(2014.1), Err(Unusable::WhichMonth("2014.1".to_owned())));
    }

    #[test]
    fn a_number_that_was_rounded_before_it_became_text_is_known() {
        for text in ["9.90000198803070E+17", " 9.9e+17", "9E+14"] {
            assert_eq!(Value::Text(text.to_owned()).typed(), Err(Unusable::Rounded), "{text}");
        }
        for text in ["E+17", "1E+3", "990000198803070017", "A1E+17", "E10", "é+17"] {
            assert!(Value::Text(text.to_owned()).typed().is_ok(), "{text}");
        }
    }
}
