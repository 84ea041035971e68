# SPDX-License-Identifier: MIT
"""usage: embed.py OUTPUT FOLDER FILE...: writes C with the bytes of each file, by its path below FOLDER."""
import os
import sys

output, folder, *files = sys.argv[1:]
rows = []
with open(output, "w", encoding="utf-8") as out:
    out.write('#include "command/embedded.h"\n\n')
    for number, path in enumerate(files):
        with open(path, "rb") as file:
            data = file.read()
        numbers = ",".join(str(byte if byte < 128 else byte - 256) for byte in data)
        out.write(f"static const char bytes_{number}[] = {{{numbers}}};\n")
        rows.append(f'\t{{"{os.path.relpath(path, folder)}", {{bytes_{number}, {len(data)}}}}},\n')
    out.write("\nconst struct embedded embedded_files[] = {\n" + "".join(rows) + "};\n")
    out.write("const size_t embedded_count = COUNT(embedded_files);\n")
