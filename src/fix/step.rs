//! What is done to a file, and what stands in the way, in words.

use crate::pdf::Obstacle;
use crate::seen::Content;
use crate::text::Text;
use crate::text::amount::{count, size};

/// One thing that is done to a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Another format becomes JPG.
    Converted(Content),
    /// Put into one PDF with the other pages of its document: the number of the page, and how many there are.
    Bound(Content, usize, usize),
    /// A page is taken out of a PDF or a TIFF of several pages: its number, and how many there are.
    Page(usize, usize),
    /// Smaller copies of its pages that the file holds besides are not taken, how many.
    CopiesLeft(usize),
    /// Its JPEG stream is taken as it is.
    StreamTaken,
    /// The page is drawn as a viewer shows it.
    Drawn,
    /// The page that was drawn has no picture on it: it is text, not a scan.
    Typed,
    /// Turned upright without loss.
    Turned,
    /// Turned upright by writing it anew: its size is no multiple of its blocks.
    TurnedAnew,
    /// Printing inks become light.
    Recoloured,
    /// Metadata taken out, bytes.
    Cleaned(usize),
    /// Bytes that belong to no part of the picture cut, how many.
    Cut(usize),
    /// The picture's codes written anew, without loss.
    Rewritten,
    /// The end marker put there.
    Ended,
    /// Cut to the frame that the profile asks of a photo: width and height.
    Cropped(u32, u32),
    /// What lies around the sheet is cut away, without loss: width and height of what stays.
    CutToSheet(u32, u32),
    /// What lies around the sheet is cut away from the pixels: width and height of what stays.
    CutOut(u32, u32),
    /// What lay askew is turned back by so many tenths of a degree, clockwise where that is positive; the canvas grew to this
    /// width and height.
    Straightened(i32, Option<(u32, u32)>),
    /// To be brought under this many bytes.
    Limit(u64),
    /// To be brought down to this resolution, dpi.
    Finest(f64),
    /// Brought under the limit with shorter codes, without loss.
    Repacked,
    /// Written anew at this quality, with all its pixels.
    Quality(u8),
    /// Written anew at this quality, smaller: width and height.
    Reduced(u8, u32, u32),
    /// The limit of bytes and that of resolution cannot both be held; the resolution was.
    BothLimits,
    /// Another name.
    Renamed,
}

impl Step {
    /// The page that it names, and how many there are.
    pub(super) fn page(&self) -> Option<(usize, usize)> {
        match self {
            Self::Page(page, of) => Some((*page, *of)),
            _ => None,
        }
    }

    /// Whether it is a limit that the plan names, and not yet what came of it.
    pub(super) fn is_limit(&self) -> bool {
        matches!(self, Self::Limit(_) | Self::Finest(_))
    }

    /// What programs know it by.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Converted(_) => "converted",
            Self::Bound(..) => "bound",
            Self::Page(..) => "page",
            Self::CopiesLeft(_) => "copies-left",
            Self::StreamTaken => "stream-taken",
            Self::Drawn => "drawn",
            Self::Typed => "typed",
            Self::Turned => "turned",
            Self::TurnedAnew => "turned-anew",
            Self::Recoloured => "recoloured",
            Self::Cleaned(_) => "cleaned",
            Self::Cut(_) => "cut",
            Self::Rewritten => "rewritten",
            Self::Ended => "ended",
            Self::Cropped(..) => "cropped",
            Self::CutToSheet(..) => "cut-to-sheet",
            Self::CutOut(..) => "cut-out",
            Self::Straightened(..) => "straightened",
            Self::Limit(_) => "limit",
            Self::Finest(_) => "finest",
            Self::Repacked => "repacked",
            Self::Quality(_) => "quality",
            Self::Reduced(..) => "reduced",
            Self::BothLimits => "both-limits",
            Self::Renamed => "renamed",
        }
    }

    /// What it says in the plan and in the table.
    pub fn text(&self) -> Text {
        let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
        match self {
            Self::Converted(from) => {
                let name = format_name(*from);
                Text { zh: format!("{name} 转成 JPG"), en: format!("{name} to JPG") }
            }
            Self::Bound(from, _, 1) => {
                let name = format_name(*from);
                Text { zh: format!("{name} 做成 PDF"), en: format!("{name} to PDF") }
            }
            Self::Bound(from, page, of) => {
                let name = format_name(*from);
                Text {
                    zh: format!("{name} 合进一个 PDF，第 {page} 页（共 {of} 页）"),
                    en: format!("{name} to one PDF: page {page} of {of}"),
                }
            }
            Self::Page(page, of) => {
                Text { zh: format!("第 {page} 页（共 {of} 页）"), en: format!("page {page} of {of}") }
            }
            Self::CopiesLeft(copies) => Text {
                zh: format!("文件里另有 {copies} 张同一页的缩略图，不取"),
                en: format!("{} of its pages left out", count(*copies, "small copy", "small copies")),
            },
            Self::StreamTaken => text("原样取出", "taken out as it is"),
            Self::Drawn => text("按页面显示的样子画成图", "drawn as a viewer shows the page"),
            Self::Typed => text(
                "这一页是文字版，不是扫描件：要交盖章原件的，打印盖章后再扫描",
                "this page is text, not a scan: where a stamped original is asked for, print it, have it stamped and scan that",
            ),
            Self::Turned => text("无损转正", "turned upright without loss"),
            Self::TurnedAnew => text(
                "转正（尺寸不是图块的整数倍，以高质量重新压缩）",
                "turned upright (size no multiple of its blocks: compressed anew at high quality)",
            ),
            Self::Recoloured => text("印刷色（CMYK）改为普通颜色", "printing colours (CMYK) to ordinary ones"),
            Self::Cleaned(bytes) => Text {
                zh: format!("去掉附带信息（{}）", size(*bytes as u64)),
                en: format!("metadata removed ({})", size(*bytes as u64)),
            },
            Self::Cut(bytes) => Text {
                zh: format!("去掉多余数据（{}）", size(*bytes as u64)),
                en: format!("surplus data cut ({})", size(*bytes as u64)),
            },
            Self::Rewritten => text("无损改写成规范的文件", "written as a regular file without loss"),
            Self::Ended => text("补上结束标记", "end marker put there"),
            Self::Cropped(width, height) => Text {
                zh: format!("裁剪或缩小成 {width}×{height}"),
                en: format!("cropped or reduced to {width}×{height}"),
            },
            Self::CutToSheet(width, height) => Text {
                zh: format!("裁掉材料四周的背景，剩 {width}×{height}（无损）"),
                en: format!("cut to the sheet without loss: {width}×{height}"),
            },
            Self::CutOut(width, height) => Text {
                zh: format!("裁掉材料四周的背景，剩 {width}×{height}"),
                en: format!("cut to the sheet: {width}×{height}"),
            },
            Self::Straightened(tenths, size) => straightened(*tenths, *size),
            Self::Limit(bytes) => Text {
                zh: format!("超过 {} 时缩小", size(*bytes)),
                en: format!("made smaller if over {}", size(*bytes)),
            },
            Self::Finest(dpi) => {
                Text { zh: format!("超过 {dpi} dpi 时缩小"), en: format!("made smaller if above {dpi} dpi") }
            }
            Self::Repacked => text("无损缩小", "made smaller without loss"),
            Self::Quality(quality) => {
                Text { zh: format!("以质量 {quality} 压缩"), en: format!("compressed at quality {quality}") }
            }
            Self::Reduced(quality, width, height) => Text {
                zh: format!("缩到 {width}×{height}，质量 {quality}"),
                en: format!("reduced to {width}×{height}, quality {quality}"),
            },
            Self::BothLimits => text(
                "大小限制和清晰度要求不能同时满足，保了清晰度",
                "the limits of size and of resolution cannot both be held; the resolution was",
            ),
            Self::Renamed => text("改名", "renamed"),
        }
    }
}

