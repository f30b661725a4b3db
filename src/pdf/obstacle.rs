//! Why a PDF, or a page of it, cannot become a picture, and what a person can do about it.

use crate::pictures::Refusal;
use crate::text::Text;

/// What stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Not a PDF that can be opened.
    Broken,
    /// A password is needed.
    Locked,
    /// More pages than any material has.
    TooManyPages,
    /// Its list of pages contradicts itself.
    PageTree,
    /// Its index does not lead through all its revisions.
    Index,
    /// Its only page stands for a form that is not in its pages.
    LiveForm,
    /// It is a cover around other files.
    Portfolio,
    /// All its pages are empty.
    Blank,
    /// It consists of more objects, or unpacks to more bytes, than any scan.
    TooLarge,
    /// It asks for far more drawing than its size explains.
    TooMuchDrawing,
    /// The dossier's files together ask for more drawing than they explain.
    TooMuchTogether,
    /// Some characters have no shape: their font is not in the file, or lacks them.
    Font,
    /// A note or seal on the page has no appearance that can be drawn.
    Annotation,
    /// A layer is shown by a rule that is not read.
    Layer,
    /// The page cannot be drawn.
    Drawing,
    /// A picture does not decode.
    Picture,
    /// A picture, or the instructions of the page, break off: a part of the page is lost to everybody.
    BreaksOff,
    /// A picture claims more pixels than are read.
    PictureTooLarge,
    /// What was made does not look like what it was made from.
    Differs,
    /// The picture is not read, or cannot be trusted.
    Unread(Refusal),
    /// Turned by the angle that was measured, it still lies askew.
    Askew,
    /// Something else lies beside the sheet that is to be cut out.
    Beside,
    /// The picture contradicts the tag that says which side of it is up.
    Tag,
}

