# SPDX-License-Identifier: Apache-2.0
"""Checks that the manual shows what the program does.

    manual_test.py PROGRAM PAGE...

What a page shows in a block between ``` is checked by the word that follows the opening marks:

    law            an example without mistakes. In docs/diagnostics the first one has a mistake, and the
                   block without a word after it shows what the program says; the others are mended.
    law alone      the same, but without the vocabulary of tests/docs/prelude around it
    law slip       an example with mistakes; the block without a word after it shows what is said
    law file=PATH  a file of the rulebook that the reader is told to write
    diff file=PATH a line that the reader is told to change: the old behind -, the new behind +
    console        commands and what they print, run in a copy of the shipped rulebook

Blocks without a word are sketches of the grammar. In examples `-- file: NAME` begins another file,
`-- times: N` repeats the next line, and \\xHH is a byte. COMITY_UPDATE_GOLDENS=1 rewrites what the
pages show.
"""
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRELUDE = ROOT / "tests/docs/prelude/vocabulary.law"
TREATY = ROOT / "tests/golden/prelude/treaty.law"
WITHOUT_EXAMPLE = {"E48"}  # takes too long to show
OF_WHOLE_RULEBOOKS = {"E24", "E39", "E75", "E76"}  # a folder is checked, not some files
COUNT = re.compile(r"\n?\d+ mistakes? in \d+ files?\n(more about .*\n)?")
VOLATILE = [(re.compile(r"(revision \d+) \([0-9a-f]{8}\)"), r"\1 (########)"),
            (re.compile(r"\d+(\.\d+)? m?s\b"), "# ms"),
            (re.compile(r"no mistakes: \d+ files, \d+ rules, \d+ facts, \d+ scenarios"),
             "no mistakes: ## files, ## rules, ### facts, ### scenarios")]


class Block:
    def __init__(self, word, begin, end, text):
        self.word, self.begin, self.end, self.text = word, begin, end, text
        found = re.search(r"file=(\S+)", word)
        self.file = found.group(1) if found else None


def blocks_of(lines):
    blocks, begin = [], None
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if begin is None:
            begin = number
        else:
            text = "".join(lines[begin + 1:number])
            blocks.append(Block(lines[begin][3:].strip(), begin + 1, number, text))
            begin = None
    return blocks


def example_files(text):
    """The files of an example, by name, as bytes."""
    files, name, times = {"example.law": ""}, "example.law", 1
    for line in text.splitlines(True):
        if line.startswith("-- file: "):
            name = line[9:].strip()
            files[name] = ""
        elif line.startswith("-- times: "):
            times = int(line[10:])
        else:
            files[name] += line * times
            times = 1
    def with_bytes(text):
        return re.sub(rb"\\x([0-9A-F]{2})", lambda m: bytes([int(m.group(1), 16)]),
                      text.encode("utf-8"))
    return {name: with_bytes(text) for name, text in files.items()}


def around(example):
    """The prelude without the statements that the example itself has."""
    own = {line.strip() for line in example.splitlines()}
    statements = re.split(r"\n(?=\S)", PRELUDE.read_text(encoding="utf-8"))
    return "\n".join(s for s in statements if s.split("\n")[0] not in own) + "\n"


def rulebook_of(words):
    """What says where the copy is; the reader's own checkout is found without it."""
    if words[0] in ("ask", "explain", "find", "map", "timeline"):
        return ["--rules", "rules"]
    return ["rules"] if words[0] in ("check", "test", "verify") and "rules" not in words[1:] and "--explain" not in words else []


