#!/usr/bin/env bash
# Runs two builds of the program over every fixture and names every answer whose bytes differ.
#
#   tests/same_answers.sh OLD NEW [KEEP]
#
# OLD and NEW are programs; KEEP is a folder that the answers are left in (KEEP/old, KEEP/new), to be compared further.
# Exits with 1 where something differs. The zip files of packages are unpacked too, so that the differing file is named.
set -euo pipefail
cd "$(dirname "$0")/.."

old=$(realpath "$1") new=$(realpath "$2")
keep=${3:-$(mktemp -d)}
mkdir -p "$keep"
keep=$(realpath "$keep")
[ $# -ge 3 ] || trap 'rm -rf "$keep"' EXIT
fixtures=$PWD/fixtures
export LC_ALL=C.UTF-8 COLUMNS=100 HOME=$keep/home
unset XDG_DATA_HOME XDG_CACHE_HOME

# Runs the program, keeps what it says and how it ends.
say() {
    local file=$1
    shift
    local code=0
    "$program" "$@" >"$file.out" 2>"$file.err" || code=$?
    echo "$code" >"$file.code"
}

one_dossier() {
    local name=$1 folder=$2 profile=${3:-}
    local at=$name
    mkdir -p "$at"
    local common=(--date 2021-09-10 ${profile:+--profile "$profile"})
    local lang
    for lang in zh en; do
        say "$at/check-$lang" check "$folder" "${common[@]}" --lang "$lang" --format terminal \
            --format "html=$at/check-$lang.html" --format "json=$at/check-$lang.json"
        say "$at/github-$lang" check "$folder" "${common[@]}" --lang "$lang" --format github
        say "$at/junit-$lang" check "$folder" "${common[@]}" --lang "$lang" --format junit
        say "$at/fix-$lang" fix "$folder" -o "$at/fixed-$lang" "${common[@]}" --lang "$lang"
    done
    say "$at/inspect" inspect --format json $(find "$folder" -name '*.jpg' | grep -v '[[:space:]]' | LC_ALL=C sort)
}

papers() {
    local name=$1 folder=$2 profile=${3:-}
    local at=$name
    local common=(--date 2021-09-10 ${profile:+--profile "$profile"} --lang zh)
    say "$at/form" form "$folder" --no-read -o "$at/form.pdf" "${common[@]}"
    say "$at/paper" paper "$folder" --no-read -o "$at/paper.pdf" --watermark 仅用于职称评审 "${common[@]}"
    say "$at/pack" pack "$folder" --no-read -o "$at/packed" --incomplete --register "$at/register" "${common[@]}"
    local zip
    for zip in "$at"/packed/*.zip; do
        [ -f "$zip" ] || continue
        say "$at/verify" verify "$zip" --lang en
        unzip -qq "$zip" -d "$at/unpacked"
    done
    rm -f "$at"/register*
}

run_all() {
    program=$1 out=$2
    mkdir -p "$out/batch"
    local folder name lang command
    # From a folder of the same name, so that no path differs.
    cd "$out"
    ln -s "$fixtures" fixtures
    for folder in fixtures/*/; do
        folder=${folder%/}
        name=${folder#fixtures/}
        [ "$name" != rules ] || continue
        one_dossier "$name" "$folder"
        papers "$name" "$folder"
    done
    for folder in fixtures/rules/*/*/; do
        folder=${folder%/}
        [[ $folder != */profile/* ]] || continue
        one_dossier "${folder#fixtures/}" "$folder" fixtures/rules/profile
    done
    for lang in zh en; do
        say "batch/$lang" batch fixtures --date 2021-09-10 --lang "$lang" --no-cache --format terminal \
            --format "json=batch/$lang.json" --format "html=batch/$lang.html" --format "xlsx=batch/$lang.xlsx" \
            --format "csv=batch/$lang.csv" --format "junit=batch/$lang.xml" --reports "batch/reports-$lang"
        say "batch/github-$lang" batch fixtures --date 2021-09-10 --lang "$lang" --no-cache --format github
        say "rules-$lang" rules --lang "$lang"
        say "rules-json-$lang" rules --lang "$lang" --format json
        for command in $("$program" rules --lang en | grep -oE '^ *[DPK][0-9]{3}' | tr -d ' '); do
            say "explain-$command-$lang" explain "$command" --lang "$lang"
        done
        for command in bazhou-vocational-2021 engineering-general shaanxi-online; do
            say "profile-$command-$lang" profile show "$command" --lang "$lang"
        done
    done
    ls fixtures/*/applicant.toml | xargs -n1 dirname | "$program" batch --paths-from - --date 2021-09-10 --no-cache >rows.jsonl 2>rows.err || true
    say merge merge rows.jsonl --format "csv=merged.csv" --format "xlsx=merged.xlsx" --format "html=merged.html"
    rm fixtures
}

for side in old new; do
    rm -rf "${keep:?}/$side"
    mkdir -p "$keep/$side"
    (run_all "${!side}" "$keep/$side")
done

if diff -rq "$keep/old" "$keep/new" >"$keep/differences"; then
    echo "the same answers: $(find "$keep/new" -type f | wc -l) files"
else
    sed "s|$keep/||g" "$keep/differences"
    echo "$(wc -l <"$keep/differences") answers differ, of $(find "$keep/new" -type f | wc -l) files" >&2
    exit 1
fi
