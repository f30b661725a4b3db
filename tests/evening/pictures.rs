//! Draws the evening's folder: 35 pictures of one complete dossier, named as a phone, a copier and messengers name them.

use super::draw::{kinds, output};
use image::DynamicImage;
use std::fs;
use std::path::Path;

/// Pictures of the complete fixture, and the name that a teacher gives each.
const SCANS: [(&str, &str); 29] = [
    ("01-照片/照片.jpg", "照片"),
    ("02-身份证/人像面.jpg", "身份证正面"),
    ("02-身份证/国徽面.jpg", "身份证反面"),
    ("03-学历学位/毕业证书.jpg", "毕业证"),
    ("03-学历学位/学位证书.jpg", "学位证"),
    ("04-年度考核/2018年度考核登记表-正面.jpg", "2018考核表正面"),
    ("04-年度考核/2018年度考核登记表-反面.jpg", "2018考核表反面"),
    ("04-年度考核/2018年度考核定等文件.jpg", "2018定等文件"),
    ("04-年度考核/2019年度考核登记表-正面.jpg", "2019考核表正面"),
    ("04-年度考核/2019年度考核登记表-反面.jpg", "2019考核表反面"),
    ("04-年度考核/2019年度考核定等文件.jpg", "2019定等文件"),
    ("04-年度考核/2020年度考核登记表-正面.jpg", "2020考核表正面"),
    ("04-年度考核/2020年度考核登记表-反面.jpg", "2020考核表反面"),
    ("04-年度考核/2020年度考核定等文件.jpg", "2020定等文件"),
    ("05-任职材料/教师资格证.jpg", "教师资格证"),
    ("05-任职材料/助理讲师资格证书.jpg", "助理讲师资格证"),
    ("05-任职材料/资格批准文件.jpg", "资格批准文件"),
    ("05-任职材料/聘书.jpg", "聘书"),
    ("06-论文/论文1-封面.jpg", "论文封面"),
    ("06-论文/论文1-目录.jpg", "论文目录"),
    ("06-论文/论文1-正文.jpg", "论文正文1"),
    ("06-论文/论文1-封底.jpg", "论文封底"),
    ("07-业务工作总结.jpg", "工作总结"),
    ("08-继续教育/2016年公需科目证书.jpg", "公需2016"),
    ("08-继续教育/2017年公需科目证书.jpg", "公需2017"),
    ("08-继续教育/2018年公需科目证书.jpg", "公需2018"),
    ("08-继续教育/2019年公需科目证书.jpg", "公需2019"),
    ("08-继续教育/2020年公需科目证书.jpg", "公需2020"),
    ("08-继续教育/2021年专业科目证书.jpg", "2021专业科目"),
];

/// The further pages, drawn: a paper has more than one, and so has a summary.
const PAGES: [&str; 6] = ["论文正文2", "论文正文3", "论文正文4", "论文正文5", "工作总结2", "工作总结(3)"];

/// A picture of the folder.
pub(crate) struct Shot {
    /// What the phone, the copier or the messenger called it.
    pub(crate) name: String,
    /// What it is, as a teacher names it, without extension.
    pub(crate) right: &'static str,
}

/// Writes the 35 pictures and `applicant.toml` into `folder`, which is there. Three came as PNG.
pub(crate) fn draw(folder: &Path, complete: &Path) -> Vec<Shot> {
    let source = |path: &str| fs::read(complete.join(path)).expect("a picture of the fixture");
    let mut pictures: Vec<(Vec<u8>, &str)> = SCANS.iter().map(|(path, right)| (source(path), *right)).collect();
    let page = |seed: u64| output::jpeg(&DynamicImage::ImageLuma8(kinds::dense_text(200.0, seed)), 75, 200);
    pictures.extend((901..).zip(PAGES).map(|(seed, right)| (page(seed), right)));
    let mut shots = Vec::new();
    for (at, (bytes, right)) in pictures.into_iter().enumerate() {
        // Mixed up as they came: neighbours in the dossier are not neighbours in the folder.
        let number = at * 12 % 35;
        let png = at % 12 == 7;
        let name = given_name(number, if png { "png" } else { "jpg" });
        let bytes = if png { as_png(&bytes) } else { bytes };
        fs::write(folder.join(&name), bytes).expect("a picture");
        shots.push(Shot { name, right });
    }
    fs::write(folder.join("applicant.toml"), source("applicant.toml")).expect("the data");
    shots
}

fn given_name(number: usize, extension: &str) -> String {
    let stem = match number % 7 {
        0 => format!("IMG_20210903_19{:02}{:02}", number, number * 7 % 60),
        1 => format!("微信图片_202109032{:05}", 10_000 + number * 311),
        2 => format!("mmexport16306386{:05}", 10_000 + number * 977),
        3 => format!("扫描_{number:04}"),
        4 => format!("Scan{number:04}"),
        5 => format!("CamScanner 09-03-2021 20.{number:02}"),
        _ => format!("WechatIMG{number}"),
    };
    format!("{stem}.{extension}")
}

fn as_png(jpeg: &[u8]) -> Vec<u8> {
    output::saved(&image::load_from_memory(jpeg).expect("a picture"), image::ImageFormat::Png)
}
