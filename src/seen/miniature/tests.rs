use super::*;

/// Blots here and there, as lines and pictures leave them.
fn drawn() -> Miniature {
    let level = |x: usize, y: usize| if (x / 3 * 7 + y / 2 * 11) % 5 < 2 { -30 } else { 14 + (x * y % 7) as i8 };
    Miniature((0..SIDE * SIDE).map(|at| level(at % SIDE, at / SIDE)).collect())
}

#[test]
fn a_picture_is_like_itself_and_unlike_its_negative() {
    let one = drawn();
    let negative = Miniature(one.0.iter().map(|cell| -cell).collect());
    let same = one.likeness(&one);
    assert!(same.differing == Some(0.0) && same.correlation > 0.999, "{same:?}");
    let opposite = one.likeness(&negative);
    assert!(opposite.differing == Some(1.0) && opposite.correlation < -0.999, "{opposite:?}");
    let likeness = one.likeness(&Miniature(vec![0; SIDE * SIDE]));
    assert!(likeness.differing.is_none() && likeness.correlation.abs() < f32::EPSILON);
}

#[test]
fn the_box_round_what_is_there() {
    let mut one = Miniature(vec![1; SIDE * SIDE]);
    assert!((one.extent() - 1.0).abs() < f32::EPSILON && (drawn().extent() - 1.0).abs() < f32::EPSILON);
    (4..12).for_each(|x| one.0[3 * SIDE + x] = -20);
    one.0[6 * SIDE + 5] = 9;
    assert!((one.extent() - 32.0 / 1024.0).abs() < f32::EPSILON);
}

#[test]
fn flat_paper_has_no_vote() {
    let mut one = Miniature(vec![1; SIDE * SIDE]);
    one.0.iter_mut().skip(200).take(300).for_each(|cell| *cell = 40);
    let mut other = one.clone();
    other.0.iter_mut().skip(540).for_each(|cell| *cell = -1);
    assert_eq!(one.likeness(&other).differing, Some(0.0));
}

#[test]
fn four_quarters_are_none() {
    let one = drawn();
    assert_eq!(one.turned(4), one);
    assert_eq!(one.turned(1).turned(1), one.turned(2));
    assert_eq!(one.turned(2).0, one.0.iter().rev().copied().collect::<Vec<_>>());
    assert_eq!(one.turned(1).0[SIDE - 1], one.0[0], "the upper left corner comes to the upper right");
    assert_eq!(one.turned(1).relief(), one.relief().turned());
}

#[test]
fn a_tilt_is_undone() {
    let one = drawn();
    let tilted = Miniature(
        mapped(&one.framed(), [0.9994, -0.0349 * 1.4, 0.0349 / 1.4, 0.9994]).iter().map(|c| *c as i8).collect(),
    );
    let best = one.tilted(1.4).map(|view| view.correlation(&tilted.comparable())).fold(0.0, f32::max);
    assert!(best > 0.97 && best > one.likeness(&tilted).correlation, "{best}");
}

#[test]
fn the_largest_difference_knows_no_contrast() {
    let one = drawn();
    let faint = Miniature(one.0.iter().map(|cell| cell / 2).collect());
    assert!(one.largest_difference(&faint) <= 1.0);
    let mut other = one.clone();
    other.0[300] += 60;
    assert!(one.largest_difference(&other) > 40.0);
}

#[test]
fn nearness_and_steps_are_those_of_the_place() {
    let one = drawn().relief();
    assert!((one.nearness(&one) - 1.0).abs() < f32::EPSILON);
    assert_eq!(one.steps(), one.turned().steps());
    assert!(one.nearness(&Miniature(vec![0; SIDE * SIDE]).relief()) < 0.01);
}
