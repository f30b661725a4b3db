//! Why a picture was left as it is, and what a person can do about it, in words.

use super::format::Format;
use super::refusal::Refusal;
use crate::text::Text;

impl Refusal {
    /// What stands in the way of reading a picture of this format.
    pub fn words(self, format: Option<Format>) -> Text {
        words(self, format)
    }
}

fn words(refusal: Refusal, format: Option<Format>) -> Text {
    let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
    match refusal {
        Refusal::Broken => text(
            "图打不开，或只有一半：用看图软件打开看看，能打开就另存为 JPG；打不开就重新扫描",
            "the picture does not open, or half of it is missing: look at it in a viewer and, if it opens there, save it as \
             JPG; else scan again",
        ),
        Refusal::TooLarge => text(
            "图的像素太多（超过约 7000 万，或要用的内存太大）：用看图软件缩小到 300 dpi 后另存为 JPG，或以 300 dpi 重新扫描",
            "the picture has too many pixels (more than about 70 million, or more memory than one file may take): reduce it to \
             300 dpi in a viewer and save it as JPG, or scan again at 300 dpi",
        ),
        Refusal::Coding if format == Some(Format::Tiff) => text(
            "这种 TIFF 的编码或颜色本程序不读：用看图软件打开，另存为 JPG（质量选最高）；或在扫描软件里改存 JPG",
            "the coding or the colours of this TIFF are not read here: open it in a viewer and save it as JPG at the highest \
             quality, or let the scanner save JPG",
        ),
        Refusal::Coding => text(
            "这种编码或颜色本程序不读：用看图软件打开，另存为 JPG（质量选最高）",
            "its coding or colours are not read here: open it in a viewer and save it as JPG at the highest quality",
        ),
        Refusal::Moving => text(
            "这是动图，里面不止一张图：用看图软件打开，把需要的每一张另存为 JPG",
            "an animation, with more than one picture in it: open it in a viewer and save each picture that is needed as JPG",
        ),
        Refusal::NotSquare => text(
            "文件说它的像素不是正方形，照原样转换会变形：用看图软件打开，看清比例再另存为 JPG，或重新扫描",
            "the file says that its pixels are not square, so that converting it might distort it: open it in a viewer, look at \
             its proportions and save it as JPG, or scan again",
        ),
        Refusal::Doubtful => text(
            "用两种方法读这张图，结果不一样，没有转换：用看图软件打开看清楚，再另存为 JPG，或重新扫描",
            "two ways of reading this picture show different things, so that it was not converted: look at it in a viewer and \
             save it as JPG, or scan again",
        ),
        Refusal::Turn => text(
            "方向记在少见的地方（XMP 或 PNG 的文字里），有的软件照它转正，有的不转：用看图软件打开，转正后另存为 JPG",
            "its orientation is noted where only some viewers look (XMP, or a text in the PNG), so that it is seen in two ways: \
             open it in a viewer, turn it upright there and save it as JPG",
        ),
        Refusal::Inks => text(
            "四色（CMYK）图没说明油墨怎么存：按一种读法几乎全黑，按另一种是白纸黑字，没有转换：用看图软件看清楚，再另存为 JPG（RGB）",
            "four printing inks, and the file does not say how they are stored: read one way it is nearly black, read the other \
             it is paper, so that it was not converted: look at it in a viewer and save it as JPG in RGB",
        ),
        Refusal::TooManyPages => text(
            "页数太多（超过 500 页），不像一份材料：只导出需要的页",
            "too many pages (more than 500) for one material: export the pages that are needed",
        ),
        Refusal::Pages => text(
            "文件里的页连不起来，怕漏页：用看图软件打开核对页数，再把每页另存为 JPG",
            "the chain of its pages is broken, and pages might be missed: look at it in a viewer, count the pages, and save each \
             as JPG",
        ),
    }
}
