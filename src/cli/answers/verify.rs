//! The answer of `verify`: every refusal has its code, entry and offset.

use crate::package::refusal::Refusal;
use crate::package::verify::{Verdict, Verified};
use crate::profile::builtin::is_builtin;
use crate::text::Text;
use crate::text::escape::escaped;
use serde_json::{Value, json};

/// For people.
pub(crate) fn text(verdict: &Verdict) -> Text {
    match verdict {
        Verdict::Valid(verified) => valid_text(verified),
        Verdict::Refused(refusals) => refused_text(refusals),
    }
}

fn valid_text(verified: &Verified) -> Text {
    let Verified { fingerprint, payload_files, payload_bytes, facts, .. } = verified;
    let (unit, profile) = (escaped(&facts.unit), profile_words(&facts.profile, &facts.profile_digest));
    let Text { zh: profile_zh, en: profile_en } = profile;
    let Text { zh, en } = facts.result.label();
    Text {
        zh: format!(
            "材料包完好：每个字节都与清单相符。\n指纹：{fingerprint}\n{payload_files} 件材料，{payload_bytes} 字节；\
             {unit}；{profile_zh}；检查日期 {}；{zh}\n",
            facts.date
        ),
        en: format!(
            "The package is whole: every byte agrees with its manifests.\nfingerprint: {fingerprint}\n{payload_files} \
             scans, {payload_bytes} bytes; {unit}; {profile_en}; checked for {}; {en}\n",
            facts.date
        ),
    }
}

/// The checklist, and whether it is the one that comes with the program: only its digest tells.
fn profile_words(id: &str, digest: &str) -> Text {
    let shown = escaped(id);
    if is_builtin(id, digest) {
        return Text::same(shown);
    }
    let short = digest.get(..8).unwrap_or_default();
    Text {
        zh: format!("{shown}（不是本程序内置的清单，摘要 {short}，请核对是谁定的）"),
        en: format!("{shown} (not this program's built-in checklist: digest {short}; see whose it is)"),
    }
}

fn refused_text(refusals: &[Refusal]) -> Text {
    let mut zh = vec!["材料包不能接受，请重新索取或重新打包，不要自行修补：".to_owned()];
    let mut en =
        vec!["The package is refused; ask for it again or pack it again, and do not mend it by hand:".to_owned()];
    for Refusal { code, entry, offset, message } in refusals {
        let entry = if entry.is_empty() { String::new() } else { format!(" {}", escaped(entry)) };
        let place = format!("{} {}{entry} @{offset}", code.code, code.name);
        zh.push(format!("{place}：{}", escaped(&message.zh)));
        en.push(format!("{place}: {}", escaped(&message.en)));
    }
    Text { zh: zh.join("\n") + "\n", en: en.join("\n") + "\n" }
}

/// For programs.
pub(crate) fn json(verdict: &Verdict) -> Value {
    match verdict {
        Verdict::Valid(verified) => {
            let Verified { fingerprint, payload_files, payload_bytes, facts, .. } = &**verified;
            json!({
                "schema": 1, "verdict": "valid", "fingerprint": fingerprint, "payload_files": payload_files,
                "payload_bytes": payload_bytes, "tool": facts.agent, "date": facts.date, "unit": facts.unit,
                "profile": { "id": facts.profile, "digest": facts.profile_digest,
                    "built_in": is_builtin(&facts.profile, &facts.profile_digest) },
                "result": facts.result.id(), "refusals": [],
            })
        }
        Verdict::Refused(refusals) => {
            let rows = refusals.iter().map(|refusal| {
                let Refusal { code, entry, offset, message } = refusal;
                json!({ "code": code.code, "name": code.name, "entry": entry, "offset": offset, "message": message })
            });
            json!({ "schema": 1, "verdict": "refused", "refusals": rows.collect::<Vec<_>>() })
        }
    }
}
