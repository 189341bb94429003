# SPDX-License-Identifier: Apache-2.0
"""Runs the commands of one golden and compares what they print and how they end.

    run_golden.py PROGRAM FILE

A golden is a list of steps: a line `$ comity ...`, what it prints, what it says on the standard error
after a line `stderr:`, and `exit N`. The steps run in a copy of testdata/. COMITY_UPDATE_GOLDENS=1
rewrites everything but the command lines.
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

TESTDATA = pathlib.Path(__file__).with_name("testdata")
# For commands that name no rulebook, wherever the program stands.
RULES = pathlib.Path(__file__).resolve().parents[2] / "rules"
# What differs with every edit of a rulebook and says nothing about the case.
VOLATILE = [
    (re.compile(r"(revision \d+) \([0-9a-f]{8}\)"), r"\1 (########)"),
    (re.compile(r'("digest": )"[0-9a-f]{64}"'), r'\1"########"'),
    (re.compile(r'("activatedAt": )"[^"]+"'), r'\1"########"'),
    (re.compile(r'( time=)"\d+\.\d+"'), r'\1"#.######"'),
    (re.compile(r"^\d+\.\d{3} s  ", re.MULTILINE), "#.### s  "),
]


def run(program, command, folder):
    words = shlex.split(command)[1:]
    environment = {**os.environ, "COMITY_RULES": str(RULES)}
    done = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True,
                          timeout=120)
    output = done.stdout.decode("utf-8", "backslashreplace")
    error = done.stderr.decode("utf-8", "backslashreplace")
    text = f"$ {command}\n{output}"
    if error:
        text += f"stderr:\n{error}"
    text += f"exit {done.returncode}\n"
    for pattern, replacement in VOLATILE:
        text = pattern.sub(replacement, text)
    return text


def main():
    program, golden = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    expected = golden.read_text(encoding="utf-8")
    commands = [line[2:] for line in expected.splitlines() if line.startswith("$ comity ")]
    if not commands:
        sys.exit(f"{golden}: no line begins with `$ comity `")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(TESTDATA, folder, dirs_exist_ok=True)
        actual = "\n".join(run(program, command, folder) for command in commands)
    if actual == expected:
        return 0
    if os.environ.get("COMITY_UPDATE_GOLDENS") == "1":
        golden.write_text(actual, encoding="utf-8")
        print(f"rewritten: {golden}")
        return 0
    sys.stdout.writelines(difflib.unified_diff(
        expected.splitlines(True), actual.splitlines(True), "expected", "actual"))
    print(f"\nIf this is right: ./dev golden -R 'cli.golden.{golden.stem}'")
    return 1


if __name__ == "__main__":
    sys.exit(main())
