//! The answer of `verify`: every refusal has its code, entry and offset.

use crate::app::FormCheck;
use crate::package::bag::{DECLARATION, Facts};
use crate::package::refusal::{MISSING_FILE, Refusal};
use crate::package::verify::{Verdict, Verified, was_packed_again};
use crate::profile::builtin::is_builtin;
use crate::text::Text;
use crate::text::amount::count;
use crate::text::escape::escaped;
use serde_json::{Value, json};
use std::path::Path;

/// For people.
pub(crate) fn text(package: &Path, verdict: &Verdict, form: &FormCheck) -> Text {
    match verdict {
        Verdict::Valid(verified) => valid_text(verified, form),
        Verdict::Refused(refusals) => refused_text(package, refusals),
    }
}

fn valid_text(verified: &Verified, form: &FormCheck) -> Text {
    let Verified { fingerprint, payload_files, payload_bytes, facts, litter, beside, .. } = verified;
    let (unit, profile) = (escaped(&facts.unit), escaped(&facts.profile));
    let and = |mark: &str| if unit.is_empty() { String::new() } else { format!("{unit}{mark}") };
    let (unit_zh, unit_en) = (and("；"), and("; "));
    let mut result = facts.result.label();
    if *form == FormCheck::OtherVersion {
        // Only the version that made it can say whether that is so.
        result = Text { zh: format!("自称“{}”", result.zh), en: format!("calls itself {}", result.en) };
    }
    let Text { zh, en } = result;
    let scans = count(usize::try_from(*payload_files).unwrap_or(usize::MAX), "scan", "scans");
    let mut text = Text {
        zh: format!(
            "材料包完好：每个字节都与清单相符。\n指纹：{fingerprint}\n{payload_files} 件材料，{payload_bytes} 字节；\
             {unit_zh}{profile}；检查日期 {}；{zh}\n",
            facts.date
        ),
        en: format!(
            "The package is whole: every byte agrees with its manifests.\nfingerprint: {fingerprint}\n{scans}, \
             {payload_bytes} bytes; {unit_en}{profile}; checked for {}; {en}\n",
            facts.date
        ),
    };
    for line in [checklist_line(verified), form_line(verified, form)].into_iter().flatten() {
        text.zh = text.zh + &line.zh + "\n";
        text.en = text.en + &line.en + "\n";
    }
    for path in litter {
        let path = escaped(path);
        text.zh = text.zh + "忽略系统留下的文件：" + &path + "\n";
        text.en = text.en + "passed over, left behind by the system: " + &path + "\n";
    }
    if let Some(beside) = beside_line(beside) {
        text.zh = text.zh + &beside.zh + "\n";
        text.en = text.en + &beside.en + "\n";
    }
    text
}

/// What lies beside an unzipped package: somebody may take it for a part of it. A folder of downloads has hundreds.
fn beside_line(beside: &[String]) -> Option<Text> {
    const NAMED: usize = 5;
    let names: Vec<String> = beside.iter().take(NAMED).map(|path| escaped(path)).collect();
    let (more_zh, more_en) = match beside.len().saturating_sub(NAMED) {
        0 => (String::new(), String::new()),
        more => (format!("，等 {} 个", beside.len()), format!(" and {more} more")),
    };
    (!names.is_empty()).then(|| Text {
        zh: format!("放在材料包旁边，不属于材料包，没有核验：{}{more_zh}", names.join("、")),
        en: format!("beside the package, no part of it and not verified: {}{more_en}", names.join(", ")),
    })
}

/// Whether the checklist is the program's own: one that only calls itself so asks for something else.
pub(crate) fn checklist_line(verified: &Verified) -> Option<Text> {
    let Facts { profile, profile_digest, .. } = &verified.facts;
    let profile = escaped(profile);
    (!is_built_in(&verified.facts)).then(|| Text {
        zh: format!("注意：清单“{profile}”不是本程序内置的（sha256:{profile_digest}），请核对它是否是要求的那一份。"),
        en: format!(
            "Note: the checklist {profile} is not the built-in one (sha256:{profile_digest}); see whether it is the one asked for."
        ),
    })
}

