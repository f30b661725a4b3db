//! Draws `fixtures/notices/<profile>/{complete,broken}` anew: `cargo run --example draw-notice-fixtures`.
//!
//! The same bytes every time. The `applicant.toml` files beside the pictures are written by hand and stay as they are.
//! Every picture is a page of its own, in the format that its name says, and says which document it is ([`draw::notices`]).

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use image::{DynamicImage, ImageFormat};

use drawings as draw;

use draw::portrait::{self, Looks};

/// The folders, and the files of each.
const FOLDERS: &[(&str, &[&str])] = &[
    (
        "tenant-fr/complete",
        &[
            "carte d'identité recto.jpg",
            "carte d'identité verso.jpg",
            "quittance 1.pdf",
            "quittance 2.pdf",
            "quittance 3.jpg",
            "contrat de travail.pdf",
            "bulletin de salaire 1.png",
            "bulletin de salaire 2.jpg",
            "bulletin de salaire 3.jpg",
            "garant 1/identité.jpg",
            "garant 1/domicile.jpg",
            "garant 1/travail.jpg",
            "garant 1/revenus.jpg",
            "garant 1/acte de cautionnement.jpg",
        ],
    ),
    (
        "tenant-fr/broken",
        &[
            "carte d'identité recto.jpg",
            "quittance 1.jpg",
            "quittance 2.jpg",
            "attestation d'hébergement.jpg",
            "contrat de travail.jpg",
            "bilan 1.jpg",
            "relevé de compte.jpg",
        ],
    ),
    (
        "csc-postgraduate-2023/complete",
        &[
            "申请表.pdf",
            "校内专家评审意见表.jpg",
            "国内导师推荐信.jpg",
            "邀请信.pdf",
            "邀请信翻译件.jpg",
            "外文学习计划.pdf",
            "国外导师简历.pdf",
            "成绩单1.jpg",
            "成绩单2.jpg",
            "雅思.jpg",
            "身份证.jpg",
            "最高学历学位证书.jpg",
        ],
    ),
    (
        "csc-postgraduate-2023/broken",
        &["申请表.png", "邀请信.jpg", "外文学习计划.jpg", "国外导师简历.jpg", "成绩单1.jpg", "雅思.jpg", "身份证.jpg"],
    ),
    ("shandong-platform/complete", &["照片.jpg", "护照.png", "社保缴费明细.pdf", "其他附件1.jpg", "其他附件2.jpg"]),
    ("shandong-platform/broken", &["照片.jpg", "身份证.bmp", "其他附件.jpg"]),
    (
        "hunan-teachers/complete",
        &[
            "身份证正面.jpg",
            "身份证反面.jpg",
            "教师资格证.jpg",
            "毕业证书.jpg",
            "学位证书.jpg",
            "职称证书.jpg",
            "聘书.jpg",
            "外语免试证明.jpg",
            "计算机考试合格证.jpg",
            "继续教育登记手册.jpg",
            "2010年度考核登记表.jpg",
            "2011年度考核登记表.jpg",
            "2012年度考核登记表.jpg",
            "2013年度考核登记表.jpg",
            "述职报告.jpg",
            "获奖证书1.jpg",
        ],
    ),
    (
        "hunan-teachers/broken",
        &[
            "身份证正面.jpg",
            "身份证反面.jpg",
            "教师资格证.jpg",
            "毕业证书.jpg",
            "职称证书.jpg",
            "聘书.jpg",
            "外语成绩单.jpg",
            "计算机考试合格证.jpg",
            "继续教育登记手册.jpg",
            "2010年度考核登记表.jpg",
            "2011年度考核登记表.jpg",
            "2012年度考核登记表.jpg",
            "2013年度考核登记表.jpg",
            "述职报告.jpg",
        ],
    ),
    (
        "aksu-first-half-2025/complete",
        &[
            "职称申报表.jpg",
            "毕业证书.jpg",
            "学位证书.jpg",
            "2023年度考核登记表.jpg",
            "2024年度考核登记表.jpg",
            "乡镇工作证明.jpg",
        ],
    ),
    ("aksu-first-half-2025/broken", &["职称申报表.jpg", "毕业证书.jpg", "2024年度考核登记表.jpg"]),
];

fn main() -> Result<()> {
    for (path, bytes) in files() {
        let folder = path.parent().unwrap_or(&path);
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        std::fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn files() -> impl Iterator<Item = (PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/notices");
    let named = FOLDERS.iter().flat_map(move |(folder, names)| {
        let root = root.clone();
        names.iter().map(move |name| root.join(folder).join(name))
    });
    (1..).zip(named).map(|(seed, path)| {
        let bytes = drawn(&path, seed);
        (path, bytes)
    })
}

/// A page of its own at 200 dpi, in the format of its name.
fn drawn(path: &Path, seed: u64) -> Vec<u8> {
    const DPI: f32 = 200.0;
    const QUALITY: u8 = 55;
    let stem = path.file_stem().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    if stem == "照片" {
        let looks = Looks { background: [236, 240, 243], jacket: [60, 66, 84], long_hair: false };
        return draw::output::jpeg(&portrait::photograph((413, 579), looks, seed).plain(), 85, 350);
    }
    let card = matches!(stem, "身份证正面" | "身份证反面");
    let page = || match draw::notices::page(stem, DPI, seed) {
        Some(sheet) if card => sheet.plain(),
        // Gray, so that its file is small.
        Some(sheet) => sheet.plain().to_luma8().into(),
        None => DynamicImage::from(draw::kinds::letter(DPI, seed)),
    };
    match path.extension().and_then(std::ffi::OsStr::to_str) {
        Some("png") => draw::output::saved(&page(), ImageFormat::Png),
        // A small one: what is wrong with it is its format.
        Some("bmp") => draw::output::saved(&draw::kinds::slip(seed).into(), ImageFormat::Bmp),
        Some("pdf") => {
            let page = page();
            draw::pdf::a4(&[page], QUALITY, DPI as u16)
        }
        _ if card => draw::output::jpeg(&page(), 80, 300),
        _ => draw::output::jpeg(&page(), QUALITY, DPI as u16),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_what_is_there() {
        for (path, bytes) in files() {
            let there = std::fs::read(&path).unwrap_or_default();
            assert!(there == bytes, "{}: draw it anew", path.display());
        }
    }
}
