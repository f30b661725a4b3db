#!/usr/bin/env bash
# Packages beyond what zip's own fields hold: 70,000 scans, and one of 4.5 GB. Outside the normal test run: needs 15 GB of
# disk and some minutes.
#   tests/package/scale.sh [PROGRAM]
# PROGRAM defaults to target/release/dossier. Needs unzip and GNU time.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-target/release/dossier}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measured COMMAND…: runs it, and says the time and the peak memory that it took.
measured() {
    /usr/bin/time -f '  %U s user, %S s system, %e s, %M KB at the peak' "$@" >"$work/said" || { cat "$work/said"; return 1; }
}

# Packs FOLDER for a colleague (such files are errors of the check), and has the package judged by everybody.
judge() {
    local folder=$1 out="$work/out" zip
    echo "pack"
    measured "$program" pack "$folder" -o "$out" --incomplete --date 2021-09-10 --lang en --register "$work/register.sqlite"
    cat "$work/said"
    zip=$(find "$out" -name '*.zip')
    echo "verify"
    measured "$program" verify "$zip" --lang en
    unzip -tqq "$zip"
    python3 -c 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).infolist()), "entries, by zipfile")' "$zip"
    (cd "$out" && sha256sum --check --strict --quiet ./*.zip.sha256)
    # The last megabyte is the directory: a bit of it, and one in the middle of the file.
    for at in $(($(stat -c %s "$zip") - 1000)) $(($(stat -c %s "$zip") / 2)); do
        flip "$zip" "$at"
        if "$program" verify "$zip" >"$work/said"; then
            echo "FAILED: a changed byte at $at passed"
            return 1
        fi
        flip "$zip" "$at"
    done
    rm -r "$out"
    echo "all agree"
}

# flip FILE OFFSET: inverts one byte in place.
flip() {
    python3 -c 'import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(int(sys.argv[2])); byte = file.read(1)[0]
    file.seek(int(sys.argv[2])); file.write(bytes([byte ^ 255]))' "$1" "$2"
}

echo "== 70,000 scans"
mkdir "$work/many"
cp fixtures/complete/applicant.toml "$work/many/"
python3 -c 'import sys
for at in range(1, 70001):
    with open(f"{sys.argv[1]}/论文1-正文{at}.jpg", "w") as file: file.write(f"page {at}")' "$work/many"
judge "$work/many"

echo "== scans of 4.5 GB together"
mkdir "$work/large"
cp fixtures/complete/applicant.toml "$work/large/"
for at in 1 2 3 4 5 6 7 8 9; do truncate -s "50000000$at" "$work/large/论文1-正文$at.jpg"; done
printf 'page 10' >"$work/large/论文1-正文10.jpg"
judge "$work/large"
