//! What one file may ask of the program: one place for every most number, each with its reason.
//!
//! Every byte of a dossier is a stranger's. What goes over a limit is a finding, a diagnostic or a refusal that names
//! the limit; it is never read further, and never dropped without a word.

/// The longest `applicant.toml` that is read, bytes: a person's data is a few kB.
pub const APPLICANT_BYTES: u64 = 1 << 20;

/// The longest workbook of one applicant that is read, bytes: the form with everything filled in has some 60 kB.
pub const APPLICANT_WORKBOOK_BYTES: u64 = 4 << 20;

/// What an applicant's workbook unpacks to, bytes: the form has some 500 kB.
pub const APPLICANT_UNPACKED: u64 = 32 << 20;

/// Cells with content in an applicant's workbook: the form has some 1,000, and 50 entries of each list 5,000 more.
pub const APPLICANT_CELLS: usize = 100_000;

/// The longest list of people that is read, bytes: 100,000 rows of 20 columns have some 8 MB.
pub const ROSTER_BYTES: u64 = 16 << 20;

/// What a list of people unpacks to, bytes: 100,000 rows of 20 columns have some 150 MB.
pub const ROSTER_UNPACKED: u64 = 256 << 20;

/// Cells with content in a list of people: 100,000 rows of 15 columns, some 150 MB while they are read.
pub const ROSTER_CELLS: usize = 1_500_000;

/// What the cells of a workbook hold together, bytes: one text may stand in every cell of it, and is kept for each.
pub const CELLS_TEXT: usize = 64 << 20;

/// The longest piece of text of a workbook, bytes. A cell takes 32,767 characters (support.microsoft.com, "Excel
/// specifications and limits"), each of which may be written in eight bytes (`&#x4E00;`).
pub const CELL_BYTES: u64 = 8 * 32_767;

/// The texts that the cells of a workbook share, bytes: they are all in memory while it is read.
pub const SHARED_TEXTS: u64 = 96 << 20;

/// People of one list whose folders are made: as many as are remembered from run to run.
pub const ROSTER_PEOPLE: usize = REMEMBERED_PEOPLE;

/// The longest profile file that is read, bytes. The longest built-in one is about 20 kB.
pub const PROFILE_BYTES: u64 = 1 << 20;

/// Faults that one TOML file is reported with. A person repairs a few at a time; a file that is no TOML at all has one
/// at nearly every byte, and each fault carries a piece of its line.
pub const DIAGNOSTICS: usize = 100;

/// Syntax errors that one TOML file is reported with: after the first few they follow from each other.
pub const SYNTAX_ERRORS: usize = 20;

/// Characters of a line that a diagnostic keeps on each side of its place: more than a screen shows.
pub const SOURCE_LINE: usize = 120;

/// Characters of a message in a diagnostic: the list of every part of a checklist fits, a megabyte key does not.
pub const MESSAGE: usize = 2000;

/// The longest file that is read to its end although nobody looks inside, for its hash alone, bytes: half a gigabyte takes
/// a slow machine 2 s. A scan is never as long; a film among the scans, or a file that only claims its length, may be.
pub const HASHED_BYTES: u64 = 512 << 20;

/// Files without a place for which the nearest place is looked up: each is compared with all words of the profile, and
/// nobody reads hundreds of such hints.
pub const SUGGESTIONS: usize = 300;

/// Pictures of one dossier that are read, those in their places first: a dossier has some hundred, and each takes a third of a
/// second.
pub const READ_PICTURES: usize = 500;

/// Copies of one document, or of the form, in one PDF: a desk asks for two to five.
pub const COPIES: u16 = 20;

/// Pages of one text that is printed (a copy of the form, a letter, a list): the longest form has about 10.
pub const PRINTED_PAGES: usize = 200;

/// Characters of the applicant's data in one PDF: twice what [`PRINTED_PAGES`] of a form's values have room for. A form
/// that names a text again and again is measured by this before it is laid out.
pub const PRINTED_CHARS: usize = 1_000_000;

/// Entries of one list in `applicant.toml` (papers, awards, schools, …). `init` makes at most as many, and a review
/// counts a handful.
pub const ENTRIES: usize = 50;

/// Files in a folder up to which the desk takes further ones: a dossier has some hundred scans, and whoever drops more has
/// dropped the wrong folder.
pub const ADDED_TO_FILES: usize = 1000;

/// Lines of `[files]` and `[[waive]]`: a dossier has some hundred scans.
pub const CLAIMS: usize = 1000;

/// Characters of one text in `applicant.toml`: about six pages of the form. The longest in practice is a summary of
/// experience of some hundred characters. A text of a profile that has paragraphs (a letter, a note) has as many at most.
pub const FIELD_CHARS: usize = 5000;

/// Characters of a name or another short text of `applicant.toml`: the longest title of a paper is about 200. The same for any
/// other text of a profile: it stands beside every part and finding that it concerns. The longest built-in one has 163.
pub const SHORT_FIELD_CHARS: usize = 500;

/// Words (`names`, `marks`, …) of one profile: each path of a dossier is compared with all of them. The longest
/// built-in one has about 250.
pub const PROFILE_NAMES: usize = 1000;

/// Words that pages are read by (`titles`, `labels`, …) of one profile: each page is searched for all of them. The longest
/// built-in one has about 450.
pub const PROFILE_PAGE_WORDS: usize = 2000;

/// Parts of one profile, and entries of any other list in it: the longest notice has about 60 parts.
pub const PROFILE_PARTS: usize = 200;

/// The longest label of an item, bytes: its folder is called by it, behind a number, and systems take names of 255.
pub const ITEM_LABEL_BYTES: usize = 240;

