//! Words of the page: always both languages, always escaped.

pub(super) use crate::text::escape::markup as html;
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

/// A path, escaped, with places where a line may break.
pub(super) fn path(path: &str) -> String {
    html(path).replace('/', "/<wbr>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_stranger_becomes_markup() {
        assert_eq!(path("a/<b"), "a/<wbr>&lt;b");
        assert!(!spoken("alt", "\"><script>", "x", Lang::Zh).contains('<'));
    }
}
