//! What the tests share.

pub(crate) mod command;
pub(crate) mod many;
pub(crate) mod package;
pub(crate) mod page_styles;
pub(crate) mod schema;
pub(crate) mod tiff_pages;

pub(crate) use command::skip;
