//! Programs that compute a colour for each pixel (ISO 32000-1, 7.10.5): how long they are, for nothing else of a function
//! depends on the file.

use hayro::hayro_syntax::object::{Dict, Object, Stream};

/// How many objects are looked through for functions; a page that needs more is not drawn.
const MOST: usize = 512;
/// The kind of function that is a program.
const PROGRAM: u32 = 4;
/// Where functions, and colour spaces that have some, stand.
const KEYS: [&str; 8] = ["Function", "Functions", "Shading", "ColorSpace", "Alternate", "TR", "TR2", "SMask"];

/// How many steps the programs below an object have together.
pub(super) fn steps(object: &Object<'_>) -> u64 {
    let mut open = vec![object.clone()];
    let mut steps = 0u64;
    for _ in 0..MOST {
        match open.pop() {
            None => return steps,
            Some(Object::Stream(stream)) => {
                steps = steps.saturating_add(of_program(&stream));
                open.extend(below(stream.dict()));
            }
            Some(Object::Dict(dictionary)) => open.extend(below(&dictionary)),
            Some(Object::Array(list)) => {
                open.extend(list.iter::<Object<'_>>().filter(|item| !matches!(item, Object::Number(_))).take(MOST));
            }
            Some(_) => {}
        }
    }
    u64::MAX
}

fn below<'a>(dictionary: &Dict<'a>) -> Vec<Object<'a>> {
    KEYS.iter().filter_map(|key| dictionary.get::<Object<'_>>(key)).collect()
}

/// The words of a program: each is a step.
fn of_program(stream: &Stream<'_>) -> u64 {
    if stream.dict().get::<u32>("FunctionType") != Some(PROGRAM) {
        return 0;
    }
    let program = stream.decoded_data().unwrap_or_default();
    let apart = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | b'{' | b'}');
    program.split(apart).filter(|word| !word.is_empty()).count() as u64
}
