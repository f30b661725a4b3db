#!/usr/bin/env python3
"""Measures what `dossier` concludes from reading real pictures: prints a table, and every wrong verdict.

    tests/reading/public.py --pictures DIR --table tests/reading/public.tsv --program dossier --fixture fixtures/complete --work DIR
        [--truth truth.tsv] [--claims 600] [--seed 1] [--only a,b,p,c,d,e]

The table has a row for each picture, tab-separated under a heading: `path` (a JPEG in DIR), `kind` (id-front, id-back, paper-body,
other …), `turn` (degrees clockwise that it was turned by: 0, 90, 180, 270; `-` for lying askew or with writing both ways), `set`
(printed apart; a picture of the set `variant` only counts in b and is a copy of another), `right` (the place it belongs to:
id/front, id/back, paper/body; with + as a further page behind the fixture's own: paper/body+, summary/summary+; `-` for none),
`note`. The truth has a picture's path and `name`, `number` of the card, or `title=…`, `journal=…` of a paper. It holds what
people's cards say: keep it, and the pictures, out of the repository. What the program prints of them it masks; this prints no
number and no name either.

  a  inspect --deep: which way up each picture is said to be
  b  check with the picture in its right place: every finding of D7xx on it
  p  the same cards and papers beside the fixture's applicant: whether it is told that they are another's
  c  check with the picture in a wrong place, drawn by the seed: whether that is told
  d  check with each of the four turns of each picture with text (needs jpegtran)
  e  sort --dry-run on folders of IMG_0001.jpg …: sure and right, sure and wrong, unknown

Only the standard library; one process at a time, with nice.
"""
import argparse
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time

PLACES = {
    "photo/photo": "01-照片/照片.jpg",
    "id/front": "02-身份证/人像面.jpg",
    "id/back": "02-身份证/国徽面.jpg",
    "education/diploma": "03-学历学位/毕业证书.jpg",
    "education/degree": "03-学历学位/学位证书.jpg",
    "assessment/form-front": "04-年度考核/2020年度考核登记表-正面.jpg",
    "assessment/form-back": "04-年度考核/2020年度考核登记表-反面.jpg",
    "assessment/grading": "04-年度考核/2020年度考核定等文件.jpg",
    "posts/teacher": "05-任职材料/教师资格证.jpg",
    "posts/title": "05-任职材料/助理讲师资格证书.jpg",
    "posts/approval": "05-任职材料/资格批准文件.jpg",
    "posts/appointment": "05-任职材料/聘书.jpg",
    "paper/cover": "06-论文/论文1-封面.jpg",
    "paper/contents": "06-论文/论文1-目录.jpg",
    "paper/body": "06-论文/论文1-正文.jpg",
    "paper/back": "06-论文/论文1-封底.jpg",
    "summary/summary": "07-业务工作总结.jpg",
    "ce/specialty": "08-继续教育/2021年专业科目证书.jpg",
    "ce/public": "08-继续教育/2020年公需科目证书.jpg",
}
# A further page of a document of several.
NEXT = {"paper/body+": "06-论文/论文1-正文2.jpg", "summary/summary+": "07-业务工作总结2.jpg"}
FIRST = {"summary/summary+": ("07-业务工作总结.jpg", "07-业务工作总结1.jpg"), "paper/body+": ("06-论文/论文1-正文.jpg", "06-论文/论文1-正文1.jpg")}
LABELS = {"portrait side": "id/front", "emblem side": "id/back", "text": "paper/body", "Paper: text": "paper/body"}
TURNS = {"upright": 0, "quarter-right": 270, "half": 180, "quarter-left": 90}
DATE = "2021-09-10"


class Program:
    def __init__(self, path, work):
        self.path, self.calls, self.seconds = path, 0, 0.0
        self.env = dict(os.environ, LC_ALL="C.UTF-8")
        for name in ("CACHE", "DATA", "CONFIG", "STATE"):
            self.env[f"XDG_{name}_HOME"] = os.path.join(work, "home", name.lower())
        self.env["HOME"] = os.path.join(work, "home")
        os.makedirs(self.env["HOME"], exist_ok=True)

    def json(self, *arguments, codes=(0, 1)):
        began = time.time()
        command = ["nice", self.path, *arguments, "--format", "json", "--lang", "en", "--jobs", "1"]
        done = subprocess.run(command, capture_output=True, env=self.env, timeout=600)
        self.calls, self.seconds = self.calls + 1, self.seconds + time.time() - began
        if done.returncode not in codes:
            print(f"!! exit {done.returncode}: {' '.join(arguments)[:200]}\n   {done.stderr.decode()[:400]}")
        try:
            return json.loads(done.stdout)
        except ValueError:
            print(f"!! no JSON: {' '.join(arguments)[:200]}\n   {done.stderr.decode()[:400]}")
            return {}


