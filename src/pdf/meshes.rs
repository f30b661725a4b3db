//! Shadings that are meshes of triangles or patches (ISO 32000-1, 8.7.4.5.5 to 8.7.4.5.8): hayro looks at every pixel around every
//! triangle, and keeps those in it until the shading is drawn.

use hayro::hayro_interpret::pattern::ShadingPattern;
use hayro::hayro_interpret::shading::ShadingType;
use hayro::kurbo::{Affine, Point, Rect};

/// The places that pixels are counted in: as far as the least and most of 16 bits, at the least resolution a point.
const PLACES: Rect = Rect::new(0.0, 0.0, 65_536.0, 65_536.0);
/// What the triangles that a patch is cut into cover together, in patches: they lie over each other, and each has room around it.
const OF_PATCH: f64 = 3.0;

/// What a mesh takes, square points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Mesh {
    /// Around its triangles, together.
    pub(super) looked_at: f64,
    /// Around all of it, or less.
    pub(super) kept: f64,
}

/// The mesh that a shading is; nothing where it is none.
pub(super) fn mesh(pattern: &ShadingPattern) -> Mesh {
    let (mut looked_at, mut around) = (0.0, None::<Rect>);
    let mut add = |points: &[Point], times: f64| {
        let place = box_of(points, pattern.matrix).intersect(PLACES);
        looked_at += place.area() * times;
        around = Some(around.map_or(place, |all| all.union(place)));
    };
    match &*pattern.shading.shading_type {
        ShadingType::TriangleMesh { triangles, .. } => {
            for of in triangles {
                add(&[of.p0.point, of.p1.point, of.p2.point], 1.0);
            }
        }
        ShadingType::CoonsPatchMesh { patches, .. } => {
            for patch in patches {
                add(&patch.control_points, OF_PATCH);
            }
        }
        ShadingType::TensorProductPatchMesh { patches, .. } => {
            for patch in patches {
                add(&patch.control_points, OF_PATCH);
            }
        }
        _ => {}
    }
    Mesh { looked_at, kept: around.map_or(0.0, |around| around.area()).min(looked_at) }
}

fn box_of(points: &[Point], matrix: Affine) -> Rect {
    let mut placed = points.iter().map(|point| matrix * *point);
    let first = placed.next().unwrap_or_default();
    placed.fold(Rect::from_points(first, first), |around, point| around.union_pt(point))
}
