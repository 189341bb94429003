# SPDX-License-Identifier: Apache-2.0
"""Answers over the wire are the answers in process, word for word.

    server_test.py PROGRAM
"""
import pathlib
import subprocess
import sys
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
RULES = pathlib.Path(__file__).with_name("testdata") / "harbours"
QUESTIONS = [
    ["ask", "--actor", "AVA", "--person", "dutchman", "--at", "AVA", "--on", "2005-01-01"],
    ["ask", "--actor", "AVA", "--person", "nautilus", "--at", "AVA", "--on", "2012-02-01", "--explain"],
    ["ask", "--actor", "Avallon", "--person", "flying", "--on", "2005-01-01"],
    ["find", "a State is a member", "--on", "2005-01-01"],
    ["find", "a State is a member"],
    ["timeline", "Brigadoon is a member"],
    ["timeline", "--actor", "AVA", "--person", "dutchman", "--at", "AVA", "--action", "detain",
     "--reading", "prevailing", "--reading", "pilots"],
    ["map", "--person", "nautilus", "--on", "2012-02-01"],
    ["explain", "Brigadoon is a member", "--on", "2011-03-01"],
]


def run(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


class Server(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = subprocess.Popen(
            [PROGRAM, "serve", "--rules", RULES, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        cls.address = cls.server.stdout.readline().split()[-1]

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.communicate(timeout=60)

    def test_same_answers(self):
        for question in QUESTIONS:
            for form in ([], ["--json"]):
                with self.subTest(question=question, form=form):
                    here = run(*question, *form, "--rules", RULES)
                    there = run(*question, *form, "--server", self.address)
                    self.assertEqual(here, there)
                    self.assertTrue(here[1] or here[2])

    def test_says_which_rulebook(self):
        code, output, _ = run("version", "--server", self.address)
        self.assertEqual(code, 0)
        self.assertIn("6 rules", output)

    def test_nobody_there(self):
        code, output, error = run("find", "a State is a member", "--server", "127.0.0.1:1")
        self.assertEqual((code, output), (3, ""))
        self.assertIn("127.0.0.1:1", error)


if __name__ == "__main__":
    unittest.main()
