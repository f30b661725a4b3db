//! What is printed: the review form and the desk set.
//!
//! Layout is pure: [`sheet`] says what is on each page in points, measured with the font's own advances, and can be
//! tested without a PDF. Drawing only follows it.

pub mod breaking;
pub mod budget;
pub mod desk;
pub mod draw;
pub mod flow;
pub mod form;
mod pages;
pub mod pdf;
pub mod picture;
mod printed;
pub mod sheet;
mod subset;
pub mod table;
mod text;