class Page:
    def __init__(self, program, path):
        self.program, self.path = program, path
        self.lines = path.read_text(encoding="utf-8").splitlines(True)
        self.blocks = blocks_of(self.lines)
        self.failures, self.news = [], []

    def run(self, words, folder):
        environment = {**os.environ, "COMITY_RULES": str(folder / "rules"), "NO_COLOR": "1"}
        done = subprocess.run([self.program, *words], cwd=folder, env=environment,
                              capture_output=True, timeout=120)
        text = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
        for pattern, replacement in VOLATILE:
            text = pattern.sub(replacement, text)
        return text, done.returncode

    def check(self, text, alone=False):
        """What the program says about an example; nothing if it has no mistakes."""
        if not text.startswith("law "):
            text = "law Example\n" + ("" if alone else "uses Vocabulary\n") + "\n" + text
        files = example_files(text)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for file, content in files.items():
                (folder / file).write_bytes(content)
            if "uses Treaty" in text and "law Treaty\n" not in text:
                shutil.copy(TREATY, folder)
            elif "uses Vocabulary" in text:
                (folder / "vocabulary.law").write_text(around(text), encoding="utf-8")
            whole = self.path.stem in OF_WHOLE_RULEBOOKS
            paths = ["."] if whole else sorted(p.name for p in folder.iterdir())
            shown, code = self.run(["check", *paths], folder)
        return "" if code == 0 else COUNT.sub("", shown)

    def expect(self, block, actual):
        if block.text == actual:
            return
        self.news.append((block, actual))
        diff = difflib.unified_diff(block.text.splitlines(True), actual.splitlines(True),
                                    "the page", "the program")
        self.failures.append(f"{self.path}:{block.begin}\n{''.join(diff)}")

    def expect_clean(self, block):
        said = self.check(block.text, "alone" in block.word.split())
        if said:
            self.failures.append(f"{self.path}:{block.begin}: this example has mistakes\n{said}")

    def diagnostic(self):
        if self.path.stem in WITHOUT_EXAMPLE:
            return
        examples = [b for b in self.blocks if b.word == "law"]
        shown = [b for b in self.blocks if b.word == ""]
        if len(examples) < 2 or len(shown) != 1:
            self.failures.append(f"{self.path}: an example, what it gives, and a mended example")
            return
        said = self.check(examples[0].text)
        if f"error[{self.path.stem}]" not in said:
            self.failures.append(f"{self.path}: the example does not give {self.path.stem}\n{said}")
        self.expect(shown[0], said)
        for block in examples[1:]:
            self.expect_clean(block)

    def console(self, block, folder):
        actual = ""
        for line in block.text.splitlines():
            if not line.startswith("$ "):
                continue
            words = shlex.split(line[2:])
            if words[0] != "comity":
                self.failures.append(f"{self.path}:{block.begin}: only comity can be shown")
                return
            text, _ = self.run(words[1:] + rulebook_of(words[1:]), folder)
            actual += ("\n" if actual else "") + line + "\n" + text
        self.expect(block, actual)

    def handbook(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            shutil.copytree(ROOT / "rules", folder / "rules")
            for block in self.blocks:
                kind = block.word.split(" ")[0]
                if block.file and kind == "law":
                    (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
                    (folder / block.file).write_text(block.text, encoding="utf-8")
                elif block.file and kind == "diff":
                    self.change(block, folder / block.file)
                elif kind == "console":
                    self.console(block, folder)
                elif block.word == "law slip":
                    shown = self.blocks[self.blocks.index(block) + 1]
                    self.expect(shown, self.check(block.text))
                elif kind == "law":
                    self.expect_clean(block)

    def change(self, block, file):
        text = file.read_text(encoding="utf-8")
        old = "".join(l[2:] for l in block.text.splitlines(True) if l[:2] in ("- ", "  "))
        new = "".join(l[2:] for l in block.text.splitlines(True) if l[:2] in ("+ ", "  "))
        if text.count(old) != 1:
            self.failures.append(f"{self.path}:{block.begin}: these lines stand "
                                 f"{text.count(old)} times in {block.file}\n{old}")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def rewrite(self):
        for block, actual in sorted(self.news, key=lambda new: -new[0].begin):
            self.lines[block.begin:block.end] = actual.splitlines(True)
        self.path.write_text("".join(self.lines), encoding="utf-8")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    failures = []
    for name in sys.argv[2:]:
        page = Page(program, pathlib.Path(name))
        if page.path.parent.name == "diagnostics":
            page.diagnostic()
        else:
            page.handbook()
        if os.environ.get("COMITY_UPDATE_GOLDENS") == "1" and page.news:
            page.rewrite()
            print(f"rewritten: {name}")
            page.failures = [f for f in page.failures if "+++ the program" not in f]
        failures += page.failures
    for failure in failures:
        print(failure)
    if failures:
        print("\nIf the program is right: ./dev golden -R docs")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
