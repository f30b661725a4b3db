"""Fixes each file of a folder by itself and compares every result with what poppler, pdfium, Pillow and djpeg show.

A result that differs from its source at a quarter of its size, and a page or frame that nobody mentions, is a silent
difference. Where poppler and pdfium show a page differently, the result may look like either: pdfium, which draws all pages of
a file in one process, is asked first, poppler where it disagrees. Each file is said as soon as it is judged. Run it through
fix.sh, which brings what it needs.
"""

import argparse
import collections
import concurrent.futures
import io
import json
import os
import pathlib
import re
import resource
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

# How far a result may be from its source: levels in the mean over the page, and in the mean over any cell of at least
# 8 x 8 pixels. Both are seen out of focus: two programs put an edge half a pixel apart.
MEAN, CELL, CELLS, FOCUS = 5.0, 48.0, 24, 2.0
# The longer side of a result that is compared at its own size: nothing is left of it at a quarter.
SMALL = 800
# Seconds that a program may take for one file (dossier) or one page (the others), and bytes of memory; seconds of CPU from
# which on dossier is called slow; seconds that comparing one file may take, its further pages are counted as not compared.
SECONDS, PAGE, MEMORY, SLOW, JUDGING = 300, 30, 4 << 30, 10, 120
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"}
Image.MAX_IMAGE_PIXELS = None


def limited(arguments):
    """A program that may take this much memory; no preexec_fn, which may stop for good where there are threads."""
    return ["sh", "-c", f'ulimit -v {MEMORY >> 10}; exec "$@"', "sh", *arguments]


def run(*arguments, seconds=PAGE):
    """Runs a program; its exit code and what it wrote to stdout, or None where it took too long."""
    code, said, _ = measured(*arguments, seconds=seconds)
    return code, said


def measured(*arguments, seconds):
    """The same, and what it took: seconds of CPU, and the most memory, MB, which is never less than this script has itself."""
    with tempfile.TemporaryFile() as output:
        program = subprocess.Popen(limited(arguments), stdout=output, stderr=subprocess.DEVNULL)
        late = threading.Event()
        timer = threading.Timer(seconds, lambda: (late.set(), program.kill()))
        timer.start()
        _, status, used = os.wait4(program.pid, 0)
        timer.cancel()
        program.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        taken = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        return (None, b"", taken) if late.is_set() else (program.returncode, output.read(), taken)


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
    """A result at a quarter of its size, a small one at its own, as djpeg decodes it."""
    try:
        with Image.open(path) as picture:
            scale = "1/4" if max(picture.size) > SMALL else "1/1"
    except OSError:
        return None
    code, pixels = run("djpeg", "-scale", scale, "-ppm", str(path))
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


def fixed(program, source, threads):
    """What `fix` says of a folder with this one file, the new folder, the exit code, and what it took."""
    work = pathlib.Path(tempfile.mkdtemp(prefix="fix-", dir=os.environ.get("TMPDIR")))
    (work / "old").mkdir()
    # Under a name of our own: what looks like an ID number in a name is masked in what is said.
    shutil.copy(source, work / "old" / f"source{source.suffix}")
    code, said, taken = measured(program, "fix", str(work / "old"), "-o", str(work / "new"), "--keep-names", "--format", "json",
                                 "--date", "2021-09-10", *threads, seconds=SECONDS)
    return work, (json.loads(said) if code == 0 else None), code, taken


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


# In a process of its own, one for each file: a fuzzed one may end it.
PDFIUM = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
document.init_forms()
for line in sys.stdin:
    number, wide, target = line.split(" ", 2)
    try:
        page = document[int(number) - 1]
        page.render(scale=int(wide) / page.get_width(), may_draw_forms=True).to_pil().convert("RGB").save(target.strip())
        print("drawn", flush=True)
    except Exception:
        print("not drawn", flush=True)
