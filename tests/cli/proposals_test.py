# SPDX-License-Identifier: Apache-2.0
"""The scenarios that `comity mutate` proposes, pasted into a file: they hold, and each notices its change.

    proposals_test.py PROGRAM [RULES]

As if the rulebook had no scenario of its own, every change that loads needs one. With RULES, the
folder of a rulebook, that one is tried instead of the small ones, and the share is printed.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
HERE = pathlib.Path(__file__).resolve().parent
BOOKS = [pathlib.Path(sys.argv.pop(1)).resolve()] if len(sys.argv) > 1 else [
    HERE / "testdata/ferries", HERE / "testdata/harbours", HERE.parent / "service/testdata/towns"]


def mutate(folder, *options):
    done = subprocess.run([PROGRAM, "mutate", folder, "--json", *options], capture_output=True,
                          timeout=600, check=False)
    return json.loads(done.stdout)


def paste(proposals, folder):
    """One more file, which uses all the others."""
    names = [re.search(r"^law (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE).group(1)
             for path in folder.rglob("*.law")]
    text = f"law Proposals\nuses {', '.join(names)}\n\n" + "\n".join(proposals)
    (folder / "proposals.law").write_text(text, encoding="utf-8")


class Proposals(unittest.TestCase):
    def test_they_hold_and_notice(self):
        for book in BOOKS:
            with self.subTest(book.name), tempfile.TemporaryDirectory() as temporary:
                folder = pathlib.Path(temporary, "rules")
                shutil.copytree(book, folder)
                asked = {mutant["key"]: mutant.get("scenario")
                         for mutant in mutate(folder, "--without-scenarios")["mutants"]
                         if mutant["fate"] == "survived"}
                proposed = {key: scenario for key, scenario in asked.items() if scenario}
                paste(proposed.values(), folder)
                held = subprocess.run([PROGRAM, "test", folder, "--filter", "Told apart"],
                                      capture_output=True, timeout=600, check=False)
                self.assertEqual(held.returncode, 0, held.stdout.decode() + held.stderr.decode())
                fates = {mutant["key"]: mutant["fate"]
                         for mutant in mutate(folder, "--filter", "Told apart")["mutants"]}
                self.assertEqual([key for key in proposed if fates[key] != "killed"], [])
                print(f"{book.name}: of {len(asked)} changes, {len(proposed)} told apart")
                for key in asked:
                    if not asked[key]:
                        print(f"  not: {key}")


if __name__ == "__main__":
    unittest.main()
