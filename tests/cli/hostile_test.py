# SPDX-License-Identifier: Apache-2.0
"""Files that nobody would write give a diagnostic, soon, and never a crash.

    hostile_test.py PROGRAM
"""
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()

HEAD = """law Hostile
source S "Source"
  cited as "Art. {}"
kind State
record "{State} joined on {joining date}"
conclusion "{State} is a member"

rule R-1 "Rule"
  cite S 1
  when a State joined on a joining date
"""


def conclusion(date):
    return f"{HEAD}  then from {date}: the State is a member\n".encode()


def nested(depth):
    return "(" * depth + "the joining date" + ")" * depth


FILES = {
    "brackets beyond the depth, within the line": conclusion(nested(400)),
    "brackets beyond the line, within the file": conclusion(nested(100_000)),
    "brackets beyond the file": conclusion(nested(3_000_000)),
    "brackets never closed": conclusion("(" * 900 + "the joining date"),
    "brackets in a phrase": HEAD.encode() + b"  and " + b"(" * 1500 + b"\n  then the State is a member\n",
    "a line of 10 MB": HEAD.encode() + b"  note " + b"x" * 10_000_000 + b"\n",
    "random bytes": random.Random(1).randbytes(200_000),
    "not UTF-8": HEAD.encode() + b"  note caf\xe9\n  then the State is a member\n",
    "zeros": bytes(100_000),
    "the same word without end": b"law " * 400_000,
    "a table of bars": HEAD.encode() + b"  then the State is a member\n\n" + b"|" * 1900 + b"\n",
}


class Hostile(unittest.TestCase):
    def run_on(self, name, verb):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "hostile.law")
            path.write_bytes(FILES[name])
            return subprocess.run([PROGRAM, *verb, path], capture_output=True, timeout=20)

    def test_check(self):
        for name in FILES:
            with self.subTest(name):
                done = self.run_on(name, ["check"])
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertRegex(done.stdout.decode(), r"error\[E\d\d\]: ")
                self.assertLess(len(done.stdout), 100_000)

    def test_a_question_that_is_not_text(self):
        question = [PROGRAM, "ask", "--actor", "USA", "--person", b"caf\xe9", "--on", "2024-12-09"]
        done = subprocess.run(question, capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.decode(), "comity: word 5 of the command line is not text in UTF-8\n")

    def test_format(self):
        for name in FILES:
            with self.subTest(name):
                self.assertIn(self.run_on(name, ["fmt", "--check"]).returncode, (0, 1, 3))

    def test_a_rule_of_that_form_is_fine(self):
        FILES["few brackets"] = conclusion(nested(60))
        self.addCleanup(FILES.pop, "few brackets")
        self.assertEqual(self.run_on("few brackets", ["check"]).returncode, 0)


if __name__ == "__main__":
    unittest.main()