"""


class Pdfium:
    """A file as pdfium draws it."""

    def __init__(self, source, work):
        self.source, self.target, self.program = source, work / "pdfium.ppm", None

    def page(self, number, size):
        """A page, at least this wide."""
        if self.program is None:
            self.program = subprocess.Popen(limited((sys.executable, "-c", PDFIUM, str(self.source))), stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = ""
        try:
            print(number, max(size[0], 1000), self.target, file=self.program.stdin, flush=True)
            if select.select([self.program.stdout], [], [], PAGE)[0]:
                said = self.program.stdout.readline()
        except BrokenPipeError:
            pass
        if not said:
            self.close()
        return Image.open(self.target).convert("RGB") if said == "drawn\n" else None

    def close(self):
        if self.program:
            self.program.kill()
            self.program.communicate()
            self.program = None


def proportions(source, number, made):
    """Poppler fits a page into any size: its own proportions are those of its drawing."""
    sizes = run("pdfinfo", "-f", str(number), "-l", str(number), str(source))[1]
    size = re.search(rb"size:\s+([\d.]+) x ([\d.]+)", sizes)
    turned = re.search(rb"rot:\s+(\d+)", sizes)
    if size:
        wide, high = float(size[1]), float(size[2])
        wide, high = (high, wide) if turned and int(turned[1]) % 180 else (wide, high)
        if high > 8 and wide > 8 and abs(made.width / made.height / (wide / high) - 1) > 0.02 + 1.5 / min(made.size):
            return f"proportions of page {number}"
    return None


def compare_page(source, number, made, pdfium, work, keep):
    """Why a result is neither what pdfium shows nor what poppler shows, and whether it could be compared at all."""
    if made is None:
        return "the result does not decode", True
    other = pdfium.page(number, made.size)
    if other and not differs(made, other):
        return None, True
    # A hair line is as wide as a pixel of the drawing: as fine as the result is, it is as light.
    finer = other and pdfium.page(number, (4 * made.width, 4 * made.height))
    if finer and not differs(made, finer):
        return None, True
    shown = pdf_page(source, number, made.size, work)
    why = differs(made, shown) or proportions(source, number, made)
    if why and keep:
        beside([made, shown, other], keep / f"{source.name}-{number}.png")
    return why, bool(shown or other)


def beside(pictures, target):
    """Pictures side by side, to be looked at."""
    high = 800
    pictures = [picture.resize((max(1, picture.width * high // picture.height), high)) for picture in pictures if picture]
    sheet = Image.new("RGB", (sum(picture.width + 8 for picture in pictures), high), "red")
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width + 8
    sheet.save(target)


def judge_pdf(source, work, said, keep):
    """Refusals and silent differences of a PDF, whether all that poppler draws was converted, and what was not compared."""
    code, info = run("pdfinfo", str(source))
    pages = re.search(rb"^Pages:\s+(\d+)", info, re.M)
    if code != 0 or not pages or pdf_page(source, 1, (50, 50), work) is None:
        return "poppler draws nothing", [], [], []
    count = int(pages[1])
    refused, silent, seen, open_ = [], [], set(), []
    pdfium, until = Pdfium(source, work), time.monotonic() + JUDGING
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
            if time.monotonic() > until:
                open_.append(f"page {number}: no time")
                continue
            why, compared = compare_page(source, number, result(work / "new" / file["to"]), pdfium, work, keep)
            if why:
                silent.append(f"page {number}: {why}")
            elif not compared:
                open_.append(f"page {number}: neither poppler nor pdfium draws it")
    pdfium.close()
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
            return "blank for both", [], silent, open_
        silent.append("called blank")
    silent += [f"page {number}: not mentioned" for number in range(1, count + 1) if number not in seen]
    return "refused" if refused else "converted", refused, silent, open_


def judge_picture(source, work, said, keep):
    """The same for a picture."""
    try:
        picture = Image.open(source)
        frames = getattr(picture, "n_frames", 1)
        shown = [on_white(picture)]
        for frame in range(1, frames if source.suffix.lower() in (".tif", ".tiff") else 1):
            picture.seek(frame)
            shown.append(on_white(picture.copy()))
    except Exception:  # noqa: BLE001 - Pillow's own limits are no fault of the file's
        return "Pillow draws nothing", [], [], []
    refused, silent, made = [], [], 0
    for file in said["files"]:
        if file["obstacle"]:
            refused.append(file["obstacle"]["en"])
            continue
        path = work / "new" / file["to"]
        if not file["steps"] and path.read_bytes() == source.read_bytes():
            return "as it is", [], [], []
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
            if keep:
                beside([picture, original], keep / f"{source.name}-{number}.png")
    if not refused and frames > 1 and made < frames and not said["left_out"]:
        silent.append(f"{frames} frames, {made} made")
    return "refused" if refused else "converted", refused, silent, []


def judged(path, program, threads, keep):
    """One file: its outcome, why it was refused, silent differences, what was not compared, what `fix` took."""
    work, said, code, (seconds, memory) = fixed(program, path, threads)
    try:
        if said is None:
            return "did not end well", [], [f"exit code {code}"], [], seconds, memory
        judge = judge_pdf if path.suffix.lower() == ".pdf" else judge_picture
        try:
            return *judge(path, work, said, keep), seconds, memory
        except Exception as fault:  # noqa: BLE001 - a file that breaks the judge is said, and the others are judged
            return "judge failed", [], [], [repr(fault)], seconds, memory
    finally:
        shutil.rmtree(work)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("--jobs", type=int, default=1, help="files judged at once")
    arguments.add_argument("--keep", type=pathlib.Path, help="where to put what differs: the result, poppler's page, pdfium's")
    arguments = arguments.parse_args()
    # Pillow, too, is given files that ask for any amount of memory.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in arguments.folder.rglob("*") if path.is_file() and not path.is_symlink())
    files = [path for path in files if path.suffix.lower() in PICTURES | {".pdf"}]
    threads = ["--jobs", "1"] if arguments.jobs > 1 else []
    counts, reasons = collections.defaultdict(collections.Counter), collections.Counter()
    silent, not_compared, slow, most = [], [], [], (0, None)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        waiting = {pool.submit(judged, path, arguments.program, threads, arguments.keep): path for path in files}
        for done in concurrent.futures.as_completed(waiting):
            name = waiting[done].relative_to(arguments.folder)
            kind = "PDF" if name.suffix.lower() == ".pdf" else "picture"
            outcome, refused, differences, left, seconds, memory = done.result()
            counts[kind][outcome] += 1
            reasons.update((kind, why) for why in set(refused))
            silent += [(name, why) for why in differences]
            not_compared += [(name, why) for why in left]
            slow += [(name, seconds)] if seconds > SLOW else []
            most = max(most, (memory, str(name)), key=lambda one: one[0])
            notes = " / ".join(sorted(set(refused)) + [f"SILENT {why}" for why in differences] + left[:3])
            print(f"{outcome:22}{seconds:6.1f} s {memory:5.0f} MB  {name}  {notes}", flush=True)
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
    for title, rows in (("Not compared", not_compared), (f"More than {SLOW} s of CPU", slow), ("Silent differences", silent)):
        print(f"\n{title}: {len(rows)}")
        for name, what in rows:
            print(f"         {name}: {what if isinstance(what, str) else f'{what:.1f} s'}")
    print(f"\nMost memory: {most[0]:.0f} MB, {most[1]}\nJudged: {sum(sum(of.values()) for of in counts.values())} of {len(files)} files")
    return 1 if silent else 0


sys.exit(main())
