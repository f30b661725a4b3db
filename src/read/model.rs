//! The two networks, and how they are run: PP-OCRv6 tiny; `models/NOTICE` says whose they are.

use super::recognise::NAUGHTS;
use crate::guard::{guard_thread, guarded};
use rten::{Model, ModelOptions, RunOptions, ThreadPool, Value, ValueView, op_registry};
use std::sync::{Arc, OnceLock};
use std::thread::Builder;

static DETECT: &[u8] = include_bytes!("models/detect.onnx");
static RECOGNISE: &[u8] = include_bytes!("models/recognise.onnx");
static CHARACTERS: &str = include_str!("models/characters.txt");

/// Does one picture's work on a thread of its own; `None` where it panics, or the
/// system gives no thread.
///
/// A network's run is waited for. A thread of the pool that works on pictures would not wait idly: it would begin the next
/// picture meanwhile, and the one after, until all of them were in memory. A thread of its own waits.
pub(super) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    let guarded = || guarded(|| Some(work()));
    std::thread::scope(|scope| Builder::new().spawn_scoped(scope, guarded).ok()?.join().ok().flatten())
}

/// The networks, and the one thread that they run on.
pub(super) struct Engine {
    nets: &'static Nets,
    pool: Arc<ThreadPool>,
}

struct Nets {
    detect: Model,
    recognise: Model,
    characters: Vec<&'static str>,
    /// The numbers of all that look like a naught.
    naughts: Vec<usize>,
}

impl Nets {
    fn load() -> Option<Self> {
        // The widest product, of every step of a line with all characters, would else be laid out anew for each line.
        let load = |model| options().prepack_weights(true).load_static_slice(model).ok();
        let characters: Vec<&'static str> = CHARACTERS.lines().collect();
        let is_naught = |character: &&str| NAUGHTS.contains(*character) && !character.is_empty();
        let naughts = (1..).zip(&characters).filter(|(_, character)| is_naught(character));
        let naughts = naughts.map(|(number, _)| number).collect();
        Some(Self { detect: load(DETECT)?, recognise: load(RECOGNISE)?, characters, naughts })
    }
}

/// What the networks are made of. All that rten knows would make the program 2 MB larger.
fn options() -> ModelOptions {
    ModelOptions::with_ops(op_registry!(
        Add,
        AveragePool,
        BatchNormalization,
        Cast,
        Concat,
        Conv,
        ConvTranspose,
        Div,
        Erf,
        GlobalAveragePool,
        HardSigmoid,
        Identity,
        MatMul,
        MaxPool,
        Mul,
        ReduceMean,
        Relu,
        Resize,
        Sigmoid,
        Softmax,
        Squeeze,
        Transpose,
        Unsqueeze
    ))
}

impl Engine {
    /// Loads the networks, once for the whole program; `None` if they do not load.
    pub(super) fn start() -> Option<Self> {
        static NETS: OnceLock<Option<Nets>> = OnceLock::new();
        let nets = NETS.get_or_init(Nets::load).as_ref()?;
        // Left to itself, each run would use all cores, beside as many threads that work on other pictures.
        let pool = ThreadPool::with_num_threads(1);
        pool.run(guard_thread);
        Some(Self { nets, pool: Arc::new(pool) })
    }

    /// How likely each pixel of a picture is to be text, 0–1, row by row. The input is three planes of rows; both sides are
    /// multiples of 32.
    pub(super) fn heat(&self, (wide, high): (usize, usize), planes: &[f32]) -> Option<Vec<f32>> {
        let heat = self.run(&self.nets.detect, [1, 3, high, wide], planes)?;
        let (_, heat) = heat.into_shape_vec::<f32, 4>().ok()?;
        (heat.len() == wide * high).then_some(heat)
    }

    /// How likely each character is at each step along a line: as many values as there are characters for every step, the
    /// first of which stands for no character. And how many there are.
    pub(super) fn steps(&self, (wide, high): (usize, usize), planes: &[f32]) -> Option<(Vec<f32>, usize)> {
        let steps = self.run(&self.nets.recognise, [1, 3, high, wide], planes)?;
        let ([_, _, characters], steps) = steps.into_shape_vec::<f32, 3>().ok()?;
        Some((steps, characters))
    }

    /// The character of a number other than 0.
    pub(super) fn character(&self, number: usize) -> &'static str {
        // The last one is the space, which the list leaves out.
        number.checked_sub(1).and_then(|at| self.nets.characters.get(at)).copied().unwrap_or(" ")
    }

    /// The numbers of the characters that look like a naught.
    pub(super) fn naughts(&self) -> &[usize] {
        &self.nets.naughts
    }

    fn run(&self, net: &Model, shape: [usize; 4], input: &[f32]) -> Option<Value> {
        let input = ValueView::from_shape(shape, input).ok()?;
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        net.run_one(input.into(), Some(options)).ok()
    }
}

/// Whether a character is one that can be read at all: others are taken for what looks like them.
pub fn is_known(character: char) -> bool {
    static KNOWN: OnceLock<std::collections::BTreeSet<char>> = OnceLock::new();
    KNOWN.get_or_init(|| CHARACTERS.chars().filter(|known| *known != '\n').collect()).contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hex;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_models_are_those_that_the_script_makes() {
        for (file, sha256) in [
            (DETECT, "00ee9bf85d54293960b71d5305af28726eec4f03d45f2fabfdf009ed0b5cab98"),
            (RECOGNISE, "4b6cd641f1a2641dd5fe67ceade924812a749d93ad0b3c037ba037590ed5a879"),
            (CHARACTERS.as_bytes(), "c5cbe34ef40c29c4df07ed012bf96569cb69a2d2a01a07027e9f13cb832bd9cd"),
        ] {
            assert_eq!(hex(&Sha256::digest(file)), sha256);
        }
    }

    #[test]
    fn each_class_of_the_network_has_its_character() {
        let engine = Engine::start().expect("the networks load");
        let (steps, classes) = engine.steps((48, 48), &vec![0.0; 3 * 48 * 48]).expect("a run");
        assert_eq!(steps.len() % classes, 0);
        assert_eq!(engine.nets.characters.len() + 2, classes, "none of them, the listed ones, and the space");
        assert_eq!((engine.character(1), engine.character(classes - 1)), ("!", " "));
        assert!(engine.nets.characters.iter().all(|character| character.chars().count() >= 1));
    }

    #[test]
    fn whose_the_models_are_stands_beside_them() {
        let beside = |name: &str| {
            std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("read/models").join(name))
        };
        assert!(beside("LICENSE").expect("a file").contains("Apache License"));
        assert!(beside("NOTICE").expect("a file").contains("PaddlePaddle Authors"));
    }

    #[test]
    fn rare_characters_are_not_known() {
        assert!("毕业证书喆翊X9".chars().all(is_known));
        assert!("䶮镕曌".chars().all(|character| !is_known(character)));
    }

    #[test]
    fn a_panic_is_no_reading() {
        assert_eq!(apart(|| 7), Some(7));
        assert_eq!(apart(|| -> u8 { panic!("on purpose") }), None);
    }
}
