//! Photographs and ID cards: nobody's, and each applicant's own.

use super::super::identity::{self, Holder};
use super::super::output::jpeg;
use super::super::portrait::{Looks, photograph};
use super::{Scan, colour};

/// The applicant of `complete`.
pub(super) const WANG: Looks = Looks { background: [176, 208, 232], jacket: [52, 60, 84], long_hair: false };
/// The applicant of `in-service`.
pub(super) const LIN: Looks = Looks { background: [172, 206, 234], jacket: [98, 52, 66], long_hair: true };
const ZHAO: Looks = Looks { background: [180, 210, 230], jacket: [70, 74, 72], long_hair: false };
const CHEN: Looks = Looks { background: [170, 204, 230], jacket: [44, 78, 92], long_hair: false };

const CARD: [u8; 3] = [228, 234, 238];

pub(super) const SCANS: &[Scan] = &[
    Scan { paths: &["complete/01-照片/照片.jpg"], draw: || photo(WANG, 101) },
    Scan { paths: &["in-service/photo.jpg"], draw: || photo(LIN, 102) },
    Scan { paths: &["exempt/01-照片/照片.jpg"], draw: || photo(ZHAO, 103) },
    Scan { paths: &["first-time/1、照片/一寸照片.jpg"], draw: || photo(CHEN, 104) },
    Scan { paths: &["shaanxi-online/01-照片/照片.jpg"], draw: || photo_of((413, 626), WANG, 105) },
    Scan {
        paths: &["engineering-general/二寸白底照片.jpg"],
        draw: || photo_of((413, 579), Looks { background: [246, 247, 248], ..LIN }, 106),
    },
    Scan {
        paths: &["complete/02-身份证/人像面.jpg", "shaanxi-online/02-身份证/人像面.jpg"],
        draw: || card("王小明", "男", ["1988", "3", "7"], "990000198803070017", WANG, 111),
    },
    Scan {
        paths: &["in-service/id-front.jpg", "engineering-general/身份证正面.jpg"],
        draw: || card("林晓雨", "女", ["1990", "11", "16"], "990000199011160027", LIN, 112),
    },
    Scan {
        paths: &["exempt/02-身份证/身份证正面.jpg"],
        draw: || card("赵建新", "男", ["1985", "5", "21"], "990000198505210034", ZHAO, 113),
    },
    Scan {
        paths: &["first-time/2、身份证/正面.jpg"],
        draw: || card("陈思远", "男", ["1991", "2", "8"], "990000199102080057", CHEN, 114),
    },
    Scan {
        paths: &[
            "complete/02-身份证/国徽面.jpg",
            "in-service/id-back.jpg",
            "exempt/02-身份证/身份证反面.jpg",
            "first-time/2、身份证/反面.jpg",
            "shaanxi-online/02-身份证/国徽面.jpg",
            "engineering-general/身份证反面.jpg",
        ],
        draw: || colour(305, |dpi| identity::back(dpi, 121)),
    },
];

fn photo(looks: Looks, seed: u64) -> Vec<u8> {
    photo_of((413, 531), looks, seed)
}

fn photo_of(pixels: (u32, u32), looks: Looks, seed: u64) -> Vec<u8> {
    jpeg(&photograph(pixels, looks, seed).photographed(), 90, 300)
}

fn card(
    name: &'static str,
    sex: &'static str,
    birth: [&'static str; 3],
    number: &'static str,
    looks: Looks,
    seed: u64,
) -> Vec<u8> {
    let holder = Holder { name, sex, birth, number, looks: Looks { background: CARD, ..looks } };
    colour(305, |dpi| identity::front(&holder, dpi, seed))
}
