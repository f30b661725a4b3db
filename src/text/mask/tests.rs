use super::*;

#[test]
fn numbers_are_masked_wherever_they_stand() {
    for (text, expected) in [
        ("990000198803070017", "99**************17"),
        ("ID990000198803070017.jpg", "ID99**************17.jpg"),
        ("99000019880307001X号", "99**************1X号"),
        ("990000880307001", "99***********01"),
        ("9900001988030700171", "99***************71"),
        ("990000 19880307 0017", "99**** ******** **17"),
        ("990000_19880307_0017.jpg", "99****_********_**17.jpg"),
        ("990000.19880307.0017", "99****.********.**17"),
        ("990000·19880307·001X", "99****·********·**1X"),
        ("990000–19880307—0017", "99****–********—**17"),
        ("990000 - 19880307 - 0017", "99**** - ******** - **17"),
        ("990000（19880307）0017", "99****（********）**17"),
        ("9900_0019_8803_0700_17", "99**_****_****_****_17"),
        ("990000_880307_001", "99****_******_*01"),
        ("９９００００＿１９８８０３０７＿００１７", "９９＊＊＊＊＿＊＊＊＊＊＊＊＊＿＊＊１７"),
        ("９９００００１９８８０３０７００１７", "９９＊＊＊＊＊＊＊＊＊＊＊＊＊＊１７"),
    ] {
        assert_eq!(masked_numbers(text), expected, "{text}");
    }
}

#[test]
fn numbers_of_passports_accounts_and_cards_are_masked() {
    for (text, expected) in [
        ("Passport No: B7745120", "Passport No: B7****20"),
        ("passport B7745120.pdf", "passport B7****20.pdf"),
        ("护照号码：Ｅ12345678", "护照号码：Ｅ1*****78"),
        ("Passport / Passeport\u{a0}N° C01X00T47", "Passport / Passeport\u{a0}N° C0*****47"),
        ("往来港澳通行证 C12345678", "往来港澳通行证 C1*****78"),
        ("IBAN: FR76 3000 6000 0112 3456 7890 189", "IBAN: FR** **** **** **** **** **** *89"),
        ("FR7630006000011234567890189", "FR***********************89"),
        ("GB82 WEST 1234 5698 7654 32, London", "GB** **** **** **** **** 32, London"),
        ("IBAN: FR76 3000 6000 0112 3456 7890190", "IBAN: FR** **** **** **** **** *****90"),
        ("6222 0210 0111 2223 334", "62** **** **** **** *34"),
        ("卡号4111-1111-1111-1111", "卡号41**-****-****-**11"),
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<10", "L8***********************************<<<<<10"),
        // Behind another number, whose end is the beginning of nothing.
        ("123456789012345<<<L898902C36UTO7408122F1204159ZE", "12***********45<<<****************************ZE"),
    ] {
        assert_eq!(masked_numbers(text), expected, "{text}");
    }
    for text in [
        "passport 20310302.jpg",
        "护照 02032031",
        "passport IMG12345678.jpg",
        "passport valid until 2031-03-02",
        "B7745120",
        "2016 2017 2018 2019",
        "2021 0919 2205 1200",
        "1200 1300 1400 1500",
        "4111 1111 1111 1111 1111",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "AB12 3456",
    ] {
        assert_eq!(masked_numbers(text), text);
    }
}

/// What a profile asks for must be readable; what somebody typed in its place stays masked.
#[test]
fn the_pattern_of_a_number_is_nobodys() {
    for text in [
        "99999999999999999",
        "999999999999999999X",
        "9999 9999 9999 9999",
        "９９９９９９９９９９９９９９９９９９",
        "护照号码：E99999999",
        "as 99999999999999999 or AA99 9999 9999 9999 (9 a digit, A a letter)",
    ] {
        assert_eq!(masked_numbers(text), text);
    }
    for typed in ["202699999999999999", "999999198803070017", "99999919880307001", "护照号码：E99999998"] {
        assert_ne!(masked_numbers(typed), typed);
    }
}

#[test]
fn a_known_number_is_masked_however_it_stands_there() {
    for (text, expected) in [
        ("No: B7745120.", "No: B7****20."),
        ("b7 745-120号", "b7 ***-*20号"),
        ("Ｂ7745120 and B7745120", "Ｂ7****20 and B7****20"),
        ("B774512", "B774512"),
    ] {
        assert_eq!(masked_known(text, &["B 7745120", "12"]), expected, "{text}");
    }
}

#[test]
fn other_numbers_stay() {
    let hash = "41043a7af3dbad79ca7d50e16879cffd446369aaae674aab33cf123456789012345ff";
    for text in [
        "",
        "mmexport1631234567890.jpg",
        "微信图片_20210910101010.jpg",
        "2016 2017 2018 2019 2020 2021",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
        "13800000000",
        "微信图片_20210910101010_1.jpg",
        "IMG_20210919_220512_0001.jpg",
        "2021-09-19 22:05:12.000",
        "2021.09.10—2021.09.18",
        "2016、2017、2018、2019、2020",
        "1.0.20, 2.31.4, 10.0.19041",
        "第1、2、3、4、5、6、7、8、9、10、11、12页",
        hash,
    ] {
        assert_eq!(masked_numbers(text), text);
    }
}

#[test]
fn numbers_are_masked_in_bytes_too() {
    let hex = |bytes: &[u8]| super::super::hex(bytes);
    for (bytes, masked) in [
        (&b"q/\xff990000198803070017.jpg"[..], &b"q/\xff99**************17.jpg"[..]),
        (b"\xc9990000_19880307_001X", b"\xc999****_********_**1X"),
        (
            "\u{e9}９９００００１９８８０３０７００１７".as_bytes(),
            "\u{e9}９９＊＊＊＊＊＊＊＊＊＊＊＊＊＊１７".as_bytes(),
        ),
    ] {
        assert_eq!(masked_hex(&hex(bytes)), Some(hex(masked)));
    }
    for text in ["990000198803070017", "c9edb7ddd6a42e6a7067", "", "q", &hex(&[0x39; 14])] {
        assert_eq!(masked_hex(text), None, "{text}");
    }
}

#[test]
fn nothing_is_shown_of_a_short_number() {
    assert_eq!((masked("1234567").as_str(), masked("12345678").as_str()), ("*******", "12****78"));
}

proptest::proptest! {
    #[test]
    fn what_is_not_looked_at_closely_has_no_number(text in "[0-9０-９ A-Za-zＡ-Ｚ<年护照 :：/-]{0,60}") {
        let characters: Vec<char> = text.chars().collect();
        proptest::prop_assert!(may_hold_number(&text) || numbers(&characters).is_empty());
    }
}

#[test]
fn a_number_with_few_digits_is_looked_at() {
    // An account of Saint Lucia may have letters alone behind its check digits.
    for (text, may) in [("LC62HEMMABCDEFGHIJKLMNOPQRST", true), ("06-论文/正文3.jpg", false), ("护照E12345678", true)]
    {
        assert_eq!(may_hold_number(text), may, "{text}");
    }
}
