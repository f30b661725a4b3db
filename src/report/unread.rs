//! That pictures were not read, in the words of every format.

use crate::text::Text;
use crate::text::amount::count;

/// What a person should know where so many pictures were not read, without a full stop.
pub fn not_read(pictures: usize) -> Text {
    let are = count(pictures, "picture", "pictures");
    let (were, they) = if pictures == 1 { ("was", "it says") } else { ("were", "they say") };
    Text {
        zh: format!("有 {pictures} 张图没有识读，写的是什么没有核对"),
        en: format!("{are} {were} not read, what {they} was not compared"),
    }
}
