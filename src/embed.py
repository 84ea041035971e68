# SPDX-License-Identifier: MIT
"""Writes files as C data, so that the program carries them: embed.py HEADER OUT.c NAME=FILE …

HEADER declares each NAME as `extern const str NAME;`."""
import sys


def array(name, data):
    lines = ["\t" + ", ".join(map(str, data[i:i + 24])) + "," for i in range(0, len(data), 24)]
    return f"static const char {name}_bytes[] = {{\n" + "\n".join(lines) + "\n};\n"


def main(header, out, *pairs):
    parts = [f'/* Made by src/embed.py. */\n#include "{header}"\n']
    for pair in pairs:
        name, path = pair.split("=", 1)
        with open(path, "rb") as file:
            data = [byte - 256 if byte > 127 else byte for byte in file.read()]
        parts += [array(name, data), f"const str {name} = {{{name}_bytes, sizeof {name}_bytes}};\n"]
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))


main(*sys.argv[1:])