class Dossier:
    """A copy of the fixture in which one file at a time is replaced."""

    def __init__(self, fixture, folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(fixture, folder)
        self.fixture, self.folder, self.undo = fixture, folder, []
        self.toml = open(os.path.join(fixture, "applicant.toml"), encoding="utf-8").read()

    def path(self, name):
        return os.path.join(self.folder, name)

    def put(self, picture, name):
        if os.path.exists(self.path(name)):
            os.unlink(self.path(name))
        shutil.copyfile(picture, self.path(name))
        self.undo.append(name)

    def rename(self, old, new):
        os.rename(self.path(old), self.path(new))
        self.undo += [old, new]

    def declare(self, said):
        with open(self.path("applicant.toml"), "w", encoding="utf-8") as file:
            file.write(declared(self.toml, said))
        self.undo.append("applicant.toml")

    def restore(self):
        for name in self.undo:
            source = os.path.join(self.fixture, name)
            if os.path.exists(self.path(name)):
                os.unlink(self.path(name))
            if os.path.exists(source):
                shutil.copyfile(source, self.path(name))
        self.undo = []


def declared(toml, said):
    """The applicant's data with what a picture says."""

    def put(key, value, text):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        return re.sub(rf'(?m)^{key} = ".*"$', lambda _: f'{key} = "{quoted}"', text, count=1)

    if "number" in said:
        number = said["number"]
        toml = put("name", said["name"], toml)
        toml = put("id_number", number, toml)
        toml = put("birth_date", f"{number[6:10]}-{number[10:12]}-{number[12:14]}", toml)
        toml = put("sex", "男" if int(number[16]) % 2 else "女", toml)
    if "title" in said:
        head, papers = toml.split("[[papers]]", 1)
        papers = put("title", said["title"], papers)
        if said.get("journal"):
            papers = put("journal", said["journal"], papers)
        toml = head + "[[papers]]" + papers
    return toml


def read_table(path):
    lines = open(path, encoding="utf-8").read().splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[1:] if line]


def read_truth(path):
    truth = {}
    for line in open(path, encoding="utf-8").read().splitlines() if path else []:
        picture, *fields = line.split("\t")
        pairs = dict(field.split("=", 1) for field in fields if "=" in field)
        truth[picture] = pairs or {"name": fields[0], "number": fields[1]}
    return truth


def of(truth, row):
    """What is known of a picture, or of the one that it is a variant of."""
    return truth.get(re.sub(r"~\w+\.jpg$", ".jpg", row["path"]), {})


def d7(report, name):
    """The findings of D7xx about one file."""
    about = lambda one: one["path"] == name or name in one.get("others", [])
    return [one for one in report.get("findings", []) if one["code"].startswith("D7") and about(one)]


def said(one):
    text = re.sub(r"“[^”]*\.jpg”", "“…”", one["message"]["en"])
    # The table is kept: no name of a person in it.
    if one["code"] in ("D706", "D707", "D708"):
        text = re.sub(r"“[^”]*”", "“…”", text)
    return f'{one["severity"]:7} {one["code"]} {one["name"]}: {text[:150]}'


def percent(count, of_all):
    return f"{count} of {of_all}" + (f" ({100 * count / of_all:.1f} %)" if of_all else "")


def heading(text):
    print(f"\n## {text}\n", flush=True)


def part_a(program, rows, folder):
    """Which way up each picture is said to be; the pictures that have text."""
    heading("a. inspect --deep: way up as given")
    counts, with_text, wrong = collections.Counter(), set(), []
    for start in range(0, len(rows), 20):
        some = rows[start : start + 20]
        report = program.json("inspect", "--deep", *[os.path.join(folder, row["path"]) for row in some])
        for row, file in zip(some, report.get("files", [])):
            reading = file.get("reading") or {"turn": "none", "sure": False, "lines": []}
            clear = [line for line in reading["lines"] if line.get("confidence", 0) >= 80 and len(line["text"]) >= 3]
            if len(clear) >= 3:
                with_text.add(row["path"])
            if row["turn"] == "-":
                counts[row["set"], "not judged: lies askew or both ways"] += 1
                continue
            turn = TURNS.get(reading["turn"])
            state = "not read" if turn is None else "right" if turn == int(row["turn"]) else "wrong"
            if state == "wrong" and reading["sure"]:
                wrong.append(f'{row["path"]}: surely {reading["turn"]}, is turned by {row["turn"]}')
            sure = "sure" if reading["sure"] else "unsure"
            counts[row["set"], state if state == "not read" else f"{state}, {sure}"] += 1
    for key, count in sorted(counts.items()):
        print(f"| {key[0]} | {key[1]} | {count} |")
    print(f"| all | with text (3 lines and more at 80 %) | {len(with_text)} |")
    listed("surely wrong way up", wrong)
    return with_text


