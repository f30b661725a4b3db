#!/usr/bin/env bash
# What `fix` makes of any folder of files, judged by programs that know nothing of dossier: poppler, pdfium, Pillow, djpeg.
#   tests/outsiders/fix.sh FOLDER [PROGRAM [--jobs N] [--keep FOLDER]]
# PROGRAM defaults to target/release/dossier. Each file is printed as it is judged; --keep lays what differs beside what the
# others draw. Installs Pillow and pypdfium2 into a virtual environment of its own. The exit code is 1 if any result shows
# something else than its source and nothing says so.
set -euo pipefail
folder=$(realpath "$1")
program=$(realpath "${2:-$(dirname "$0")/../../target/release/dossier}")
cd "$(dirname "$0")/../.."

for tool in pdfinfo pdftoppm djpeg; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install poppler-utils libjpeg-turbo-progs" >&2; exit 2; }
done
environment=target/outsiders
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
"$environment/bin/python" -c 'import PIL, pypdfium2' 2>/dev/null || "$environment/bin/pip" install --quiet pillow pypdfium2
exec "$environment/bin/python" tests/outsiders/fix.py "$folder" "$program" "${@:3}"
