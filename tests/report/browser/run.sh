#!/usr/bin/env bash
# Opens the HTML reports in headless Chromium and uses them as people do: pictures, filters, languages, keyboard,
# printing, hostile names. Needs a release build, node, npm and Debian's chromium (CHROMIUM=… for another).
#   tests/report/browser/run.sh        screenshots go to target/report-browser/
set -euo pipefail
cd "$(dirname "$0")/../../.."

export DOSSIER=${DOSSIER:-$PWD/target/release/dossier}
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
export SHOTS=$PWD/target/report-browser
export FIXTURES=$PWD/fixtures
modules=target/report-browser/modules
mkdir -p "$modules"
cp tests/report/browser/package.json tests/report/browser/package-lock.json "$modules/"
if ! cmp -s "$modules/package-lock.json" "$modules/installed.json"; then
    (cd "$modules" && npm ci --no-audit --no-fund --silent)
    cp "$modules/package-lock.json" "$modules/installed.json"
fi
cp tests/report/browser/*.mjs "$modules/"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# `--format html` without a path, at a terminal, writes beside the folder and leaves the folder alone.
cp -r fixtures/exempt "$work/王小明"
before=$(find "$work/王小明" | sort | sha256sum)
(cd "$work" && script -qec "'$DOSSIER' check 王小明 --date 2021-09-10 --lang zh --format html" /dev/null >said </dev/null)
grep -q '王小明-report.html' "$work/said"
grep -q '<!doctype html>' "$work/王小明-report.html"
[ "$before" = "$(find "$work/王小明" | sort | sha256sum)" ]
echo 'mine' >"$work/王小明-report.html"
code=0
(cd "$work" && script -qec "'$DOSSIER' check 王小明 --date 2021-09-10 --lang zh --format html" /dev/null >said </dev/null) || code=$?
[ "$code" -eq 2 ] && [ "$(cat "$work/王小明-report.html")" = mine ]
# Off a terminal it goes to stdout, as every format does.
"$DOSSIER" check fixtures/exempt --date 2021-09-10 --format html | grep -q '<!doctype html>'
echo 'html without a path: beside the folder at a terminal, stdout elsewhere'

WORK=$work node "$modules/main.mjs"