impl Obstacle {
    /// What it is, and what helps.
    pub fn text(self) -> Text {
        if let Self::Unread(refusal) = self {
            return refusal.words(None);
        }
        let (zh, en) = self.words();
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Broken => (
                "文件已损坏，打不开：重新扫描，或向提供者要一份好的",
                "the file is broken and does not open: scan again, or ask for a good copy",
            ),
            Self::Locked => (
                "PDF 有密码：用密码打开后打印成没有密码的 PDF，或每页导出为 JPG",
                "the PDF is locked with a password: open it with that and print it to a PDF without one, or export its \
                 pages as JPG",
            ),
            Self::TooManyPages => (
                "页数太多（最多 500 页），不像一份材料：只导出需要的页",
                "too many pages for one material (500 at most): export the pages that are needed",
            ),
            Self::PageTree => (
                "PDF 的页数前后不一致，怕漏页：用看图软件打开核对后，重新打印成 PDF，或每页导出为 JPG",
                "the PDF contradicts itself about how many pages it has: look at it in a viewer, then print it to a new \
                 PDF, or export its pages as JPG",
            ),
            Self::Index => (
                "PDF 的索引坏了，后来加上的签名、盖章或页面可能丢失：用看图软件打开核对后，重新打印成 PDF，或每页导出为 JPG",
                "the PDF's index is damaged, and what was added later (a signature, a page) may be lost: look at it in a \
                 viewer, then print it to a new PDF, or export its pages as JPG",
            ),
            Self::LiveForm => (
                "这是只有 Adobe 软件能显示的动态表单（XFA），文件里的页只是占位：用 Adobe Acrobat 或 Reader 打开，打印成 PDF，或打印\
                 后扫描",
                "a form that only Adobe's programs show (XFA), behind a page that stands for it: open it in Adobe Reader \
                 and print it to a PDF, or print and scan it",
            ),
            Self::Portfolio => (
                "这是 PDF 文件包，材料是里面的附件，这一页只是封面：用看图软件打开，把里面的文件另存出来",
                "a portfolio: the material is in other files inside it, and this page is their cover: open it in a viewer and \
                 save those files",
            ),
            Self::Blank => ("页面是空白的", "the page is blank"),
            Self::TooLarge => (
                "展开后的数据超出限制，没有打开：用看图软件把每页另存为 JPG，或重新扫描",
                "it unpacks to more than is read and was not opened: save the pages as JPG with a viewer, or scan again",
            ),
            Self::TooMuchDrawing => (
                "要画的内容超出限制（远多于这么大的文件该有的），没有画：用看图软件把每页另存为 JPG，或重新扫描",
                "it asks for more drawing than is done for a file of its size: save the pages as JPG with a viewer, or \
                 scan again",
            ),
            Self::TooMuchTogether => (
                "这个文件夹要画的内容合起来超出限制，这个文件没有画：分几次修，或用看图软件把每页另存为 JPG",
                "the files of this folder ask for more drawing together than is done, so that this one was left: repair \
                 the folder in parts, or save the pages as JPG with a viewer",
            ),
            Self::Font => (
                "有的字画不出来（文件里没有字体，或字体缺字）：用看图软件把每页另存为 JPG，或打印盖章后扫描",
                "some characters cannot be drawn (their font is not in the file, or lacks them): save the pages as JPG \
                 with a viewer, or print and scan them",
            ),
            Self::Annotation => (
                "上面有画不出来的批注或签章：用看图软件把每页另存为 JPG，或打印后扫描",
                "it carries a note or seal that cannot be drawn: save the pages as JPG with a viewer, or print and scan \
                 them",
            ),
            Self::Layer => (
                "有的图层显示不显示，要按文件里的规则算，本程序不算：用看图软件把每页另存为 JPG，或打印后扫描",
                "whether a layer is shown depends on a rule that is not read here: save the pages as JPG with a viewer, or \
                 print and scan them",
            ),
            Self::Drawing => (
                "这一页画不出来：用看图软件另存为 JPG，或重新扫描",
                "the page cannot be drawn: save it as JPG with a viewer, or scan again",
            ),
            Self::BreaksOff => (
                "内容不完整，后面的一部分丢了：重新扫描或导出，或向提供者要一份好的",
                "it breaks off, and a part of it is lost: scan or export it again, or ask for a good copy",
            ),
            Self::Picture | Self::Unread(_) => (
                "图读不出来或不完整：用看图软件看看，完整就另存为 JPG，不完整就重新扫描",
                "the picture is not read, or not whole: save it as JPG if a viewer shows all of it, else scan again",
            ),
            Self::PictureTooLarge => (
                "图大得超出限制（最多 1.2 亿像素）：以 300 dpi 重新扫描",
                "the picture is larger than is read (120 million pixels at most): scan again at 300 dpi",
            ),
            Self::Tag => (
                "旋转标记与画面矛盾，没有改动：在检查报告里比较两种样子，用看图软件把它转正后另存",
                "its orientation tag contradicts what it shows, so that it was left: compare both views in the report of \
                 the check, turn it upright in a viewer and save it",
            ),
            Self::Beside => (
                "画面里纸张旁边还有（或可能还有）别的内容，裁掉会丢失：请自己看，一张纸一张图",
                "something else is seen beside the sheet, or may be, and would be lost: look yourself, and make a picture of each",
            ),
            Self::Askew => (
                "歪斜的角度看不准，没有拉正：用看图软件拉正后另存，或摆正重新扫描",
                "how far it lies askew cannot be told for sure: straighten it in a viewer and save it, or scan it again",
            ),
            Self::Differs => (
                "转换后的样子和原件对不上，没有写出：用看图软件另存为 JPG，看清楚再用",
                "what was made of it does not look like the original and was not written: save it as JPG with a viewer, \
                 and look at it",
            ),
        }
    }
}

/// A reason with the page that it is about, counted from 1.
pub fn of_page(page: usize, of: usize, why: &Text) -> Text {
    Text {
        zh: format!("第 {page} 页（共 {of} 页）：{}", why.zh), en: format!("page {page} of {of}: {}", why.en)
    }
}