fn straightened(tenths: i32, size: Option<(u32, u32)>) -> Text {
    let degrees = f64::from(tenths.abs()) / 10.0;
    let (zh, en) = if tenths > 0 { ("顺时针", "clockwise") } else { ("逆时针", "anticlockwise") };
    let Some((width, height)) = size else {
        return Text {
            zh: format!("拉正：{zh}转 {degrees}°，四角补白"),
            en: format!("straightened: turned {degrees}° {en}, its corners filled with white"),
        };
    };
    Text {
        zh: format!("拉正：{zh}转 {degrees}°，画面变成 {width}×{height}，四角补白"),
        en: format!(
            "straightened: turned {degrees}° {en} on a canvas of {width}×{height}, its corners filled with white"
        ),
    }
}

/// Why a file is left as it is, and what a person can do about it.
pub(super) fn left_as_it_is(content: Content, obstacle: Option<Obstacle>) -> Option<Text> {
    let text = |zh: &str, en: &str| Some(Text { zh: zh.to_owned(), en: en.to_owned() });
    match (content, obstacle) {
        (_, Some(Obstacle::Unread(refusal))) => Some(refusal.words(content.format())),
        (_, Some(obstacle)) => Some(obstacle.text()),
        (Content::Heic | Content::Avif, None) => text(
            "手机的照片格式。苹果：在“照片”里点分享→选项→“最兼容”，存到“文件”；或在 设置→相机→格式 选“兼容性最佳”后重拍。\
             华为、小米：在相机的设置里关掉“高效图片格式（HEIF）”后重拍；已有的照片在相册里另存或转换为 JPG。\
             在电脑上也可以：用系统的看图软件打开，另存为 JPG",
            "a phone's own format. iPhone: in Photos, Share → Options → Most Compatible, then Save to Files; or choose Settings \
             → Camera → Formats → Most Compatible and take it again. Huawei, Xiaomi: turn off HEIF (high-efficiency pictures) in \
             the camera's settings and take it again; save or convert a photo that is there as JPG in the album. On a computer, \
             open it in the system's viewer and save it as JPG",
        ),
        (Content::OtherPicture, None) => text(
            "这种图片格式这里打不开：用图片软件打开，另存为 JPG",
            "a format of pictures that is not opened here: open it in a picture program and save it as JPG",
        ),
        (Content::Office, None) => text(
            "这是 Office 文件：打印出来盖章后扫描成 JPG",
            "an office document: print it, have it stamped, and scan that as JPG",
        ),
        (Content::Zip | Content::Rar | Content::SevenZip, None) => {
            text("这是压缩包：解开后把里面的文件放进文件夹", "an archive: unpack it and put its files into the folder")
        }
        (Content::Empty, None) => text("文件是空的：重新扫描", "the file is empty: scan again"),
        (Content::Text | Content::Unknown, None) => {
            text("不是图片，内容无法识别：重新扫描成 JPG", "not a picture that is known: scan again as JPG")
        }
        _ => None,
    }
}

/// The name of a format as people know it.
fn format_name(content: Content) -> &'static str {
    match content {
        Content::Png => "PNG",
        Content::Gif => "GIF",
        Content::Bmp => "BMP",
        Content::Tiff => "TIFF",
        Content::Webp => "WebP",
        Content::Pdf => "PDF",
        _ => "JPG",
    }
}
