# What reading costs, against RapidOCR (Python, ONNX Runtime, its small model) on the same pages: the complete fixture, every
# page of it. DATA=… another folder of dossier scans. Needs python3; installs RapidOCR into an environment of its own.

folder=${DATA:-fixtures/complete}
python=${RAPIDOCR_PYTHON:-}
if [ -z "$python" ]; then
    python3 -m venv "$work/python"
    "$work/python/bin/pip" install --quiet rapidocr==3.10.0 onnxruntime
    python=$work/python/bin/python
fi
mapfile -t pages < <(find "$folder" -name '*.jpg' | sort)

ours_all() { "$dossier" inspect --deep --jobs 1 --format json "${pages[@]}"; }
ours_check() { "$dossier" check "$folder" --date 2021-09-10 --jobs 1 --no-cache; }
ours_again() { "$dossier" check "$folder" --date 2021-09-10 --jobs 1 --cache "$work/kept"; }
ours_unread() { "$dossier" check "$folder" --date 2021-09-10 --jobs 1 --no-read --no-cache; }
theirs() { OMP_NUM_THREADS=1 "$python" benches/peers/read_by_rapidocr.py "${pages[@]}"; }

versus "check, first run, RapidOCR" cpu 0.25 ours_check theirs
versus "every line of every page, RapidOCR" cpu 0.35 ours_all theirs
ours_again >/dev/null || true
versus "check, second run, without reading" cpu 1.3 ours_again ours_unread
for jobs in 1 2; do
    printf '%-44s %s MB (bar 200)\n' "peak of check, $jobs threads" \
        "$(peak "$dossier" check "$folder" --date 2021-09-10 --jobs "$jobs" --no-cache)"
done

# Right decisions: how many of the words that tell what a page is each of them reads on it.
ours_all >"$work/ours.json"
theirs >"$work/theirs.json"
"$python" - "$folder" "$work/ours.json" "$work/theirs.json" <<'END'
import json, sys

# Part of a path, and what the page must say.
WORDS = {
    "毕业证书": ["毕业证书"], "学位证书": ["学位证书"], "人像面": ["公民身份号码"], "国徽面": ["居民身份证"],
    "2018年度考核登记表-正面": ["2018", "年度考核登记表"], "2019年度考核登记表-正面": ["2019", "年度考核登记表"],
    "2020年度考核登记表-正面": ["2020", "年度考核登记表"], "2018年度考核定等文件": ["2018"], "2019年度考核定等文件": ["2019"],
    "2020年度考核定等文件": ["2020"], "2016年公需": ["2016", "公需"], "2017年公需": ["2017", "公需"], "2018年公需": ["2018", "公需"],
    "2019年公需": ["2019", "公需"], "2020年公需": ["2020", "公需"], "专业科目": ["2021", "专业科目"], "教师资格": ["教师资格"],
    "助理讲师": ["助理讲师"], "聘书": ["聘"], "目录": ["目录"], "工作总结": ["总结"],
}
folder, ours, theirs = sys.argv[1:]
ours = {f["path"]: "".join(l["text"] for l in f.get("reading", {}).get("lines", [])) for f in json.load(open(ours))["files"]}
theirs = json.load(open(theirs))
counts = {"dossier": 0, "RapidOCR": 0}
total = 0
for path in ours:
    for part, words in WORDS.items():
        if part in path:
            total += len(words)
            for who, said in (("dossier", ours), ("RapidOCR", theirs)):
                text = "".join(said[path].split())
                missing = [word for word in words if word not in text]
                counts[who] += len(words) - len(missing)
                if missing:
                    print(f"{who} does not read {missing} on {path}")
print(f"words that tell what a page is, of {total}: {counts}")
sys.exit(counts["dossier"] < counts["RapidOCR"])
END
