"""Fixes each file of a folder by itself and compares every result with what poppler, pdfium, Pillow and djpeg show.

A result that differs from its source at a quarter of its size, and a page or frame that nobody mentions, is a silent
difference. Where poppler and pdfium show a page differently, the result may look like either. Run it through fix.sh, which
brings what it needs.
"""

import collections
import io
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

# How far a result may be from its source: levels in the mean over the page, and in the mean over any cell of at least
# 8 x 8 pixels. Both are seen out of focus: two programs put an edge half a pixel apart.
MEAN, CELL, CELLS, FOCUS = 5.0, 48.0, 24, 2.0
# Seconds that a program may take for one file, and bytes of memory.
SECONDS, MEMORY = 300, 4 << 30
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"}
Image.MAX_IMAGE_PIXELS = None


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(*arguments):
    """Runs a program; its exit code and what it wrote to stdout, or None where it took too long."""
    try:
        done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS, preexec_fn=limited)
    except subprocess.TimeoutExpired:
        return None, b""
    return done.returncode, done.stdout


def on_white(picture):
    """The picture as a viewer shows it: upright, on white paper, in colour."""
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        if picture.getchannel("A").getextrema() == (0, 0):
            return picture.convert("RGB")
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, picture).convert("RGB")
    if picture.mode in ("I;16", "I;16B", "I;16L", "I"):
        return picture.point(lambda level: level / 256).convert("L").convert("RGB")
    return picture.convert("RGB")


def result(path):
    """A result at a quarter of its size, as djpeg decodes it."""
    code, pixels = run("djpeg", "-scale", "1/4", "-ppm", str(path))
    return Image.open(io.BytesIO(pixels)).convert("RGB") if code == 0 else None


