//! All tests of commands and of the library in one program: it is built and linked once, and while a slow test runs on one
//! core, others go on beside it. `cargo test --test all rules::` runs those of one module.

mod batch;
mod check;
mod desk;
mod evening;
mod fix;
mod inspect;
mod layers;
mod no_notice;
mod package;
mod paper;
mod profiles;
mod read;
mod reading;
mod report;
mod rules;
mod support;
mod workbook;
