//! What inspection says about files: damage, blur, real files, and bytes of any kind.

mod any_bytes;
mod blur;
mod cards;
mod command;
mod corpus;
mod damage;
use drawings as draw;
use drawings::jpeg_encoder as encoder;
mod judged;
mod portraits;
mod saved_again;
mod sheets;
use crate::support::skip;
mod table;