def listed(what, lines):
    print(f"\n{what}: {len(lines)}")
    for line in lines:
        print(f"  {line}")


def laid(dossier, picture, place, told):
    """Lays a picture in a place; the name it has there."""
    if place in NEXT:
        dossier.rename(*FIRST[place])
        dossier.put(picture, NEXT[place])
    else:
        dossier.put(picture, PLACES[place])
    dossier.declare(told)
    return NEXT.get(place) or PLACES[place]


def part_b(program, rows, folder, dossier, truth):
    heading("b. check: the right document in its place")
    tables, accused = collections.defaultdict(collections.Counter), []
    for row in rows:
        if row["right"] == "-":
            continue
        told = of(truth, row)
        name = laid(dossier, os.path.join(folder, row["path"]), row["right"], told)
        found = d7(program.json("check", dossier.folder, "--date", DATE), name)
        dossier.restore()
        if row["turn"] not in ("0", "-"):
            found = [one for one in found if one["code"] != "D701"]  # it is turned
        counts = tables[row["right"], row["set"] == "variant"]
        counts["all"] += 1
        for level in ("error", "warning", "info"):
            counts[level] += any(one["severity"] == level for one in found)
        for one in found:
            counts[f'{one["severity"]} {one["code"]}'] += 1
            accused.append(f'{one["severity"]:7} {row["path"]} at {row["right"]}: {said(one)}')
    print("| place | set | pictures | with an error | with a warning | with a note | findings |\n|---|---|---|---|---|---|---|")
    total = collections.Counter()
    for (place, variant), counts in sorted(tables.items()):
        total.update({key: counts[key] for key in ("all", "error", "warning", "info")})
        codes = ", ".join(f"{key} × {value}" for key, value in sorted(counts.items()) if " D" in key)
        kind = "variants" if variant else "as found"
        print(f'| {place} | {kind} | {counts["all"]} | {counts["error"]} | {counts["warning"]} | {counts["info"]} | {codes} |')
    print(f'| all | | {total["all"]} | {total["error"]} | {percent(total["warning"], total["all"])} | {total["info"]} | |')
    listed("on right documents", sorted(accused))


def part_p(program, rows, folder, dossier):
    """The control of part b: what is right for one person is wrong for another."""
    heading("p. check: the right kind of document, of another person or paper")
    tables, untold = collections.defaultdict(collections.Counter), []
    for row in rows:
        if row["right"] not in ("id/front", "paper/body"):
            continue
        name = laid(dossier, os.path.join(folder, row["path"]), row["right"], {})
        found = d7(program.json("check", dossier.folder, "--date", DATE), name)
        dossier.restore()
        found = [one for one in found if one["code"] != "D701"]
        counts = tables[row["right"], "variants" if row["set"] == "variant" else "as found"]
        counts["all"] += 1
        worst = next((level for level in ("error", "warning", "info") if any(one["severity"] == level for one in found)), "nothing")
        counts[worst] += 1
        for one in found:
            counts[f'{one["severity"]} {one["code"]}'] += 1
        if worst in ("info", "nothing"):
            untold.append(f'{row["path"]} at {row["right"]}: {worst}')
    print("| place | set | pictures | error | warning | note only | nothing | findings |\n|---|---|---|---|---|---|---|---|")
    for (place, kind), counts in sorted(tables.items()):
        codes = ", ".join(f"{key} × {value}" for key, value in sorted(counts.items()) if " D" in key)
        print(f'| {place} | {kind} | {counts["all"]} | {counts["error"]} | {counts["warning"]} | {counts["info"]} | {counts["nothing"]} | {codes} |')
    listed("not told", untold)


def sort_of(row):
    """The class of a picture, as wrong documents are counted."""
    return row["kind"] if row["kind"] != "other" else row["note"].split(",")[0]


