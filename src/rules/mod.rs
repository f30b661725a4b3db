//! What counts as a fault. One rule, one file, one page, one line in [`RULES`].
//!
//! A rule is a plain function over plain data; the variant of [`Check`] says what it may look at. Nothing here reads a
//! file, a clock or a screen.

mod almost_empty;
mod ambiguous_file;
mod answer_not_accepted;
mod applicant_data_not_understood;
mod archive;
mod asked;
mod askew;
mod assessment_not_passed;
mod at_an_angle;
mod award_before_appointment;
mod background_visible;
mod blank;
mod blurred;
mod calendar;
mod card_on_larger_scan;
mod checks;
mod claims;
mod clarity;
mod contradicting_claims;
mod contradicting_orientation;
pub(crate) mod damaged_jpeg;
pub(crate) mod dossier_not_checked;
mod doubled_page;
mod empty_file;
mod empty_folder;
mod enlarged;
mod exemption_not_covering;
mod expired;
mod forbidden_document;
mod four_components;
mod gps_position;
mod group_incomplete;
mod id_number_wrong;
mod inspection_failed;
mod low_contrast;
mod low_resolution;
mod mandatory_field_empty;
mod mirrored;
mod missing_page;
mod missing_part;
mod misspelt_name;
mod name_not_found;
mod names;
mod near_copy;
mod no_applicant_data;
mod no_red;
mod not_a_jpeg;
mod not_an_ordinary_jpeg;
mod not_eligible;
mod not_in_colour;
mod not_inspected;
mod not_judged;
mod not_read;
mod not_the_file;
mod odd_file;
mod orientation;
mod other_id_number;
mod other_issue;
mod other_name;
mod over_compressed;
mod over_size_limit;
mod over_total_limit;
mod page_words;
mod pages_exchanged;
mod paper_before_appointment;
mod paper_too_old;
mod paper_undated;
mod paper_without_translation;
mod papers_or_awards_not_declared;
mod path_without_reason;
mod photo_background;
mod photo_framing;
mod photo_shape;
mod photo_size;
mod pieces;
mod place;
mod resolution;
mod resolution_too_high;
mod resolution_unknown;
mod run;
mod same_bytes;
pub(crate) mod same_id_number;
pub(crate) mod same_photo;
pub(crate) mod same_picture;
pub(crate) mod same_scan;
mod sharpness_unknown;
mod sheet;
mod sheet_too_small;
mod sides;
mod sideways;
mod stand_in;
mod stray_file;
mod submission_limit;
mod system_file;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod testing_look;
#[cfg(test)]
mod testing_profile;
#[cfg(test)]
mod testing_words;
mod text_as_card;
mod text_as_photo;
mod thumbnail_differs;
mod title_not_found;
mod too_dark;
mod too_few_files;
mod too_large_to_inspect;
mod too_many_files;
mod touches_the_frame;
mod two_documents;
mod two_sheets_in_one;
mod two_sides_in_one;
mod under_size_limit;
mod unplaced;
mod unprintable_characters;
mod unreadable;
mod unused_file_claim;
pub(crate) mod unused_waiver;
mod unused_workbook;
mod washed_out;
mod window_closed;
mod window_not_open;
mod words;
mod words_not_found;
mod wrong_document;
mod wrong_extension;
mod wrong_number_of_entries;
mod wrong_side;
mod wrong_way_up;
mod wrong_year;

pub use crate::finding::{Asks, Check, Drawn, InPackage, Remedy, Repair, Rule};
pub use checks::{must_be_said, tells};
pub use resolution_too_high::share_within_limit;
pub use run::{distrusts_orientation, is_cured_by, of_package, of_places, run};

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    missing_part::RULE,
    too_many_files::RULE,
    stray_file::RULE,
    ambiguous_file::RULE,
    two_sides_in_one::RULE,
    empty_file::RULE,
    empty_folder::RULE,
    unreadable::RULE,
    not_inspected::RULE,
    system_file::RULE,
    archive::RULE,
    no_applicant_data::RULE,
    unused_file_claim::RULE,
    unused_waiver::RULE,
    missing_page::RULE,
    doubled_page::RULE,
    not_the_file::RULE,
    unused_workbook::RULE,
    forbidden_document::RULE,
    group_incomplete::RULE,
    too_few_files::RULE,
    not_a_jpeg::RULE,
    wrong_extension::RULE,
    damaged_jpeg::RULE,
    not_an_ordinary_jpeg::RULE,
    over_size_limit::RULE,
    too_large_to_inspect::RULE,
    inspection_failed::RULE,
    under_size_limit::RULE,
    not_judged::RULE,
    over_total_limit::RULE,
    low_resolution::RULE,
    resolution_unknown::RULE,
    photo_size::RULE,
    photo_shape::RULE,
    blurred::RULE,
    sharpness_unknown::RULE,
    blank::RULE,
    almost_empty::RULE,
    too_dark::RULE,
    washed_out::RULE,
    low_contrast::RULE,
    over_compressed::RULE,
    enlarged::RULE,
    sideways::RULE,
    contradicting_orientation::RULE,
    near_copy::RULE,
    photo_background::RULE,
    photo_framing::RULE,
    four_components::RULE,
    gps_position::RULE,
    thumbnail_differs::RULE,
    odd_file::RULE,
    background_visible::RULE,
    sheet_too_small::RULE,
    card_on_larger_scan::RULE,
    askew::RULE,
    touches_the_frame::RULE,
    two_sheets_in_one::RULE,
    at_an_angle::RULE,
    not_in_colour::RULE,
    no_red::RULE,
    resolution_too_high::RULE,
    id_number_wrong::RULE,
    mandatory_field_empty::RULE,
    window_not_open::RULE,
    window_closed::RULE,
    paper_too_old::RULE,
    paper_undated::RULE,
    paper_before_appointment::RULE,
    award_before_appointment::RULE,
    paper_without_translation::RULE,
    exemption_not_covering::RULE,
    papers_or_awards_not_declared::RULE,
    contradicting_claims::RULE,
    not_eligible::RULE,
    path_without_reason::RULE,
    submission_limit::RULE,
    assessment_not_passed::RULE,
    applicant_data_not_understood::RULE,
    unprintable_characters::RULE,
    answer_not_accepted::RULE,
    wrong_number_of_entries::RULE,
    same_bytes::RULE,
    same_id_number::RULE,
    same_scan::RULE,
    same_photo::RULE,
    dossier_not_checked::RULE,
    same_picture::RULE,
    wrong_way_up::RULE,
    wrong_side::RULE,
    wrong_document::RULE,
    wrong_year::RULE,
    other_id_number::RULE,
    expired::RULE,
    other_name::RULE,
    name_not_found::RULE,
    title_not_found::RULE,
    other_issue::RULE,
    pages_exchanged::RULE,
    not_read::RULE,
    mirrored::RULE,
    two_documents::RULE,
    words_not_found::RULE,
];

/// The rule by which `applicant.toml` shows how a fault is accepted.
pub const WAIVED_AS_AN_EXAMPLE: &Rule = &blurred::RULE;

/// The rule of a code, in any case.
pub fn of_code(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(code))
}
