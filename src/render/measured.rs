//! What was measured about one file, as lines for people: numbers with their names, and no judgement beyond wholeness.

use crate::failure::kept_words;
use crate::rules::damaged_jpeg;
use crate::seen::look::{Look, Sharpness};
use crate::seen::picture::{Oddity, Picture, Wholeness};
use crate::seen::reading::Turn;
use crate::seen::sheet::Sheet;
use crate::seen::{Inspected, Reading, Trouble, Unread};
use crate::text::Text;
use crate::text::escape::escaped;
use std::fmt::Write;

/// The file's name, then one line for each thing measured, and each line that was read.
pub fn text(path: &str, inspected: &Inspected, said: &Result<Reading, Unread>) -> Text {
    let mut lines = Lines(Text::same(format!("{}\n", escaped(path))));
    let content = format!("{:?}", inspected.content);
    lines.add(
        ("内容", "content"),
        (format!("{content}，{} 字节", inspected.bytes), format!("{content}, {} bytes", inspected.bytes)),
    );
    lines.add(("指纹", "SHA-256"), same(&inspected.sha256));
    if let Some(trouble) = &inspected.trouble {
        lines.add(("没有看完", "not measured"), why(trouble));
    }
    lines.leading(inspected.leading_bytes);
    if let Some(picture) = &inspected.picture {
        lines.picture(picture);
        if let Some(look) = &picture.look {
            lines.look(look);
        }
    }
    match said {
        Ok(reading) => lines.reading(&reading.masked()),
        Err(Unread::NotAsked) => {}
        Err(why) => lines.add(("没有识读", "not read"), unread(*why)),
    }
    lines.0
}

/// Lines in both languages, alike but for the words.
struct Lines(Text);

type Words = (&'static str, &'static str);
type Said = (String, String);

fn same(text: &str) -> Said {
    (text.to_owned(), text.to_owned())
}

fn why(trouble: &Trouble) -> Said {
    match trouble {
        Trouble::Unreadable(why) => {
            let why = kept_words(why);
            (escaped(&why.zh), escaped(&why.en))
        }
        Trouble::Panicked(why) => same(&escaped(why)),
        Trouble::InTheCloud => {
            ("只在云端，没有下载到本机".to_owned(), "in the cloud only, not on this computer".to_owned())
        }
        Trouble::TooLarge(limit) => {
            (format!("大于 {limit} 字节，没有看内容"), format!("over {limit} bytes, not looked inside"))
        }
        Trouble::Locked => ("有密码，打不开".to_owned(), "locked with a password".to_owned()),
        Trouble::Broken => ("文件断了或损坏".to_owned(), "it breaks off, or is damaged".to_owned()),
    }
}

fn unread(why: Unread) -> Said {
    let (zh, en) = match why {
        Unread::NotAsked => ("没有要求", "not asked for"),
        Unread::NotBuilt => ("这个程序不带识读功能", "this program was built without it"),
        Unread::NoPicture => ("不是能识读的图片", "no picture that can be read"),
        Unread::TooLarge => ("像素太多", "too many pixels"),
        Unread::TooMany => ("图太多", "too many pictures"),
        Unread::Failed => ("图片解不开", "it does not decode"),
    };
    (zh.to_owned(), en.to_owned())
}

fn turn(turn: Turn) -> (&'static str, &'static str) {
    match turn {
        Turn::Unknown => ("看不出", "cannot tell"),
        Turn::Upright => ("正", "upright"),
        Turn::QuarterRight => ("侧放，要向右转 90°", "sideways, to be turned right by 90°"),
        Turn::Half => ("倒放", "upside down"),
        Turn::QuarterLeft => ("侧放，要向左转 90°", "sideways, to be turned left by 90°"),
    }
}

fn wholeness(wholeness: Wholeness) -> Said {
    match wholeness {
        Wholeness::Whole => ("完整".to_owned(), "whole".to_owned()),
        Wholeness::Damaged(damage) => {
            let said = damaged_jpeg::told(damage);
            (format!("已损坏：{}", said.zh), format!("damaged: {}", said.en))
        }
        Wholeness::NotOrdinary(process) => {
            (format!("不是普通的 JPG（{process:?}）"), format!("not an ordinary JPEG ({process:?})"))
        }
        Wholeness::TooManyPixels => ("像素太多，没有看".to_owned(), "too many pixels, not looked at".to_owned()),
    }
}

