//! What the directory of a page says (TIFF 6.0).

use super::Refusal;
use super::fields::Fields;
use crate::jpeg::Orientation;

/// The longest side that is read, pixels.
const SIDE_LIMIT: u64 = 1 << 20;

/// How strips and tiles are coded (TIFF 6.0 and its supplements).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Plain,
    /// CCITT, rows of runs that begin with a byte.
    FaxRuns,
    /// CCITT Group 3; two-dimensional or not.
    Fax3 {
        two_dimensional: bool,
    },
    /// CCITT Group 4.
    Fax4,
    Lzw,
    /// As the first edition of TIFF had it: tables and strips apart.
    OldJpeg,
    Jpeg,
    Deflate,
    PackBits,
}

/// What samples mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    Gray {
        white_is_zero: bool,
    },
    Rgb,
    /// Red, green and blue of each number, 8 bits.
    Palette(Vec<[u8; 3]>),
    Cmyk,
    YCbCr(Chroma),
}

/// How luma and chroma are stored outside a JPEG.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chroma {
    /// Pixels across and down for each pair of colour differences.
    pub(super) sampling: (usize, usize),
    /// Shares of red, green and blue in luma.
    pub(super) shares: [f64; 3],
    /// Black and white of luma, blue and red.
    pub(super) range: [(f64, f64); 3],
}

/// What the sample behind the colours is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extra {
    None,
    /// Transparency, by which the colours are multiplied.
    Multiplied,
    Transparency,
}

/// The directory of a page.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that a directory says")]
pub(super) struct Directory<'b> {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Bits of a sample, 1–16, the same for all.
    pub(super) bits: usize,
    /// Samples of a pixel.
    pub(super) samples: usize,
    pub(super) coding: Coding,
    pub(super) meaning: Meaning,
    pub(super) extra: Extra,
    /// Whether the bits of a byte run from the lowest to the highest.
    pub(super) reversed: bool,
    /// Whether each sample of a pixel lies in a plane of its own.
    pub(super) planar: bool,
    /// Whether a sample is the difference to its left neighbour.
    pub(super) differences: bool,
    /// Width and height of a strip or tile.
    pub(super) segment: (usize, usize),
    pub(super) tiled: bool,
    /// The strips or tiles; empty ones where they lie outside the file.
    pub(super) segments: Vec<&'b [u8]>,
    /// The tables that all JPEG strips share.
    pub(super) tables: &'b [u8],
    pub(super) old: OldJpeg<'b>,
    pub(super) big_endian: bool,
    pub(super) orientation: Orientation,
    /// Pixels across and down for one unit of length.
    pub(super) resolution: Option<(f64, f64)>,
    pub(super) profile: Option<&'b [u8]>,
}

/// Where the first edition of TIFF keeps what a JPEG consists of (TIFF 6.0, section 22).
#[derive(Debug, Clone, Default)]
pub(super) struct OldJpeg<'b> {
    /// A whole JPEG, or its beginning.
    pub(super) stream: &'b [u8],
    /// For each component: quantisation steps, and Huffman tables for DC and AC.
    pub(super) quantisation: Vec<&'b [u8]>,
    pub(super) dc: Vec<&'b [u8]>,
    pub(super) ac: Vec<&'b [u8]>,
    pub(super) restart: u16,
    pub(super) sampling: (u8, u8),
}

