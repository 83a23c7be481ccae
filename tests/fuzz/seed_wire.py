#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the first files of the wire corpora from the examples in tests/vectors/wire. Adds and replaces, never removes."""
import json
import pathlib
import re

HERE = pathlib.Path(__file__).parent


def main():
    for path in sorted((HERE.parent / "vectors" / "wire").glob("*.json")):
        document = json.loads(path.read_text())
        for example in document["examples"]:
            name = re.sub(r"\W+", "-", f"{document['type']} {example['name']}")
            for folder, content in (
                ("wire_cbor", bytes.fromhex(example["cbor"])),
                ("wire_json", json.dumps(example["frame"], ensure_ascii=False).encode()),
            ):
                target = HERE / "corpus" / folder / f"example-{name}"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


if __name__ == "__main__":
    main()