impl Lines {
    fn add(&mut self, name: Words, (zh, en): Said) {
        let _ = writeln!(self.0.zh, "  {}：{zh}", name.0);
        let _ = writeln!(self.0.en, "  {}: {en}", name.1);
    }

    fn reading(&mut self, reading: &Reading) {
        let (zh, en) = turn(reading.turn);
        let (sure_zh, sure_en) = if reading.sure { ("，确定", ", sure") } else { ("", "") };
        let (mirror_zh, mirror_en) = if reading.mirrored { ("，左右是反的", ", mirrored") } else { ("", "") };
        self.add(("文字方向", "way up"), (format!("{zh}{sure_zh}{mirror_zh}"), format!("{en}{sure_en}{mirror_en}")));
        for line in &reading.lines {
            self.add(("文字", "reads"), same(&format!("{} % {}", line.confidence, escaped(&line.text))));
        }
        if reading.more {
            self.add(("后面", "below"), ("还有没读的行".to_owned(), "more lines, not read".to_owned()));
        }
    }

    fn picture(&mut self, picture: &Picture) {
        let Picture { width, height, components, .. } = picture;
        let (kind_zh, kind_en) = if picture.progressive { ("逐层", "progressive") } else { ("顺序", "sequential") };
        self.add(
            ("画面", "picture"),
            (
                format!("{width}×{height} px，{components} 个分量，{kind_zh}"),
                format!("{width}×{height} px, {components} components, {kind_en}"),
            ),
        );
        self.add(("完整性", "wholeness"), wholeness(picture.wholeness));
        if let Some(quality) = picture.quality {
            self.add(("JPG 质量", "JPEG quality"), same(&quality.to_string()));
        }
        if let Some((x, y)) = picture.dpi {
            self.add(("文件自称", "claims"), same(&format!("{x:.0}×{y:.0} dpi")));
        }
        if let Some(tag) = picture.orientation {
            self.add(("Exif 方向", "Exif orientation"), same(&tag.to_string()));
        }
        if picture.gps {
            self.add(("位置信息", "position"), ("有".to_owned(), "yes".to_owned()));
        }
        self.leading(picture.leading_bytes);
        if picture.trailing_bytes > 0 {
            self.add(
                ("结束标记之后", "behind the end"),
                (format!("{} 字节", picture.trailing_bytes), format!("{} bytes", picture.trailing_bytes)),
            );
        }
        for oddity in &picture.oddities {
            self.add(("不规范", "odd"), odd(*oddity));
        }
    }

    /// Bytes before the content begins.
    fn leading(&mut self, count: u64) {
        if count > 0 {
            self.add(("开头之前", "before its start"), (format!("{count} 字节"), format!("{count} bytes")));
        }
    }

    fn look(&mut self, look: &Look) {
        let tone = &look.tone;
        self.add(
            ("明暗", "tone"),
            (
                format!(
                    "暗 {:.3}，亮 {:.3}，1 % {}，中 {}，99 % {}，彩色 {:.3}，红色 {:.4}",
                    tone.dark, tone.light, tone.low, tone.middle, tone.high, tone.coloured, tone.red
                ),
                format!(
                    "dark {:.3}, light {:.3}, 1 % {}, median {}, 99 % {}, coloured {:.3}, red {:.4}",
                    tone.dark, tone.light, tone.low, tone.middle, tone.high, tone.coloured, tone.red
                ),
            ),
        );
        let (edges, relief) = (look.ink.edges * 1000.0, look.ink.relief * 1000.0);
        self.add(
            ("内容多少", "ink"),
            (
                format!("有边 {edges:.2} ‰，有深浅 {relief:.2} ‰，笔画深浅 {:.1}", look.ink.strength),
                format!("edges {edges:.2} ‰, relief {relief:.2} ‰, strength {:.1}", look.ink.strength),
            ),
        );
        self.sharpness(&look.sharpness);
        if let Some(lines) = look.lines {
            self.add(
                ("文字行", "lines"),
                (
                    format!("横竖之比 {:.2}，一致 {:.2}", lines.upright, lines.agreeing),
                    format!("across against down {:.2}, agreeing {:.2}", lines.upright, lines.agreeing),
                ),
            );
        }
        self.sheet(look);
        if let Some(wall) = look.background {
            let [red, green, blue] = wall.colour;
            let colour = format!("#{red:02X}{green:02X}{blue:02X}");
            self.add(
                ("四角", "background"),
                (format!("{colour}，相差 {:.1}", wall.spread), format!("{colour}, spread {:.1}", wall.spread)),
            );
        }
        if let Some(head) = look.head {
            self.add(
                ("头像", "head"),
                (
                    format!("上边 {:.2}，中线 {:.2}，宽 {:.2}", head.top, head.middle, head.width),
                    format!("top {:.2}, middle {:.2}, width {:.2}", head.top, head.middle, head.width),
                ),
            );
        }
        if let Some(likeness) = look.thumbnail_likeness {
            self.add(("缩略图相关", "thumbnail"), same(&format!("{likeness:.2}")));
        }
    }

