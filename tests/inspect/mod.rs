//! What inspection says about files: damage, blur, real files, and bytes of any kind.

mod any_bytes;
mod blur;
mod cards;
mod command;
mod corpus;
mod damage;
mod judged;
mod portraits;
mod saved_again;
mod sheets;
mod table;

use crate::support::skip;
use drawings as draw;
use drawings::jpeg_encoder as encoder;