fn is_built_in(facts: &Facts) -> bool {
    is_builtin(&facts.profile, &facts.profile_digest)
}

fn form_line(verified: &Verified, form: &FormCheck) -> Option<Text> {
    let made_by = escaped(&verified.facts.agent);
    match form {
        FormCheck::Same | FormCheck::None => None,
        FormCheck::OtherVersion => Some(Text {
            zh: format!("评审表和检查报告没有核对：材料包自称由 {made_by} 生成，请用同一版本核验，或对照纸质表。"),
            en: format!(
                "The review form and the report were not compared: the package says that {made_by} made it; verify with that \
                 version, or compare the paper."
            ),
        }),
    }
}

fn refused_text(package: &Path, refusals: &[Refusal]) -> Text {
    if let [Refusal { code, entry, message, .. }] = refusals
        && (*code, &**entry) == (MISSING_FILE, DECLARATION)
        && *message != MISSING_FILE.about()
    {
        return Text {
            zh: format!("{}：{}\n", code.code, message.zh), en: format!("{}: {}\n", code.code, message.en)
        };
    }
    let advice = advice(package, refusals);
    let mut zh = vec![
        advice.as_ref().map_or("材料包不能接受，请重新索取或重新打包，不要自行修补：", |text| &*text.zh).to_owned(),
    ];
    let refused = "The package is refused; ask for it again or pack it again, and do not repair it by hand:";
    let mut en = vec![advice.as_ref().map_or(refused, |text| &*text.en).to_owned()];
    for Refusal { code, entry, offset, message } in refusals {
        let entry = if entry.is_empty() { String::new() } else { format!(" {}", escaped(entry)) };
        let place = format!("{} {}{entry} @{offset}", code.code, code.name);
        zh.push(format!("{place}：{}", escaped(&message.zh)));
        en.push(format!("{place}: {}", escaped(&message.en)));
    }
    Text { zh: zh.join("\n") + "\n", en: en.join("\n") + "\n" }
}

/// What to do about a zip file that is not the one that was packed, though what is in it may be whole.
fn advice(package: &Path, refusals: &[Refusal]) -> Option<Text> {
    was_packed_again(package, refusals).unwrap_or(false).then(|| Text {
        zh: "这个 zip 不是原来的材料包：它被别的程序重新压缩过，或被改动过。请解压后核验文件夹：dossier verify 文件夹".to_owned(),
        en: "This zip file is not the one that was packed: another program made it again, or it was changed. Unzip it and \
             verify the folder: dossier verify FOLDER"
            .to_owned(),
    })
}

/// For programs.
pub(crate) fn json(package: &Path, verdict: &Verdict, form: &FormCheck) -> Value {
    match verdict {
        Verdict::Valid(verified) => {
            let Verified { fingerprint, payload_files, payload_bytes, facts, litter, beside, .. } = &**verified;
            let form = match form {
                FormCheck::Same => "same",
                FormCheck::None => "none",
                FormCheck::OtherVersion => "not-compared",
            };
            json!({
                "schema": 1, "verdict": "valid", "fingerprint": fingerprint, "payload_files": payload_files,
                "payload_bytes": payload_bytes, "tool": facts.agent, "date": facts.date, "unit": facts.unit,
                "profile": { "id": facts.profile, "digest": facts.profile_digest, "built_in": is_built_in(facts) },
                "result": facts.result.id(), "form": form, "passed_over": litter, "beside": beside, "refusals": [],
            })
        }
        Verdict::Refused(refusals) => {
            let rows = refusals.iter().map(|refusal| {
                let Refusal { code, entry, offset, message } = refusal;
                json!({ "code": code.code, "name": code.name, "entry": entry, "offset": offset, "message": message })
            });
            let mut json = json!({ "schema": 1, "verdict": "refused", "refusals": rows.collect::<Vec<_>>() });
            if let Some(advice) = advice(package, refusals) {
                json["advice"] = json!(advice);
            }
            json
        }
    }
}