impl<'b> Directory<'b> {
    /// Reads the directory at `at`.
    pub(super) fn read(bytes: &'b [u8], at: u64) -> Result<Self, Refusal> {
        let fields = Fields::read(bytes, at).ok_or(Refusal::Broken)?;
        let (width, height) = size(&fields)?;
        let number = |tag, usual| fields.number(tag).unwrap_or(usual);
        let side = |tag| usize::try_from(fields.number(tag)?).ok().filter(|side| (1..=1 << 20).contains(side));
        let bits = fields.numbers(258).unwrap_or_else(|| vec![1]);
        let samples = usize::try_from(number(277, bits.len() as u64)).map_err(|_| Refusal::Broken)?;
        let depth = bits.first().copied().unwrap_or(1);
        let of_numbers = fields.numbers(339).is_none_or(|kinds| kinds.iter().all(|kind| matches!(kind, 1 | 4)));
        if !(1..=16).contains(&depth) || bits.iter().any(|bits| *bits != depth) || !of_numbers || number(317, 1) > 2 {
            return Err(Refusal::Coding);
        }
        let tiled = fields.numbers(324).is_some();
        let segment = if tiled {
            (side(322).ok_or(Refusal::Broken)?, side(323).ok_or(Refusal::Broken)?)
        } else {
            (width, side(278).unwrap_or(height).min(height))
        };
        let coding = coding(number(259, 1), number(292, 0))?;
        let meaning = meaning(&fields, depth)?;
        let extra = match number(338, 0) {
            _ if samples <= meaning.samples() => Extra::None,
            1 => Extra::Multiplied,
            2 => Extra::Transparency,
            _ => Extra::None,
        };
        if samples < meaning.samples() || samples > meaning.samples() + 4 {
            return Err(Refusal::Coding);
        }
        let resolution = fields.ratios(282).zip(fields.ratios(283));
        let resolution = resolution.and_then(|(across, down)| Some((*across.first()?, *down.first()?)));
        Ok(Self {
            width,
            height,
            bits: depth as usize,
            samples,
            coding,
            meaning,
            extra,
            reversed: number(266, 1) == 2,
            planar: number(284, 1) == 2 && samples > 1,
            differences: number(317, 1) == 2,
            segment,
            tiled,
            segments: segments(bytes, &fields, tiled),
            tables: fields.bytes(347).unwrap_or_default(),
            old: if coding == Coding::OldJpeg { OldJpeg::read(bytes, &fields) } else { OldJpeg::default() },
            big_endian: fields.big_endian(),
            orientation: Orientation::from_exif(number(274, 1) as u32).unwrap_or_default(),
            resolution: resolution.filter(|(across, down)| *across > 0.0 && *down > 0.0),
            profile: fields.bytes(34_675),
        })
    }

    /// How many pixels it has.
    pub(super) fn pixels(&self) -> u64 {
        self.width as u64 * self.height as u64
    }

    /// The bytes of its strips or tiles together: more than the file has where they share them.
    pub(super) fn stored(&self) -> u64 {
        self.segments.iter().map(|segment| segment.len() as u64).sum()
    }

    /// What decoding takes, bytes: levels of 8 bits, again as red, green and blue where they are something else, and the
    /// samples of the largest strip.
    pub(super) fn memory(&self) -> u64 {
        let pixels = self.width as u64 * self.height as u64;
        let converted = match self.meaning {
            Meaning::Gray { .. } if self.samples == 1 => 0,
            Meaning::Rgb | Meaning::YCbCr(_) if self.samples == 3 => 0,
            _ => pixels * 4,
        };
        let strip = self.segment.0 as u64 * self.segment.1 as u64 * self.samples as u64;
        let strip =
            if self.bits == 8 && self.coding == Coding::Plain { strip } else { strip * (self.bits as u64 + 8) / 8 };
        pixels * self.samples as u64 + converted.max(strip)
    }
}

impl Meaning {
    /// Samples of a pixel, without those that are no colour.
    pub(super) fn samples(&self) -> usize {
        match self {
            Self::Gray { .. } | Self::Palette(_) => 1,
            Self::Rgb | Self::YCbCr(_) => 3,
            Self::Cmyk => 4,
        }
    }
}

/// Width and height, pixels.
pub(super) fn size(fields: &Fields<'_>) -> Result<(usize, usize), Refusal> {
    let side = |tag| fields.number(tag).filter(|side| *side > 0).ok_or(Refusal::Broken);
    let (width, height) = (side(256)?, side(257)?);
    if width > SIDE_LIMIT || height > SIDE_LIMIT {
        return Err(Refusal::TooLarge);
    }
    Ok((width as usize, height as usize))
}

fn coding(compression: u64, fax: u64) -> Result<Coding, Refusal> {
    Ok(match compression {
        1 => Coding::Plain,
        2 => Coding::FaxRuns,
        3 => Coding::Fax3 { two_dimensional: fax & 1 == 1 },
        4 => Coding::Fax4,
        5 => Coding::Lzw,
        6 => Coding::OldJpeg,
        7 => Coding::Jpeg,
        8 | 32_946 => Coding::Deflate,
        32_773 => Coding::PackBits,
        _ => return Err(Refusal::Coding),
    })
}

