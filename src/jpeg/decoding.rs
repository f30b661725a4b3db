//! What exists from a picture's first scan on, and how each scan adds to it.

use super::coverage::{Coverage, Extent};
use super::feed::{Feed, Lane};
use super::frame::Frame;
use super::huffman::{Class, Table, opening};
use super::intervals::{self, Outcome};
use super::progressive::History;
use super::quantisation;
use super::scan::{ScanComponent, ScanHeader};
use super::tables::{Slot, Tables};
use super::verdict::Reason;

/// A picture that is being decoded.
pub(super) struct Decoding<F> {
    /// Which components stand for lightness, the first most of all.
    light: &'static [usize],
    /// By component: the quantisation table that was in force when its first scan began, which it keeps (B.2.4.1).
    steps: Vec<quantisation::Table>,
    coverage: Coverage,
    pub(super) feed: F,
    /// For progressive pictures.
    history: Option<History>,
    /// Stands where a scan needs no table.
    no_table: Table,
}

impl<F: Feed> Decoding<F> {
    /// Makes room for a frame's blocks; the caller has held its pixels against the limit.
    pub(super) fn new(frame: &Frame, light: &'static [usize]) -> Option<Self> {
        let feed = F::new(frame, light)?;
        let history = frame.progressive.then(|| History::new(frame));
        let no_table = Table::new(Class::Ac, [0; 16], &[])?;
        let coverage = Coverage::new(frame.components.len());
        let steps = vec![[1; 64]; frame.components.len()];
        Some(Self { light, steps, coverage, feed, history, no_table })
    }

    /// Whether a scan continues where the ones before it left off.
    pub(super) fn is_continued_by(&self, header: &ScanHeader, frame: &Frame) -> bool {
        !frame.progressive || self.coverage.is_continued_by(header)
    }

    /// Decodes one scan, whose data begin at the second part of `source`.
    ///
    /// # Errors
    /// Which table is missing or invalid.
    pub(super) fn scan(
        &mut self,
        source: (&[u8], usize),
        header: &ScanHeader,
        frame: &Frame,
        tables: &Tables,
    ) -> Result<Outcome, Reason> {
        let mut lanes = Vec::with_capacity(header.components.len());
        for of in &header.components {
            let steps = steps(of, frame, tables)?;
            let lane = lane(of, header, frame, (tables, &self.no_table))?;
            let begins = !self.coverage.has_begun(of.index);
            let kept = self.steps.get_mut(of.index).ok_or(Reason::HeaderInvalid)?;
            if begins {
                *kept = *steps;
                self.feed.begin(of.index, steps);
            }
            let light = self.light.contains(&of.index) && (frame.progressive || begins);
            lanes.push(Lane { most: Lane::most(kept[0]), light, ..lane });
        }
        let mcus = header.mcus(frame);
        let kept = (&mut self.feed, self.history.as_mut());
        let outcome = intervals::decode(source, (header, &mut lanes), kept, mcus, tables.restart_interval);
        self.coverage.record(header, frame.progressive);
        Ok(outcome)
    }

    /// How far the picture has come.
    pub(super) fn extent(&self) -> Extent {
        match self.coverage.extent() {
            Extent::CoarseOnly if !self.feed.is_flat() => Extent::PassesMissing,
            extent => extent,
        }
    }

    /// The quantisation table of the component that stands for lightness, once a scan brought it.
    pub(super) fn luma_steps(&self) -> Option<&quantisation::Table> {
        self.steps.get(*self.light.first()?).filter(|_| self.luma_has_begun())
    }

    pub(super) fn luma_has_begun(&self) -> bool {
        self.light.first().is_some_and(|luma| self.coverage.has_begun(*luma))
    }
}

/// The quantisation steps of a component in this scan.
fn steps<'t>(of: &ScanComponent, frame: &Frame, tables: &'t Tables) -> Result<&'t quantisation::Table, Reason> {
    let component = frame.components.get(of.index).ok_or(Reason::HeaderInvalid)?;
    let steps = tables.quantisation.get(usize::from(component.quantisation)).and_then(Option::as_ref);
    steps.ok_or(Reason::TableMissing)
}

/// Gives one component of a scan its tables.
fn lane<'t>(
    of: &ScanComponent,
    header: &ScanHeader,
    frame: &Frame,
    (tables, no_table): (&'t Tables, &'t Table),
) -> Result<Lane<'t>, Reason> {
    let filled = |needed: bool, slot: &'t Slot| match slot {
        _ if !needed => Ok(no_table),
        Slot::Filled(table) => Ok(table.as_ref()),
        Slot::Empty => Err(Reason::TableMissing),
        Slot::Invalid => Err(Reason::TableInvalid),
    };
    let component = frame.components.get(of.index).ok_or(Reason::HeaderInvalid)?;
    let alone = header.components.len() == 1;
    let dc = filled(!frame.progressive || (header.first == 0 && header.high == 0), tables.dc(of.dc))?;
    let ac = filled(!frame.progressive || header.first > 0, tables.ac(of.ac))?;
    Ok(Lane {
        dc,
        ac,
        opening: if frame.progressive { Vec::new() } else { opening(dc, ac) },
        component: of.index,
        stride: component.padded_wide as usize,
        h: if alone { 1 } else { component.h as usize },
        v: if alone { 1 } else { component.v as usize },
        most: 0,
        light: false,
        prediction: 0,
    })
}
