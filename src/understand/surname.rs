//! Chinese surnames: what stands behind a label is a name only if it begins with one. Labels of forms stand there too.

/// The commonest, which six in seven people have (Ministry of Public Security, names in use in 2020).
const SINGLE: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金\
    韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";

/// Surnames of two characters.
const DOUBLE: &[&str] = &["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"];

/// Labels that begin with the character of a surname.
const LABELS: &[&str] =
    &["任教", "任职", "任现职", "常住", "方向", "高级", "白天", "金额", "田径", "方式", "何时", "向上", "程度", "万元"];

/// Whether a text can be a person's name.
pub(super) fn begins(name: &str) -> bool {
    let single = name.chars().next().is_some_and(|first| SINGLE.contains(first));
    (single || DOUBLE.iter().any(|double| name.starts_with(double)))
        && !LABELS.iter().any(|label| name.starts_with(label))
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn labels_are_no_names() {
        assert!(begins("王小明") && begins("欧阳修"));
        for label in ["性别", "单位", "等次", "民族", "任教学科", "出生年月", "职务", "", "部门"] {
            assert!(!begins(label), "{label}");
        }
    }
}
