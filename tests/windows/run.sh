#!/usr/bin/env bash
# dossier.exe: built on Linux, run under Wine, held against the Linux program.
#   tests/windows/run.sh
# For Debian, as root: installs Rust for the second target, mingw, Wine and what the browser test takes. Everything it makes
# is below target/windows (or $CARGO_TARGET_DIR/windows); the program is dossier.exe there. An hour on two cores;
# `.ci/run` runs it where DOSSIER_WINDOWS=1. DOSSIER_WINDOWS_TESTS=0 leaves out the tests that are built for Windows.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=x86_64-pc-windows-gnu
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
mkdir -p "$CARGO_TARGET_DIR"
CARGO_TARGET_DIR=$(realpath "$CARGO_TARGET_DIR")
made=$CARGO_TARGET_DIR/windows
step() { printf '\n== %s\n' "$*"; }

step "what building and running takes"
packages=(rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64 wine wine64 unzip chromium)
if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq "${packages[@]}" >/dev/null
fi
command -v npm >/dev/null || apt-get install -y -qq nodejs npm >/dev/null

# Debian's Rust brings the source of the standard library, from which the one for Windows is built.
cargo_for_windows() {
    local command=$1
    shift
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc \
        CARGO_INCREMENTAL=0 /usr/bin/cargo "$command" --release --locked -Zbuild-std --target "$target" \
        --target-dir "$made" "$@"
}

step "build"
# The linker for Windows keeps every function whose stack can be unwound, used or not: what nobody calls must go before it.
CARGO_PROFILE_RELEASE_LTO=thin cargo_for_windows build
cargo build --release --locked --bins --example draw-evening
# Without the compiler's table of symbols, which Windows has no use for.
x86_64-w64-mingw32-strip -o "$made/dossier.exe" "$made/$target/release/dossier.exe"

step "what Wine lacks, and a program that holds files"
for folder in "$made" "$made/$target/release" "$made/$target/release/deps"; do
    mkdir -p "$folder"
    x86_64-w64-mingw32-gcc -shared -O2 -o "$folder/bcryptprimitives.dll" tests/windows/process_prng.c -ladvapi32
done
x86_64-w64-mingw32-gcc -O2 -municode -o "$made/hold.exe" tests/windows/hold.c

export WINEPREFIX=$made/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" LC_ALL=C.UTF-8
wineboot --init >/dev/null 2>&1
# Kept between the many short runs; ended with them.
wineserver --persistent || true
trap 'wineserver --kill || true' EXIT
export DRAW=$CARGO_TARGET_DIR/release/examples/draw-evening

step "acceptance"
tests/windows/accept.sh "$made/dossier.exe" "$CARGO_TARGET_DIR/release/dossier" "$made/hold.exe"

step "the desk in a browser"
DOSSIER_EXE=$made/dossier.exe DOSSIER=$PWD/tests/windows/dossier tests/desk/browser/run.sh

if [ "${DOSSIER_WINDOWS_TESTS:-1}" = 1 ]; then
    step "the library's own tests, the path-name table, hostile zips and bad input, as Windows programs"
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine INSTA_WORKSPACE_ROOT=$PWD INSTA_UPDATE=no
    cargo_for_windows test --lib
    cargo_for_windows test --test all -- profiles::names::
    cargo_for_windows test --test all -- package::hostile::
    cargo_for_windows test --test all -- check::bad_input::
fi
printf '\nall agree\n'