fn meaning(fields: &Fields<'_>, depth: u64) -> Result<Meaning, Refusal> {
    // A few old fax programs leave it out: white is 0 there.
    Ok(match fields.number(262).unwrap_or(0) {
        0 => Meaning::Gray { white_is_zero: true },
        1 => Meaning::Gray { white_is_zero: false },
        2 => Meaning::Rgb,
        3 if depth <= 8 => Meaning::Palette(palette(&fields.numbers(320).unwrap_or_default(), 1 << depth)?),
        // Other sets of inks than cyan, magenta, yellow and black.
        5 if fields.number(332).unwrap_or(1) == 1 => Meaning::Cmyk,
        6 => Meaning::YCbCr(Chroma::read(fields, depth)?),
        _ => return Err(Refusal::Coding),
    })
}

fn palette(levels: &[u64], colours: usize) -> Result<Vec<[u8; 3]>, Refusal> {
    // Some programs write levels of 8 bits where 16 belong.
    let shift = if levels.iter().all(|level| *level < 256) { 0 } else { 8 };
    let level = |at: usize| levels.get(at).map(|level| (level >> shift).min(255) as u8);
    let colour = |at: usize| Some([level(at)?, level(colours + at)?, level(2 * colours + at)?]);
    (0..colours).map(colour).collect::<Option<_>>().ok_or(Refusal::Broken)
}

impl Chroma {
    fn read(fields: &Fields<'_>, depth: u64) -> Result<Self, Refusal> {
        let sampling = match fields.numbers(530).as_deref() {
            None => (2, 2),
            Some(&[across @ (1 | 2 | 4), down @ (1 | 2 | 4)]) => (across as usize, down as usize),
            Some(_) => return Err(Refusal::Coding),
        };
        // ITU-R BT.601, as TIFF has it where nothing else is said.
        let shares = fields.ratios(529).and_then(|shares| shares.first_chunk().copied());
        let shares = shares.filter(|[_, green, _]| *green > 0.0).unwrap_or([0.299, 0.587, 0.114]);
        let range =
            fields.ratios(532).or_else(|| Some(fields.numbers(532)?.iter().map(|level| *level as f64).collect()));
        let range = match range.as_deref() {
            Some(&[a, b, c, d, e, f]) if b > a && d > c && f > e => [(a, b), (c, d), (e, f)],
            _ => [(0.0, 255.0), (128.0, 255.0), (128.0, 255.0)],
        };
        if depth == 8 { Ok(Self { sampling, shares, range }) } else { Err(Refusal::Coding) }
    }
}

impl<'b> OldJpeg<'b> {
    fn read(bytes: &'b [u8], fields: &Fields<'b>) -> Self {
        let from = |at: u64| bytes.get(usize::try_from(at).unwrap_or(usize::MAX)..).unwrap_or_default();
        let tables = |tag| fields.numbers(tag).unwrap_or_default().into_iter().map(from).collect();
        let stream = fields.number(513).map(from).unwrap_or_default();
        let length = fields.number(514).and_then(|length| usize::try_from(length).ok()).unwrap_or(stream.len());
        let sampling = fields.numbers(530).and_then(|both| both.first_chunk().copied()).unwrap_or([2, 2]);
        Self {
            stream: stream.get(..length.min(stream.len())).unwrap_or_default(),
            quantisation: tables(519),
            dc: tables(520),
            ac: tables(521),
            restart: fields.number(515).unwrap_or_default() as u16,
            sampling: (sampling[0] as u8, sampling[1] as u8),
        }
    }
}

fn segments<'b>(bytes: &'b [u8], fields: &Fields<'_>, tiled: bool) -> Vec<&'b [u8]> {
    let (offsets, lengths) = if tiled { (324, 325) } else { (273, 279) };
    let offsets = fields.numbers(offsets).unwrap_or_default();
    let lengths = fields.numbers(lengths).unwrap_or_default();
    let place = |(at, from): (usize, &u64)| {
        let rest = bytes.get(usize::try_from(*from).ok()?..)?;
        // Where the length of the only strip is missing or too long, it reaches to the end of the file.
        let length = lengths.get(at).and_then(|length| usize::try_from(*length).ok());
        match length {
            Some(length) if length <= rest.len() => rest.get(..length),
            _ if offsets.len() == 1 => Some(rest),
            _ => None,
        }
    };
    offsets.iter().enumerate().map(|place_of| place(place_of).unwrap_or_default()).collect()
}
