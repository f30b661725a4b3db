//! What commands answer that is no report: as text for people, as JSON for programs.

pub(super) mod fix;
pub(super) mod init;
pub(super) mod pack;
pub(super) mod print;
pub(super) mod record;
pub(super) mod sort;
pub(super) mod staff;
pub(super) mod undo;
pub(super) mod verify;
