//! What exists from a picture's first scan on, and how each scan adds to it.

use super::blocks::{Blocks, Plane, weights};
use super::coverage::{Coverage, Extent};
use super::frame::Frame;
use super::huffman::{Class, Table};
use super::intervals::{self, Outcome};
use super::progressive::History;
use super::quantisation;
use super::scan::{ScanComponent, ScanHeader};
use super::sequential::Lane;
use super::tables::{Slot, Tables};
use crate::dossier::picture::Reason;

/// A picture that is being decoded.
pub(super) struct Decoding {
    /// Which component stands for lightness.
    luma: usize,
    /// Its quantisation table.
    pub(super) luma_steps: Option<quantisation::Table>,
    coverage: Coverage,
    blocks: Blocks,
    /// For progressive pictures.
    history: Option<History>,
    /// Stands where a scan needs no table.
    no_table: Table,
}

impl Decoding {
    /// Makes room for a frame's blocks; the caller has held its pixels against the limit.
    pub(super) fn new(frame: &Frame, luma: usize) -> Option<Self> {
        let blocks = Blocks::new(frame, luma)?;
        let history = frame.progressive.then(|| History::new(&blocks.planes, luma));
        let no_table = Table::new(Class::Ac, [0; 16], &[])?;
        let coverage = Coverage::new(frame.components.len());
        Some(Self { luma, luma_steps: None, coverage, blocks, history, no_table })
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
            let lane = lane(of, header, frame, (tables, &self.no_table))?;
            lanes
                .push(Lane { luma: of.index == self.luma && (frame.progressive || !self.has_begun(of.index)), ..lane });
        }
        for lane in &lanes {
            self.blocks.latch(&self.coverage, lane);
            if lane.plane == self.luma {
                self.luma_steps.get_or_insert(*lane.steps);
            }
        }
        let mcus = header.mcus(frame);
        let kept = (&mut self.blocks, self.history.as_mut());
        let outcome = intervals::decode(source, (header, &mut lanes), kept, mcus, tables.restart_interval);
        self.coverage.record(header, frame.progressive);
        Ok(outcome)
    }

    /// How far the picture has come.
    pub(super) fn extent(&self) -> Extent {
        match self.coverage.extent() {
            Extent::CoarseOnly if !self.blocks.planes.iter().all(Plane::is_flat) => Extent::PassesMissing,
            extent => extent,
        }
    }

    pub(super) fn luma_has_begun(&self) -> bool {
        self.has_begun(self.luma)
    }

    /// The blocks as they are in the end.
    pub(super) fn into_blocks(mut self) -> Blocks {
        if let Some(history) = self.history {
            history.settle(&mut self.blocks, self.luma);
        }
        self.blocks
    }

    fn has_begun(&self, component: usize) -> bool {
        self.coverage.has_begun(component)
    }
}

impl Blocks {
    /// A component keeps the quantisation table that is in force when its first scan begins (B.2.4.1).
    fn latch(&mut self, coverage: &Coverage, lane: &Lane) {
        if coverage.has_begun(lane.plane) {
            return;
        }
        if let (Some(plane), Some(step)) = (self.planes.get_mut(lane.plane), lane.steps.first()) {
            plane.step = *step;
        }
    }
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
    let steps = tables.quantisation.get(usize::from(component.quantisation)).and_then(Option::as_ref);
    let steps = steps.ok_or(Reason::TableMissing)?;
    let alone = header.components.len() == 1;
    Ok(Lane {
        dc: filled(!frame.progressive || (header.first == 0 && header.high == 0), tables.dc(of.dc))?,
        ac: filled(!frame.progressive || header.first > 0, tables.ac(of.ac))?,
        steps,
        weights: weights(steps),
        plane: of.index,
        h: if alone { 1 } else { component.h as usize },
        v: if alone { 1 } else { component.v as usize },
        luma: false,
        prediction: 0,
    })
}
