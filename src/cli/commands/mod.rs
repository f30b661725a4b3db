//! One file for each command: its arguments become an order, `app` does the work, and the answer is written.

pub(super) mod batch;
pub(super) mod check;
pub(super) mod desk;
pub(super) mod explain;
pub(super) mod fix;
pub(super) mod form;
pub(super) mod form_sheet;
pub(super) mod init;
pub(super) mod inspect;
pub(super) mod merge;
pub(super) mod pack;
pub(super) mod paper;
pub(super) mod profile;
pub(super) mod record;
pub(super) mod shell;
pub(super) mod sort;
pub(super) mod verify;
pub(super) mod watch;
