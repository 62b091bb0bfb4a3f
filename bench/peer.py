"""De-identifies a folder with pydicom: empties attributes at the top level. usage: peer.py INPUT OUTPUT TAG..."""
import os
import sys

import pydicom
from pydicom.tag import Tag


def main() -> None:
    source, target = sys.argv[1], sys.argv[2]
    tags = [Tag(*(int(part, 16) for part in word.split(","))) for word in sys.argv[3:]]
    for folder, _, names in os.walk(source):
        out = os.path.join(target, os.path.relpath(folder, source))
        os.makedirs(out, exist_ok=True)
        for name in names:
            dataset = pydicom.dcmread(os.path.join(folder, name))
            for tag in tags:
                if tag in dataset:
                    dataset[tag].value = ""
            dataset.save_as(os.path.join(out, name))


main()
