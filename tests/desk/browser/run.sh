#!/usr/bin/env bash
# Evenings at the desk, in headless Chromium: how soon it answers; from 35 pictures as they came to a packed dossier, by
# mouse and again by keyboard alone; files added from elsewhere; HR’s, who opens everybody’s page; a page of a thousand
# people, and a heap of three hundred pictures. Needs a release build (or DOSSIER=…, and DRAW=… for the pictures), node, npm and Debian’s chromium.
#   tests/desk/browser/run.sh        screenshots go to target/desk-browser/; half-1280-light and roster-1280-light are the
# README's pictures (tests/pictures/desk.png, desk-staff.png), taken with a Chinese font and cut at the foot
set -euo pipefail
cd "$(dirname "$0")/../../.."

export DOSSIER=${DOSSIER:-$PWD/target/release/dossier}
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
export SHOTS=$PWD/target/desk-browser FIXTURES=$PWD/fixtures
modules=$SHOTS/modules
mkdir -p "$modules"
cp tests/report/browser/package.json tests/report/browser/package-lock.json "$modules/"
if ! cmp -s "$modules/package-lock.json" "$modules/installed.json"; then
    (cd "$modules" && npm ci --no-audit --no-fund --silent)
    cp "$modules/package-lock.json" "$modules/installed.json"
fi
cp tests/desk/browser/*.mjs "$modules/"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
draw() { if [ -n "${DRAW:-}" ]; then "$DRAW" "$@"; else cargo run --release --quiet --example draw-evening -- "$@"; fi; }
for way in mouse keyboard; do
    draw "$work/$way/王小明" >"$work/$way.json"
done
WORK=$work node "$modules/main.mjs"
