//! The commented `applicant.toml` of a new dossier.

use crate::profile::Profile;
use crate::rules;
use crate::text::Lang;
use std::fmt::Write as _;

/// What is known about the applicant when the folder is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that a person says or does not")]
pub struct Facts {
    /// Id or path of the profile.
    pub profile: String,
    /// Name; may be empty.
    pub name: String,
    /// `junior` or `intermediate`; empty where not said.
    pub level: String,
    /// `review`, `first-determination` or `conferment`.
    pub path: String,
    /// Some education was in service.
    pub in_service: bool,
    /// Has a title already.
    pub has_title: bool,
    /// Applies for the first time, straight to intermediate.
    pub first_time_direct: bool,
    /// Changed unit during the post.
    pub transferred: bool,
    /// How many papers; `None` where not said.
    pub papers: Option<u8>,
    /// How many awards; `None` where not said.
    pub awards: Option<u8>,
    /// Years exempt from continuing education.
    pub exempt: Vec<i16>,
    /// The years whose assessments are asked for.
    pub assessed: Vec<i16>,
    /// Parts of the profile that stand in the examples of `[files]` and `[[waive]]`.
    pub examples: [String; 2],
}

/// The file: every key of the schema, each with a comment, filled in as far as the facts go.
pub fn applicant_file(facts: &Facts, profile: &Profile, lang: Lang) -> String {
    if let Some(asked) = &profile.facts {
        return super::questions::applicant_file(profile, asked, facts, lang);
    }
    let mut page = Page { text: String::new(), lang };
    page.head(facts);
    page.person(facts);
    page.application(facts);
    page.lists_said_to_be_none(facts);
    page.title(facts);
    page.education(facts);
    page.life();
    page.papers(facts);
    page.awards(facts);
    page.assessments(facts);
    page.exemptions(facts);
    page.transfer(facts);
    page.closing(facts);
    page.text
}

struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A line `key = value  # comment`; `value` is TOML.
    fn key(&mut self, key: &str, value: &str, zh: &str, en: &str) {
        let comment = self.say(zh, en);
        let line = format!("{key} = {value}");
        let _ = if comment.is_empty() {
            writeln!(self.text, "{line}")
        } else {
            writeln!(self.text, "{line:<36} # {comment}")
        };
    }

    fn empty(&mut self, key: &str, zh: &str, en: &str) {
        self.key(key, "\"\"", zh, en);
    }

    fn note(&mut self, zh: &str, en: &str) {
        let said = self.say(zh, en).to_owned();
        for line in said.lines() {
            let _ = writeln!(self.text, "# {line}");
        }
    }

    fn table(&mut self, head: &str, zh: &str, en: &str) {
        let comment = self.say(zh, en);
        let _ = writeln!(self.text, "\n{head:<36} # {comment}");
    }

    /// A table that does not apply yet, commented out as a pattern to copy.
    fn pattern(&mut self, zh: &str, en: &str, lines: &[&str]) {
        self.text.push('\n');
        self.note(zh, en);
        for line in lines {
            let _ = writeln!(self.text, "# {line}");
        }
    }

    fn head(&mut self, facts: &Facts) {
        self.note(
            "申报人数据：只改引号里的内容，# 后面是说明。没有的写 \"无\"；留空 \"\" 的，评审表上也留空。\n日期写成 \"2021-09-10\"；材料上只有年月的，写成 \"2021-09\"。",
            "The applicant's data: change what stands between the quotes; # starts a comment. Write \"无\" where there is none; what\n\
             is left \"\" stays blank on the form. Dates are \"2021-09-10\", or \"2021-09\" where the document gives no day.",
        );
        self.key(
            "profile",
            &quoted(&facts.profile),
            "清单（dossier profile list）",
            "checklist (dossier profile list)",
        );
    }

    fn person(&mut self, facts: &Facts) {
        self.text.push('\n');
        self.key("name", &quoted(&facts.name), "姓名", "name");
        self.empty("former_name", "曾用名", "former name");
        self.empty("sex", "性别：男、女", "男 (male) or 女 (female)");
        self.empty("ethnicity", "民族", "ethnicity");
        self.empty("birth_date", "出生日期，与身份证一致", "date of birth, as on the ID card");
        self.empty("birthplace", "出生地", "place of birth");
        self.empty("id_number", "身份证号，18 位", "ID number, 18 digits");
        self.empty("health", "身体状况", "health");
        self.empty("political_status", "何时加入党派任何职务", "party, since when, posts held");
        self.empty("unit", "单位全称，与公章一致", "full name of the unit, as on its seal");
        self.empty("unit_superior", "上级主管单位", "the unit's superior");
        self.empty("employed_from", "参加工作时间", "first employment");
        self.empty("speciality", "现从事何种专业技术工作", "present professional work");
        self.empty("admin_post", "行政职务及任职时间", "administrative post, since when");
        self.empty("societies", "学术团体及社会兼职", "learned societies, social posts");
        self.empty("languages", "懂何种外语，什么程度", "foreign languages and how well");
        self.key("in_post", "true", "在职", "in post");
        self.key("under_sanction", "false", "处分期内", "under a sanction");
    }

    fn application(&mut self, facts: &Facts) {
        self.text.push('\n');
        let level = if facts.level.is_empty() { "intermediate" } else { &facts.level };
        self.key("level", &quoted(level), "申报级别：junior 初级、intermediate 中级", "junior or intermediate");
        let path = if facts.path.is_empty() { "review" } else { &facts.path };
        self.key(
            "path",
            &quoted(path),
            "review 评审、first-determination 初次确定、conferment 授予",
            "review, first-determination or conferment",
        );
        self.empty(
            "path_reason",
            "初次确定、授予须写明符合哪种情形",
            "for first-determination and conferment: the case",
        );
        let direct = facts.first_time_direct.to_string();
        self.key(
            "first_time_direct_intermediate",
            &direct,
            "首次参评直接报中级",
            "first review, straight to intermediate",
        );
        self.empty("practical_experience", "实践经验，必填", "practical experience, required");
        self.empty("work_ability", "实际工作能力，必填", "work ability, required");
    }

    /// `papers = []` must stand before the first table of the file.
    fn lists_said_to_be_none(&mut self, facts: &Facts) {
        self.text.push('\n');
        for (key, count, zh, en) in
            [("papers", facts.papers, "没有论文、论著", "no papers"), ("awards", facts.awards, "没有获奖", "no awards")]
        {
            match count {
                Some(0) => self.key(key, "[]", zh, en),
                Some(_) => {}
                None => {
                    let said = match self.lang {
                        Lang::Zh => format!("{zh}的，删掉行首的 #：\n{key} = []"),
                        Lang::En => format!("{en}? remove the # at the start of the next line:\n{key} = []"),
                    };
                    self.note(&said, &said);
                }
            }
        }
    }

    fn title(&mut self, facts: &Facts) {
        if !facts.has_title {
            self.pattern(
                "已有职称的，去掉下面几行行首的 #：",
                "Has a title already? Remove the # of these lines:",
                &["[current_title]", "name = \"\"", "obtained = \"\"", "approved_by = \"\"", "appointed_from = \"\""],
            );
            return;
        }
        self.table(
            "[current_title]",
            "现任专业技术职务；没有职称的删掉这一段",
            "the present title; delete this table if there is none",
        );
        self.empty("name", "名称", "its name");
        self.empty("obtained", "任职资格取得时间", "obtained when");
        self.empty("approved_by", "审批机关", "approved by");
        self.empty("appointed_from", "聘任时间", "appointed from");
    }

    fn education(&mut self, facts: &Facts) {
        self.table("[[education]]", "学历，最高的在前；有几个写几段", "education, highest first; one table for each");
        self.empty("level", "学历：本科、大专……", "level: 本科, 大专, …");
        self.empty("degree", "学位；没有的留空", "degree; empty where none");
        self.empty("school", "学校", "school");
        self.empty("major", "专业", "major");
        self.empty("start", "入学", "from");
        self.empty("end", "毕业", "to");
        self.empty("length", "学制", "length of the course");
        let mode = if facts.in_service { "\"in-service\"" } else { "\"full-time\"" };
        self.key("mode", mode, "full-time 全日制、in-service 在职", "full-time or in-service");
        self.empty("witness", "证明人", "witness");
    }

    fn life(&mut self) {
        self.pattern(
            "学习培训经历，可写多段：",
            "Training; any number of tables:",
            &[
                "[[training]]",
                "start = \"\"",
                "end = \"\"",
                "what = \"\"",
                "where = \"\"",
                "result = \"\"",
                "witness = \"\"",
            ],
        );
        self.table(
            "[[work]]",
            "工作经历；可写多段，end 留空表示至今",
            "work; any number of tables, an empty end is to now",
        );
        for key in ["start", "end", "unit", "post", "witness"] {
            self.empty(key, "", "");
        }
        self.pattern(
            "业绩，可写多段；按日期分任现职前后：",
            "Achievements; any number of tables; the dates tell before from after the appointment:",
            &["[[achievements]]", "start = \"\"", "end = \"\"", "title = \"\"", "content = \"\"", "result = \"\""],
        );
    }

    fn papers(&mut self, facts: &Facts) {
        let lines = ["title", "journal", "issue", "published", "language", "author_order"];
        if facts.papers.is_none() {
            let lines: Vec<String> = lines.iter().map(|key| paper_line(key)).collect();
            let mut all = vec!["[[papers]]"];
            all.extend(lines.iter().map(String::as_str));
            self.pattern("论文、论著，每篇一段：", "Papers, one table for each:", &all);
        }
        for number in 1..=facts.papers.unwrap_or(0) {
            self.table("[[papers]]", &format!("论文 {number}"), &format!("paper {number}"));
            self.empty("title", "题目", "title");
            self.empty("journal", "刊物或出版社", "journal or publisher");
            self.empty("issue", "年份、卷期、页码", "year, issue, pages");
            self.empty("published", "发表时间", "published");
            self.key("language", "\"zh\"", "不是汉语的要附译文", "other than zh needs a translation");
            self.empty("author_order", "本人排序", "order among the authors");
        }
    }

    fn awards(&mut self, facts: &Facts) {
        if facts.awards.is_none() {
            self.pattern(
                "获奖，每项一段：",
                "Awards, one table for each:",
                &["[[awards]]", "name = \"\"", "level = \"\"", "rank = \"\"", "date = \"\"", "issuer = \"\""],
            );
        }
        for number in 1..=facts.awards.unwrap_or(0) {
            self.table("[[awards]]", &format!("获奖 {number}"), &format!("award {number}"));
            self.empty("name", "名称", "name");
            self.empty("level", "等级", "level");
            self.empty("rank", "排序", "rank");
            self.empty("date", "时间", "date");
            self.empty("issuer", "授予机构", "given by");
        }
    }

    fn assessments(&mut self, facts: &Facts) {
        for year in &facts.assessed {
            self.table("[[assessments]]", &format!("{year} 年度考核"), &format!("assessment of {year}"));
            self.key("year", &year.to_string(), "", "");
            self.empty("grade", "等次：优秀、合格……", "grade: 优秀, 合格, …");
        }
    }

    fn exemptions(&mut self, facts: &Facts) {
        let kinds = "village-post 访惠聚驻村、temple-post 驻村管寺、preschool-support 南疆学前教育支教、\
                     inland-service 内地服务管理、first-secretary 深度贫困村第一书记";
        for year in &facts.exempt {
            self.table("[[exemptions]]", "免当年继续教育", "exempt from that year's continuing education");
            self.key("year", &year.to_string(), "", "");
            self.key("kind", "\"village-post\"", kinds, kinds);
        }
    }

    fn transfer(&mut self, facts: &Facts) {
        if facts.transferred {
            self.table("[transfer]", "任现职期间调动", "changed unit during the post");
            self.empty("date", "调动时间", "when");
            self.empty("from_unit", "原单位", "from which unit");
        }
    }

    fn closing(&mut self, facts: &Facts) {
        let [claimed, waived] = facts.examples.each_ref().map(|part| quoted(part));
        self.pattern(
            &format!("文件名说不清属于哪一项时，在这里指定：\n[files]\n\"扫描0007.jpg\" = {claimed}"),
            &format!("Where a file's name cannot say what it is, say it here:\n[files]\n\"scan0007.jpg\" = {claimed}"),
            &[],
        );
        let code = format!("code = \"{}\"", rules::WAIVED_AS_AN_EXAMPLE.code);
        self.pattern(
            "单位已核、可以接受的问题，写明理由：",
            "A fault that the unit accepts, with the reason:",
            &["[[waive]]", &code, &format!("part = {waived}"), "reason = \"\""],
        );
    }
}

fn paper_line(key: &str) -> String {
    if key == "language" { "language = \"zh\"".to_owned() } else { format!("{key} = \"\"") }
}

/// A TOML basic string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
