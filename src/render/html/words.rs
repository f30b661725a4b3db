//! Words of the page: always both languages, always escaped.

use crate::render::escape::escaped;
use crate::text::{Lang, Text};

/// A text in both languages, the one not chosen hidden by the style sheet.
pub(super) fn text(text: &Text) -> String {
    if text.zh == text.en {
        return html(&text.zh);
    }
    both(&text.zh, &text.en)
}

pub(super) fn both(zh: &str, en: &str) -> String {
    format!("<span class=\"zh\" lang=\"zh-CN\">{}</span><span class=\"en\" lang=\"en\">{}</span>", html(zh), html(en))
}

/// An attribute that is read aloud: in the language the page opens in, with both beside it for the switch.
pub(super) fn spoken(attribute: &str, zh: &str, en: &str, lang: Lang) -> String {
    let now = match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let (now, zh, en) = (html(now), html(zh), html(en));
    format!(" {attribute}=\"{now}\" data-spoken=\"{attribute}\" data-zh=\"{zh}\" data-en=\"{en}\"")
}

/// Escaped for text and for attributes in double quotes.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in escaped(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A path, escaped, with places where a line may break.
pub(super) fn path(path: &str) -> String {
    html(path).replace('/', "/<wbr>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_stranger_becomes_markup() {
        assert_eq!(html("<img onerror=\"x\">&'\u{202e}"), "&lt;img onerror=&quot;x&quot;&gt;&amp;&#39;\\u{202e}");
        assert_eq!(path("a/<b"), "a/<wbr>&lt;b");
        assert!(!spoken("alt", "\"><script>", "x", Lang::Zh).contains('<'));
    }
}
