#!/usr/bin/env bash
# A package, judged by programs that know nothing of dossier: unzip, sha256sum, and two BagIt validators.
#   tests/outsiders/run.sh [PROGRAM]
# PROGRAM defaults to target/release/dossier. Installs the validators into a virtual environment of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-target/release/dossier}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME="$work/data"

environment=target/outsiders
if ! [ -x "$environment/bin/bagit_profile.py" ]; then
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet bagit bagit_profile 'setuptools<81'
fi
python="$environment/bin/python"

judge() {
    local folder=$1 out=$2
    shift 2
    printf '\n== %s %s\n' "$folder" "$*"
    "$program" pack "$folder" --no-read -o "$out" --date 2021-09-10 --quiet "$@"
    local zip
    zip=$(find "$out" -name '*.zip')
    unzip -tqq "$zip"
    (cd "$out" && sha256sum --check --strict --quiet ./*.zip.sha256)
    "$python" -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None' "$zip"
    mkdir "$out/unzipped"
    unzip -qq "$zip" -d "$out/unzipped"
    local bag
    bag=$(find "$out/unzipped" -mindepth 1 -maxdepth 1)
    "$python" -m bagit --quiet --validate "$bag"
    (cd "$bag" && sha256sum --check --strict --quiet manifest-sha256.txt tagmanifest-sha256.txt)
    "$environment/bin/bagit_profile.py" --skip serialization --no-logfile --quiet \
        --file profiles/bagit-profile.json urn:dossier:bagit-profile:1 "$bag"
    "$program" verify "$zip" --quiet >/dev/null
    "$program" verify "$bag" --quiet >/dev/null
    echo "all agree"
}

# The profile's digest in bag-info.txt is what anybody can work out with sha256sum.
profile_digest_agrees() {
    local bag=$1
    local said computed
    said=$(sed -n 's/^Checklist-Profile: .* sha256://p' "$bag/bag-info.txt")
    computed=$(cd "$bag/meta/profile" && sha256sum -- * | LC_ALL=C sort | sha256sum | cut -d' ' -f1)
    [ "$said" = "$computed" ]
}

# So is the fingerprint: SHA-256 of the tag manifest without the lines of the form and of bag-info.txt.
fingerprint_agrees() {
    local bag=$1
    local computed
    computed=$(cd "$bag" && grep -v -e '  bag-info.txt$' -e '  review-form.pdf$' tagmanifest-sha256.txt | sha256sum | cut -d' ' -f1)
    [ "dossier-${computed:0:8}" = "$(sed -n 's/^External-Identifier: //p' "$bag/bag-info.txt")" ]
    "$program" verify "$bag" --expect "$computed" --quiet >/dev/null
}

judge fixtures/complete "$work/complete"
profile_digest_agrees "$work"/complete/unzipped/*
fingerprint_agrees "$work"/complete/unzipped/*

# A fault that is accepted with a reason.
cp -r fixtures/complete "$work/accepted"
cp fixtures/rules/D301-low-resolution/bad/身份证正面.jpg "$work/accepted/02-身份证/人像面.jpg"
printf '\n[[waive]]\ncode = "D301"\npart = "id/front"\nreason = "原件如此，单位已核"\n' >>"$work/accepted/applicant.toml"
judge "$work/accepted" "$work/waivers"

cp -r fixtures/complete "$work/lacking"
find "$work/lacking" -name '人像面.jpg' -delete
judge "$work/lacking" "$work/incomplete" --incomplete

rm "$work/lacking/applicant.toml"
judge "$work/lacking" "$work/nameless" --incomplete