    fn sheet(&mut self, look: &Look) {
        let said = match &look.sheet {
            Sheet::Fills => ("占满画面".to_owned(), "fills the picture".to_owned()),
            Sheet::CannotTell => ("看不出边界".to_owned(), "its outline is not clear".to_owned()),
            Sheet::Seen(outline) => {
                let points: Vec<String> = outline.corners.iter().map(|[x, y]| format!("{x:.3},{y:.3}")).collect();
                let (points, share) = (points.join(" "), outline.share * 100.0);
                (
                    format!("占画面 {share:.0}%，四角 {points}，歪 {:.1}°", outline.skew),
                    format!("{share:.0}% of the picture, corners {points}, turned {:.1}°", outline.skew),
                )
            }
        };
        self.add(("材料边界", "sheet"), said);
        if let Some(askew) = look.askew {
            self.add(
                ("文字方向", "text turned"),
                (
                    format!("{:.1}°，清楚程度 {:.1}", askew.degrees, askew.peak),
                    format!("{:.1}°, peak {:.1}", askew.degrees, askew.peak),
                ),
            );
        }
    }

    fn sharpness(&mut self, sharpness: &Sharpness) {
        let number = |ratio: Option<f32>| ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.3}"));
        let (ratio, soft) = (number(sharpness.ratio), number(sharpness.soft_ratio));
        let (doubt_zh, doubt_en) = if sharpness.doubtful { ("有疑问", "in doubt") } else { ("清楚", "clear") };
        self.add(
            ("系数比", "coefficient ratio"),
            (
                format!("{ratio}，最软的区域 {soft}，{} 个有边的块，{doubt_zh}", sharpness.edge_blocks),
                format!("{ratio}, softest regions {soft}, {} edge blocks, {doubt_en}", sharpness.edge_blocks),
            ),
        );
        if let Some(width) = sharpness.width {
            let (repeated_zh, repeated_en) = width.repeated.map_or_else(Default::default, |factor| {
                let factor = (factor * 10.0).round() / 10.0;
                (format!("，像素重复 {factor} 遍"), format!(", pixels repeated {factor} times"))
            });
            self.add(
                ("边缘宽度", "edge width"),
                (
                    format!(
                        "{:.1} px（{:.1}–{:.1}），{} 条边{repeated_zh}",
                        width.median, width.sharp, width.soft, width.edges
                    ),
                    format!(
                        "{:.1} px ({:.1}–{:.1}), {} edges{repeated_en}",
                        width.median, width.sharp, width.soft, width.edges
                    ),
                ),
            );
        }
    }
}

fn odd(oddity: Oddity) -> Said {
    match oddity {
        Oddity::StrayBytes { at, count } => {
            (format!("第 {at} 字节处有 {count} 个多余的字节"), format!("{count} stray bytes at byte {at}"))
        }
        Oddity::StandardTables => ("缺少霍夫曼表".to_owned(), "no Huffman tables".to_owned()),
        Oddity::HeightBehind => ("高度写在图像数据后面".to_owned(), "the height stands behind the data".to_owned()),
        Oddity::CoarseOnly => ("只有最粗的一层".to_owned(), "the coarsest pass only".to_owned()),
        Oddity::FurtherPicture { at } => (format!("第 {at} 字节处还有一幅图"), format!("another picture at byte {at}")),
    }
}
