#!/usr/bin/env python3
"""Runs `dossier batch --paths-from -` under Spark's `pipe` and holds the merged roster against a single machine's.

    python3 -m venv /tmp/spark && /tmp/spark/bin/pip install pyspark
    cargo build --release --bins --example many-dossiers
    /tmp/spark/bin/python tests/engine/spark_pipe.py [--dossiers 64] [--workers 2] [--partitions 8]

Needs Java 17 or newer. Spark runs in local-cluster mode: a master and real worker processes, one executor each, so that
paths and lines go through its scheduler, its sockets and its shuffle files as they would between machines. Exit 0 when
every format is the same to the last byte, 1 when one is not.
"""

import argparse
import filecmp
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

import pyspark
from pyspark import SparkConf, SparkContext

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = ["json", "csv", "xlsx", "html", "junit", "github", "terminal"]
DATE = "2021-09-10"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dossiers", type=int, default=64)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--program", default=ROOT / "target/release/dossier")
    parser.add_argument("--generator", default=ROOT / "target/release/examples/many-dossiers")
    return parser.parse_args()


def run(*command):
    """Exit 1 says that there are faults, which there are."""
    done = subprocess.run([str(word) for word in command], check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]}: exit {done.returncode}")


def targets(folder):
    folder.mkdir()
    return [word for name in FORMATS for word in ("--format", f"{name}={folder / name}")]


def spark(workers):
    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setMaster(f"local-cluster[{workers},1,1024]").setAppName("dossier")
    conf = conf.set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    return context


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="dossier-spark-") as work:
        work = pathlib.Path(work)
        staff = work / "staff"
        run(options.generator, staff, options.dossiers, "--faults")
        folders = sorted(str(folder) for folder in staff.iterdir())
        # One that nobody has: a line that cannot be checked is a row too.
        folders.append(str(staff / "gone"))

        common = ["--date", DATE, "--relative-to", staff, "--no-cache"]
        pipe = [options.program, "batch", "--paths-from", "-", "--jobs", "1", *common]
        # Spark takes any exit but 0 for a lost task; 1 says that there are faults.
        pipe = f"{shlex.join(str(word) for word in pipe)}; test $? -le 1"
        context = spark(options.workers)
        rows = context.parallelize(folders, options.partitions).pipe(f"sh -c {shlex.quote(pipe)}", checkCode=True)
        rows.saveAsTextFile((work / "rows").as_uri())
        context.stop()
        outputs = sorted((work / "rows").glob("part-*"))
        print(f"{len(folders)} folders in {len(outputs)} parts over {options.workers} workers")

        # The parts as they happen to come: backwards.
        run(options.program, "merge", *reversed(outputs), *targets(work / "merged"))

        listed = work / "listed"
        listed.write_text("".join(f"{folder}\n" for folder in folders))
        lines = work / "single.jsonl"
        with lines.open("w") as out:
            subprocess.run([str(word) for word in [options.program, "batch", "--paths-from", listed, *common]], stdout=out)
        run(options.program, "merge", lines, *targets(work / "listed-merged"))
        # And `batch STAFF_DIR` itself, which never hears of the folder that is gone.
        run(options.program, "batch", staff, "-q", *common, *targets(work / "single"))
        present = work / "present.jsonl"
        with present.open("w") as out:
            for path in outputs:
                for line in path.read_text().splitlines():
                    if '"folder":"gone"' not in line:
                        out.write(line + "\n")
        run(options.program, "merge", present, *targets(work / "present"))

        different = []
        for ours, theirs in (("merged", "listed-merged"), ("present", "single")):
            for name in FORMATS:
                same = filecmp.cmp(work / ours / name, work / theirs / name, shallow=False)
                size = (work / ours / name).stat().st_size
                print(f"{'same     ' if same else 'DIFFERENT'} {name:9} {size:9} bytes  Spark against {theirs}")
                if not same:
                    different.append(name)
        sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
