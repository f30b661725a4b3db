//! One or two examples of every command: what help, the manual pages and refused arguments show.

use crate::text::Lang;

/// The command's names without `dossier`, the line to type, what it does in Chinese and in English.
const EXAMPLES: &[(&str, &str, &str, &str)] = &[
    ("", "dossier init 王小明", "新建材料文件夹", "create a folder"),
    ("", "dossier desk 王小明", "在浏览器里整理", "work on it in the browser"),
    ("", "dossier check 王小明", "检查", "check it"),
    ("", "dossier pack 王小明 -o 上传", "打包", "make the package"),
    ("check", "dossier check 王小明", "检查这个文件夹", "check this folder"),
    ("check", "dossier check 王小明 --format html=报告.html", "写出带图的报告", "write a report with pictures"),
    ("check", "dossier check 王小明 --watch", "改一处，看一处", "see every change at once"),
    ("desk", "dossier desk 王小明", "在浏览器里整理", "work on it in the browser"),
    ("desk", "dossier desk 全校材料", "人事：所有人在一页上", "everybody on one page"),
    ("desk", "dossier desk 王小明 --undo", "撤销最近一次改动", "take the last change back"),
    ("inspect", "dossier inspect 身份证.jpg", "显示这个文件的测量结果", "show what is measured about a file"),
    ("init", "dossier init 王小明 --name 王小明 --level intermediate", "新建材料文件夹", "create a folder"),
    (
        "init",
        "dossier init 教师 --roster 花名册.xlsx",
        "按花名册给每个人建文件夹",
        "make everybody's folder from a list",
    ),
    ("form-sheet", "dossier form-sheet 王小明", "写出一份 Excel 表来填", "write a workbook to fill in"),
    ("fix", "dossier fix 王小明 -o 王小明-修好", "写出修好的副本", "write a repaired copy"),
    ("fix", "dossier fix 王小明 --in-place", "就地修好，原件另存", "repair the folder itself, keeping the originals"),
    ("fix", "dossier fix 王小明 -o 王小明-修好 --dry-run", "先看看会做什么", "see what would be done"),
    (
        "sort",
        "dossier sort 王小明",
        "看看每张像什么；在终端里逐张确认",
        "see what each picture seems to be, and confirm one by one",
    ),
    ("sort", "dossier sort 王小明 --accept", "肯定的都改名", "rename the sure ones"),
    ("sort", "dossier sort 王小明 --undo", "撤销上一次改名", "take the last renaming back"),
    ("explain", "dossier explain D301", "解释这条规则", "explain this rule"),
    ("rules", "dossier rules", "列出全部规则", "list all rules"),
    ("profile", "dossier profile list", "列出内置的规则", "list the built-in profiles"),
    ("profile list", "dossier profile list", "列出内置的规则", "list the built-in profiles"),
    ("profile show", "dossier profile show", "显示要交哪些材料", "show what is asked for"),
    ("profile check", "dossier profile check ./my-school-2026", "检查自己的规则", "check your own profile"),
    ("profile new", "dossier profile new --year 2026", "新建下一年度的规则", "create the profile of another year"),
    ("completions", "dossier completions bash", "输出 bash 的补全脚本", "write the script for bash"),
    ("man", "dossier man check", "check 的手册页", "the page of check"),
    ("form", "dossier form 王小明 -o 评审表.pdf", "写出评审表", "write the review form"),
    ("paper", "dossier paper 王小明 -o 纸质材料.pdf", "写出整套纸质材料", "write the paper set"),
    ("pack", "dossier pack 王小明 -o 上传", "检查并打包到“上传”文件夹", "check, and pack into a folder"),
    ("verify", "dossier verify 王小明-1a2b3c4d.zip", "核对材料包", "verify a package"),
    ("record", "dossier record 王小明-1a2b3c4d.zip submitted", "登记已提交", "record a submission"),
    (
        "record",
        "dossier record 王小明-1a2b3c4d.zip returned --reason 缺盖章",
        "登记被退回和原因",
        "record a return and the reason",
    ),
    ("history", "dossier history 王小明", "查看这个人的提交记录", "show one applicant's submissions"),
    ("batch", "dossier batch 全校材料", "检查每个人", "check everybody"),
    (
        "batch",
        "dossier batch 全校材料 --format xlsx=一览表.xlsx --reports 报告",
        "写出一览表和每个人的报告",
        "write a roster and everybody's report",
    ),
    ("merge", "dossier merge 1.jsonl 2.jsonl --format xlsx=一览表.xlsx", "合成一份一览表", "make one roster"),
];

/// The examples of a command: what to type, and what it does.
pub(super) fn of(command: &str, lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    EXAMPLES.iter().filter(move |example| example.0 == command).map(move |(_, line, zh, en)| match lang {
        Lang::Zh => (*line, *zh),
        Lang::En => (*line, *en),
    })
}

/// The examples as help shows them, with their heading; empty where there are none.
pub(super) fn shown(command: &str, lang: Lang) -> String {
    let heading = match lang {
        Lang::Zh => "例如：\n",
        Lang::En => "Examples:\n",
    };
    let lines: Vec<String> = of(command, lang).map(|(line, about)| format!("  {line}\n      {about}\n")).collect();
    if lines.is_empty() { String::new() } else { format!("{heading}{}", lines.concat()) }
}