def part_c(program, rows, folder, dossier, truth, claims, seed):
    heading("c. check: a picture in a wrong place")
    pairs = []
    for row in rows:
        if row["set"] == "variant":
            continue
        for place in PLACES:
            own = row["right"].rstrip("+")
            # A page of text is nothing else than a page of some text: it may go on in any long document.
            flows = row["right"].endswith("+") and place in ("paper/body", "summary/summary")
            if place != own and not flows:
                pairs.append((row, place))
    draw = random.Random(seed)
    # Half of the claims of the cards and papers, which are few; the rest of all.
    few = [pair for pair in pairs if pair[0]["right"] != "-"]
    rest = [pair for pair in pairs if pair[0]["right"] == "-"]
    drawn = draw.sample(few, min(len(few), claims * 2 // 5))
    drawn += draw.sample(rest, min(len(rest), claims - len(drawn)))
    by_place, by_kind = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    codes, misnamed, untold = collections.Counter(), [], []
    for row, place in drawn:
        name = laid(dossier, os.path.join(folder, row["path"]), place, {})
        found = d7(program.json("check", dossier.folder, "--date", DATE), name)
        dossier.restore()
        loud = [one for one in found if one["severity"] != "info"]
        which = any(one["code"] in ("D702", "D703") for one in loud)
        state = "kind told" if which else "otherwise told" if loud else "note only" if found else "nothing"
        for table, key in ((by_place, place), (by_kind, sort_of(row))):
            table[key][state] += 1
            table[key]["all"] += 1
            table[key]["error"] += any(one["severity"] == "error" for one in loud)
        for one in found:
            codes[one["code"], one["name"], one["severity"]] += 1
            reads = re.search(r"(?:reads as|shows the) “?([^”.]+)", one["message"]["en"])
            if one["code"] in ("D702", "D703") and reads and LABELS.get(reads[1].split(": ")[-1], reads[1]) != row["right"].rstrip("+"):
                misnamed.append(f'{row["path"]} at {place}: {said(one)}')
        if not loud:
            untold.append(f'{row["path"]} at {place}' + (f': {", ".join(one["code"] for one in found)}' if found else ""))
    for what, table in (("place", by_place), ("picture", by_kind)):
        print(f"\n| {what} | claims | kind told | otherwise told | note only | nothing | of them errors |\n|---|---|---|---|---|---|---|")
        for key, counts in sorted(table.items()):
            print("| " + " | ".join([key] + [str(counts[c]) for c in ("all", "kind told", "otherwise told", "note only", "nothing", "error")]) + " |")
    total = sum(by_place.values(), collections.Counter())
    print(f'\nclaims {total["all"]}: kind told {percent(total["kind told"], total["all"])}, told at all '
          f'{percent(total["kind told"] + total["otherwise told"], total["all"])}')
    for (code, name, level), count in sorted(codes.items()):
        print(f"| {code} {name} | {level} | {count} |")
    listed("taken for a document that they are not", misnamed)
    listed("told nothing, or a note", sorted(untold))


def part_d(program, rows, folder, dossier, with_text, work):
    heading("d. check: the four turns of each picture with text")
    rows = [row for row in rows if row["set"] != "variant" and row["turn"] != "-" and row["path"] in with_text]
    counts, wrong, missed = collections.Counter(), [], []
    place = os.path.dirname(PLACES["education/diploma"])
    for start in range(0, len(rows), 5):
        laid_here = {}
        for at, row in enumerate(rows[start : start + 5]):
            for turn in (0, 90, 180, 270):
                name = f"{place}/毕业证书-{at * 4 + turn // 90 + 2:02}.jpg"
                target = dossier.path(name)
                source = os.path.join(folder, row["path"])
                if turn:
                    command = ["jpegtran", "-rotate", str(turn), "-trim", "-copy", "none", "-outfile", target, source]
                    if subprocess.run(command, capture_output=True).returncode:
                        counts["not turned by jpegtran"] += 1
                        continue
                else:
                    shutil.copyfile(source, target)
                dossier.undo.append(name)
                laid_here[name] = (row, (int(row["turn"]) + turn) % 360)
        report = program.json("check", dossier.folder, "--date", DATE)
        dossier.restore()
        for name, (row, turn) in laid_here.items():
            found = [one for one in d7(report, name) if one["code"] == "D701"]
            unread = any(one["code"] == "D709" or one["name"] == "not-read" for one in d7(report, name))
            state = "upright" if turn == 0 else "turned"
            if not found:
                verdict = "not read" if unread else "nothing said"
                if turn and not unread:
                    missed.append(f'{row["path"]} turned by {turn}')
            else:
                fix = found[0]["fix"]["en"]
                back = 180 if "180" in fix else 90 if "(clockwise)" in fix else 270
                right = turn and (turn + back) % 360 == 0
                verdict = f'{found[0]["severity"]}, {"right" if right else "WRONG"}'
                if not right:
                    wrong.append(f'{row["path"]} turned by {turn}: {said(found[0])} {fix[:60]}')
            counts[state, verdict] += 1
    for key, count in sorted(counts.items(), key=str):
        print(f"| {' | '.join(key) if isinstance(key, tuple) else key} | {count} |")
    listed("called turned wrongly", wrong)
    listed("turned, and nothing said", missed)


def part_e(program, rows, folder, dossier, truth, seed, work):
    heading("e. sort --dry-run: names of a camera")
    rows = [row for row in rows if row["set"] != "variant"]
    cards = [row for row in rows if row["right"] == "id/front"]
    rest = [row for row in rows if row["right"] != "id/front"]
    draw = random.Random(seed)
    draw.shuffle(rest)
    counts, wrong, missed = collections.defaultdict(collections.Counter), [], []
    share = -(-len(rest) // max(len(cards), 1))
    toml = open(os.path.join(dossier.fixture, "applicant.toml"), encoding="utf-8").read()
    for at, card in enumerate(cards):
        base = os.path.join(work, "camera")
        shutil.rmtree(base, ignore_errors=True)
        os.makedirs(base)
        some = [card] + rest[at * share : (at + 1) * share]
        draw.shuffle(some)
        told = dict(of(truth, card))
        for row in some:
            told.update({key: value for key, value in of(truth, row).items() if key in ("title", "journal")})
        with open(os.path.join(base, "applicant.toml"), "w", encoding="utf-8") as file:
            file.write(declared(toml, told))
        names = {}
        # Numbers apart: no picture comes right after another.
        for number, row in enumerate(some):
            names[f"IMG_{number * 7 + 1:04}.jpg"] = row
            shutil.copyfile(os.path.join(folder, row["path"]), os.path.join(base, f"IMG_{number * 7 + 1:04}.jpg"))
        report = program.json("sort", base, "--dry-run", "--date", DATE)
        for file in report.get("files", []):
            row = names[file["path"]]
            sure = [guess for guess in file["guesses"] if guess["sure"]]
            right = row["right"].rstrip("+")
            first = file["guesses"][0] if file["guesses"] else None
            place = lambda guess: f'{guess["item"]}/{guess["part"]}'
            if sure:
                good = place(sure[0]) == right
                verdict = "sure and right" if good else "sure and WRONG"
                if not good:
                    wrong.append(f'{row["path"]} ({sort_of(row)}): {place(sure[0])}, {sure[0]["why"]["en"][:120]}')
            elif first:
                verdict = "guess right" if place(first) == right else "guess wrong" if right != "-" else "guess of none"
            else:
                verdict = "unknown"
            if not sure and right in ("id/front", "id/back", "paper/body"):
                missed.append(f'{row["path"]}: {verdict}')
            counts[right if right != "-" else "none of the checklist"][verdict] += 1
    kinds = ("sure and right", "sure and WRONG", "guess right", "guess wrong", "guess of none", "unknown")
    print("| belongs to | " + " | ".join(kinds) + " |\n|---" * 1 + "|---" * len(kinds) + "|")
    for key, row in sorted(counts.items()):
        print(f"| {key} | " + " | ".join(str(row[kind]) for kind in kinds) + " |")
    listed("sure and wrong", wrong)
    listed("cards and papers not known surely", missed)


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("pictures", "table", "program", "fixture", "work"):
        parse.add_argument(f"--{name}", required=True)
    parse.add_argument("--truth")
    parse.add_argument("--claims", type=int, default=600)
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--only", default="a,b,p,c,d,e")
    given = parse.parse_args()
    work = os.path.abspath(given.work)
    os.makedirs(work, exist_ok=True)
    program = Program(os.path.abspath(given.program), work)
    rows = [row for row in read_table(given.table) if os.path.exists(os.path.join(given.pictures, row["path"]))]
    truth, parts = read_truth(given.truth), given.only.split(",")
    dossier = Dossier(os.path.abspath(given.fixture), os.path.join(work, "dossier"))
    print(f"{len(rows)} pictures: " + ", ".join(f"{n} {k}" for k, n in sorted(collections.Counter(r["set"] for r in rows).items())))
    with_text = set()
    if "a" in parts or "d" in parts:
        with_text = part_a(program, [row for row in rows if row["set"] != "variant"], given.pictures)
    if "b" in parts:
        part_b(program, rows, given.pictures, dossier, truth)
    if "p" in parts:
        part_p(program, rows, given.pictures, dossier)
    if "c" in parts:
        part_c(program, rows, given.pictures, dossier, truth, given.claims, given.seed)
    if "d" in parts:
        part_d(program, rows, given.pictures, dossier, with_text, work)
    if "e" in parts:
        part_e(program, rows, given.pictures, dossier, truth, given.seed, work)
    print(f"\n{program.calls} calls, {program.seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
