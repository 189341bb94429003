# SPDX-License-Identifier: Apache-2.0
"""Draws the pictures of the handbook from what its pages show.

    draw.py [--check]

A picture pictures/PAGE-N.svg shows the block ```console above the line that embeds it. The pages are
checked against the program by tests/docs; here nothing runs. With --check nothing is written, and the
exit code is 1 if a picture is not what would be drawn.
"""
import html
import pathlib
import re
import sys

HANDBOOK = pathlib.Path(__file__).resolve().parents[2] / "docs/handbook"
EMBEDDED = re.compile(r"!\[[^\]]*\]\((pictures/[\w-]+\.svg)\)")
COLUMN, LINE, LEFT, TOP, SHORTEST = 8.4, 19, 16, 14, 60
INK, FAINT, RED, GREEN, BLUE, PAPER = "#1f2328", "#57606a", "#b3261e", "#1a6b34", "#0b57a4", "#fbfaf7"


def style(line):
    if line.startswith("$ "):
        return f'fill="{BLUE}" font-weight="bold"'
    if line.startswith("error[") or line.startswith("FAILED") or re.match(r"^\s+\|\s+\^+$", line):
        return f'fill="{RED}"'
    if re.match(r"^ *(= |-->)", line) or re.match(r"^  (facts|rulebook) ", line):
        return f'fill="{FAINT}"'
    if line.startswith("no mistakes") or line.startswith("no scenario fails"):
        return f'fill="{GREEN}"'
    return f'fill="{INK}"'


def draw(text):
    lines = text.rstrip("\n").split("\n")
    width = round(2 * LEFT + COLUMN * max([SHORTEST] + [len(line) for line in lines]))
    height = 2 * TOP + LINE * len(lines)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
           f'viewBox="0 0 {width} {height}" role="img">',
           f'<rect width="{width}" height="{height}" rx="6" fill="{PAPER}" stroke="#d0d0c8"/>',
           '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" '
           'xml:space="preserve">']
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        y = TOP + LINE * number + 14
        # The length is given, so that columns stand below each other in every font.
        length = round(COLUMN * len(line), 1)
        out.append(f'<text x="{LEFT}" y="{y}" textLength="{length}" xml:space="preserve" '
                   f'{style(line)}>{html.escape(line, quote=False)}</text>')
    return "\n".join([*out, "</g>", "</svg>", ""])


def pictures():
    """Every picture that a page embeds, with what it shows."""
    for page in sorted(HANDBOOK.glob("*.md")):
        shown, inside = None, False
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.startswith("```"):
                inside = not inside and line == "```console"
                if inside:
                    shown = ""
            elif inside:
                shown += line + "\n"
            for name in EMBEDDED.findall(line):
                if shown is None:
                    sys.exit(f"{page}: nothing above {name} to draw")
                yield HANDBOOK / name, draw(shown)


def main():
    check = "--check" in sys.argv[1:]
    wrong, names = [], set()
    for file, picture in pictures():
        names.add(file.name)
        if file.exists() and file.read_text(encoding="utf-8") == picture:
            continue
        wrong.append(file)
        if not check:
            file.parent.mkdir(exist_ok=True)
            file.write_text(picture, encoding="utf-8")
    wrong += [f for f in (HANDBOOK / "pictures").glob("*.svg") if f.name not in names]
    for file in wrong:
        print(("not as drawn: " if check else "drawn: ") + str(file.relative_to(HANDBOOK)))
    if check and wrong:
        print("./dev pictures draws them")
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
