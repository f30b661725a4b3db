"""Reads pictures with RapidOCR on one thread; prints a JSON object of path and text. Sourced by read.sh."""

import json
import logging
import sys

from rapidocr import RapidOCR

logging.disable(logging.WARNING)
reader = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1})
said = {}
for path in sys.argv[1:]:
    said[path] = "".join(reader(path).txts or [])
json.dump(said, sys.stdout, ensure_ascii=False)
