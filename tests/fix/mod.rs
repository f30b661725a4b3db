//! `fix`: what a wrong folder becomes, what is never touched, and what it says about what it cannot mend.

mod bad_input;
mod beginnings;
mod crop;
mod cured;
mod deskew;
mod documents;
mod in_place;
mod init;
mod limits;
mod lossless;
mod pdf;
mod pdf_blending;
mod pdf_codings;
mod pdf_columns;
mod pdf_costs;
mod pdf_fonts;
mod pdf_left;
mod pdf_marks;
mod pdf_pages;
mod pdf_profiles;
mod pdf_unread;
mod pdf_wavelets;
mod pdf_whole;
mod pictures;
mod pictures_left;
mod turn_tags;
mod usable;
mod waive;
mod wrong;

use crate::support::command;
use crate::support::tiff_pages;
use drawings::jpeg_encoder;