def apart(one, other):
    """The mean difference of two pictures, and the largest mean of any cell, levels of the channel that differs most."""
    other = other.resize(one.size, Image.BOX)
    one, other = (picture.filter(ImageFilter.GaussianBlur(FOCUS)) for picture in (one, other))
    difference = ImageChops.difference(one, other)
    bands = [difference.getchannel(band) for band in "RGB"]
    mean = max(ImageStat.Stat(band).mean[0] for band in bands)
    # What is left of a cell when both are seen from afar: a moved edge vanishes, a missing word does not.
    grid = tuple(min(CELLS, max(1, side // 8)) for side in one.size)
    cells = ImageChops.difference(one.resize(grid, Image.BOX), other.resize(grid, Image.BOX))
    return mean, max(high for _, high in cells.getextrema())


def fixed(program, source):
    """What `fix` says of a folder with this one file, and the new folder; None where it does not end well."""
    work = pathlib.Path(tempfile.mkdtemp(prefix="fix-", dir=os.environ.get("TMPDIR")))
    (work / "old").mkdir()
    shutil.copy(source, work / "old" / source.name)
    code, said = run(program, "fix", str(work / "old"), "-o", str(work / "new"), "--keep-names", "--format", "json",
                     "--date", "2021-09-10")
    return work, (json.loads(said) if code == 0 else None), code


def differs(made, shown):
    if made is None or shown is None:
        return "the result does not decode" if made is None else None
    (wide, high), (width, height) = made.size, shown.size
    if abs((wide / high) / (width / height) - 1) > 0.01 + 1.5 / min(wide, high, width, height):
        return f"proportions {wide}x{high}, shown {width}x{height}"
    mean, cell = apart(made, shown)
    return f"mean {mean:.1f}, cell {cell:.0f}" if mean > MEAN or cell > CELL else None


def pdf_page(source, number, size, work):
    """A page as poppler draws it, at this size or, where that is small, finer: it leaves pixels of pictures out."""
    finer = 4 if max(size) < 500 else 1
    size = tuple(finer * side for side in size)
    picture = drawn_page(source, number, size, work)
    # Of a page that is shown turned, some versions of poppler take the sides the other way round.
    if picture and picture.size != size and picture.size == size[::-1]:
        picture = drawn_page(source, number, size[::-1], work)
    return picture


def drawn_page(source, number, size, work):
    target = work / "page"
    code, _ = run("pdftoppm", "-f", str(number), "-l", str(number), "-singlefile", "-cropbox", "-scale-to-x", str(size[0]),
                  "-scale-to-y", str(size[1]), str(source), str(target))
    drawn = work / "page.ppm"
    if code != 0 or not drawn.exists():
        return None
    picture = Image.open(drawn).convert("RGB")
    drawn.unlink()
    return picture


# In a process of its own: a fuzzed file may end it.
PDFIUM = """
import sys, pypdfium2
source, number, wide, target = sys.argv[1:]
document = pypdfium2.PdfDocument(source)
document.init_forms()
page = document[int(number) - 1]
page.render(scale=int(wide) / page.get_width(), may_draw_forms=True).to_pil().convert("RGB").save(target)
"""


def pdfium_page(source, number, size, work):
    """A page as pdfium draws it, which is at least this wide."""
    target = work / "pdfium.ppm"
    code, _ = run(sys.executable, "-c", PDFIUM, str(source), str(number), str(max(size[0], 1000)), str(target))
    return Image.open(target).convert("RGB") if code == 0 else None


def judge_pdf(source, work, said):
    """Refusals and silent differences of a PDF, and whether all that poppler draws was converted."""
    code, info = run("pdfinfo", str(source))
    pages = re.search(rb"^Pages:\s+(\d+)", info, re.M)
    if code != 0 or not pages or pdf_page(source, 1, (50, 50), work) is None:
        return "poppler draws nothing", [], []
    count = int(pages[1])
    refused, silent, seen = [], [], set()
    for file in said["files"]:
        step = next((step["text"]["en"] for step in file["steps"] if step["id"] == "page"), None)
        if file["obstacle"]:
            why = file["obstacle"]["en"]
            named = re.match(r"page (\d+) of \d+: ", why)
            seen.update([int(named[1])] if named else range(1, count + 1))
            refused.append(re.sub(r"^page \d+ of \d+: ", "", why))
        elif step:
            number = int(re.match(r"page (\d+)", step)[1])
            seen.add(number)
            made = result(work / "new" / file["to"])
            shown = made and pdf_page(source, number, made.size, work)
            # Poppler fits a page into any size: its own proportions are those of its drawing.
            sizes = run("pdfinfo", "-f", str(number), "-l", str(number), str(source))[1]
            size = re.search(rb"size:\s+([\d.]+) x ([\d.]+)", sizes)
            turned = re.search(rb"rot:\s+(\d+)", sizes)
            why = differs(made, shown)
            if size and made:
                wide, high = float(size[1]), float(size[2])
                wide, high = (high, wide) if turned and int(turned[1]) % 180 else (wide, high)
                if high > 8 and wide > 8 and \
                        abs(made.width / made.height / (wide / high) - 1) > 0.02 + 1.5 / min(made.size):
                    why = why or f"proportions of page {number}"
            other = pdfium_page(source, number, made.size, work) if why and made else None
            if why and (other is None or differs(made, other)):
                silent.append(f"page {number}: {why}")
    for row in said["left_out"]:
        named = re.match(r"pages? ([\d, ]+) of \d+ left out", row["why"]["en"])
        for number in map(int, named[1].split(", ")) if named else []:
            seen.add(number)
            shown = pdf_page(source, number, (400, 400), work)
            if shown and ImageStat.Stat(shown.convert("L")).extrema[0][0] < 230:
                silent.append(f"page {number}: called empty")
    if set(refused) == {"the page is blank"}:
        shown = [pdf_page(source, number, (400, 400), work) for number in range(1, count + 1)]
        if all(ImageStat.Stat(page.convert("L")).extrema[0][0] > 250 for page in shown if page):
            return "blank for both", [], silent
        silent.append("called blank")
    silent += [f"page {number}: not mentioned" for number in range(1, count + 1) if number not in seen]
    return "refused" if refused else "converted", refused, silent


def judge_picture(source, work, said):
    """The same for a picture."""
    try:
        picture = Image.open(source)
        frames = getattr(picture, "n_frames", 1)
        shown = [on_white(picture)]
        for frame in range(1, frames if source.suffix.lower() in (".tif", ".tiff") else 1):
            picture.seek(frame)
            shown.append(on_white(picture.copy()))
    except Exception:  # noqa: BLE001 - Pillow's own limits are no fault of the file's
        return "Pillow draws nothing", [], []
    refused, silent, made = [], [], 0
    for file in said["files"]:
        if file["obstacle"]:
            refused.append(file["obstacle"]["en"])
            continue
        path = work / "new" / file["to"]
        if not file["steps"] and path.read_bytes() == source.read_bytes():
            return "as it is", [], []
        step = next((step["text"]["en"] for step in file["steps"] if step["id"] == "page"), "page 1")
        number = int(re.match(r"page (\d+)", step)[1])
        original = shown[number - 1] if number <= len(shown) else None
        made += 1
        picture = result(path)
        why = differs(picture, original and original.resize(picture.size if picture else (1, 1), Image.BOX))
        if original and picture and abs(picture.width / picture.height / (original.width / original.height) - 1) > 0.2:
            why = why or f"proportions {picture.size}, shown {original.size}"
        if why:
            silent.append(f"page {number}: {why}")
    if not refused and frames > 1 and made < frames and not said["left_out"]:
        silent.append(f"{frames} frames, {made} made")
    return "refused" if refused else "converted", refused, silent


def main():
    folder, program = map(pathlib.Path, sys.argv[1:])
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    files = [path for path in files if path.suffix.lower() in PICTURES | {".pdf"}]
    counts, reasons, silent = collections.defaultdict(collections.Counter), collections.Counter(), []
    for path in files:
        kind = "PDF" if path.suffix.lower() == ".pdf" else "picture"
        work, said, code = fixed(program, path)
        if said is None:
            counts[kind]["did not end well"] += 1
            silent.append((path, f"exit code {code}"))
        else:
            outcome, refused, differences = (judge_pdf if kind == "PDF" else judge_picture)(path, work, said)
            counts[kind][outcome] += 1
            reasons.update((kind, why) for why in set(refused))
            silent += [(path, why) for why in differences]
            if os.environ.get("VERBOSE"):
                print(f"{outcome:12} {path.relative_to(folder)} {' / '.join(refused + differences)}", flush=True)
        shutil.rmtree(work)
    for kind, outcomes in counts.items():
        print(f"\n{kind}s")
        for outcome, count in outcomes.most_common():
            print(f"{count:7}  {outcome}")
        drawn = outcomes["converted"] + outcomes["refused"]
        if drawn:
            print(f"         {100 * outcomes['converted'] / drawn:.1f} % of what can be compared is converted")
    print("\nReasons, by files")
    for (kind, why), count in reasons.most_common():
        print(f"{count:7}  {kind}: {why}")
    print(f"\nSilent differences: {len(silent)}")
    for path, why in silent:
        print(f"         {path.relative_to(folder)}: {why}")
    return 1 if silent else 0


sys.exit(main())