/// Files in a profile's folder: three are read, others may be notes.
pub const PROFILE_FILES: usize = 100;

/// Pages of one PDF or TIFF: the longest material is a book's body.
pub const PAGES: usize = 500;

/// Objects of one PDF. A page that was typed has about 20 of its own, a scanned one 3.
pub const PDF_OBJECTS: usize = 200_000;

/// Bytes that the cross-reference streams of one PDF unpack to, about 6 an object. They are read again for each revision,
/// up to 256 times.
pub const PDF_TABLES: u64 = 1 << 20;

/// Bytes that the object streams of one PDF unpack to together; they stay in memory. 300 tagged pages have about 10 MB.
pub const PDF_OBJECT_STREAMS: u64 = 32 << 20;

/// Bytes that one picture of a PDF unpacks to, before its samples are read.
pub const PDF_PICTURE_BYTES: u64 = 128 << 20;

/// Bytes that everything else a page refers to (drawing instructions, fonts, colour profiles) unpacks to together: two
/// whole Chinese fonts have 40 MB.
pub const PDF_PAGE_BYTES: u64 = 64 << 20;

/// Drawing instructions of one page, bytes, each drawing within a drawing as often as it is drawn. A page of text has
/// about 20 kB, a map some MB.
pub const PDF_INSTRUCTIONS: u64 = 8 << 20;

/// The entries of something that an instruction names, bytes, that are not counted though they are read each time: those of a
/// graphics state or a form have some hundred.
pub const PDF_ENTRIES: usize = 4096;

/// How many bytes of further entries are read in the time of a byte of instructions, or less.
pub const PDF_ENTRIES_AN_INSTRUCTION: u64 = 4;

/// Steps of one page: lines, areas, runs of characters, pictures, groups.
pub const PDF_STEPS: u32 = 400_000;

/// Samples (pixels times colours) of one picture of a PDF: with its copies it stays below 300 MB.
pub const PDF_SAMPLES: u64 = 120_000_000;

/// Bytes that decoding one picture of wavelets (JPEG 2000) in a PDF takes at most: a page of A4 in colour at 300 dpi takes
/// 209 MB.
pub const PDF_WAVELETS: u64 = 240_000_000;

/// Samples that may be decoded and drawn for one PDF whatever its size: about 2 s of work, 8 pages in colour at 300 dpi.
pub const PDF_WORK: u64 = 160_000_000;

/// Further samples for each byte of a picture that is drawn, at 8 bits a sample: a JPEG of a colour page has about 100,
/// a deflated one 300.
pub const PDF_WORK_A_PICTURE_BYTE: u64 = 1000;

/// The same for each byte of a mesh: a triangle has some 20, and is drawn with some thousand.
pub const PDF_WORK_A_MESH_BYTE: u64 = 100;

/// Further samples for each byte of other streams that are drawn: a typed page of 2 kB is drawn with 9 million, one of 2.5 kB
/// that a browser printed with 19. So much for its first 12 kB; what a longer one is drawn with does not grow as it does.
pub const PDF_WORK_A_BYTE: u64 = 8000;

/// The most that the first bytes of one stream explain: a page of 20,000 lines is drawn with 43 million, one of a large plan with more than 70.
pub const PDF_WORK_A_STREAM: u64 = 100_000_000;

/// Further samples for each byte of such a stream, however long: instructions, packed, are read with some hundred.
pub const PDF_WORK_A_FURTHER_BYTE: u64 = 160;

/// The same for all PDFs of a dossier together: ten times what one of them may have.
pub const DOSSIER_WORK: u64 = 10 * PDF_WORK;

/// The longest file of a package that is read for what it says, bytes: the manifest of [`PACKAGE_ENTRIES`] files with
/// ordinary names is under 20 MB.
pub const PACKAGE_TEXT_BYTES: u64 = 32 << 20;

/// The longest report in a package, bytes: 70,000 scans with a finding each take 73 MB of it.
pub const PACKAGE_REPORT_BYTES: u64 = 80 << 20;

/// Entries of a package: a dossier has some hundred. Each is listed in memory before the first is read.
pub const PACKAGE_ENTRIES: u64 = 131_072;

/// The longest path in a package, bytes: root, `data`, item and part at 100 bytes each, with room to spare.
pub const PACKAGE_PATH_BYTES: usize = 512;

/// What systems leave in an unzipped package, files: more than any leaves.
pub const PACKAGE_LITTER: usize = 10_000;

/// The longest value in a register or a cache, bytes: an inspection has some 6,000, a reading of 80 lines some 20,000, a
/// reason for sending back is a few lines.
pub const STORED_BYTES: i32 = 1 << 20;

/// Entries of a register that are read: a school of 1,000 people fills a thousandth of it in a year.
pub const REGISTER_ENTRIES: u32 = 1_000_000;

/// The longest row of a roster that is read back, bytes: room for a dossier of thousands of files.
pub const ROW_BYTES: u64 = 16 << 20;

/// The longest line of a list of folders, bytes: no system takes a path as long.
pub const LIST_LINE_BYTES: u64 = 1 << 20;

/// The longest line that a run keeps about a report for the next one, bytes: a file name and two digests.
pub const MEMORY_LINE_BYTES: u64 = 4096;

/// People who are remembered from run to run: a region with more compares rosters with `--since`.
pub const REMEMBERED_PEOPLE: usize = 20_000;

/// Departments within departments that are entered: more than any office has, fewer than the stack has room for.
pub const DEPARTMENTS_DEEP: usize = 32;

/// The longest key, bytes: longer than any is.
pub const KEY_BYTES: u64 = 4096;

/// The longest guide or unread workbook that `fix` copies, bytes: as long as any scan that is read.
pub const COPIED_BYTES: u64 = 64 << 20;
