//! What the tests of packages share.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test crate uses its own share, and none is documented for others"
)]

#[path = "sample.rs"]
pub mod sample;
#[path = "zip_builder.rs"]
pub mod zip_builder;
