# SPDX-License-Identifier: Apache-2.0
"""What the shipped rulebook has to answer, asked as a script would ask it.

    rome_statute_test.py PROGRAM
"""
import json
import pathlib
import subprocess
import sys
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()


def ask(*words):
    done = subprocess.run([PROGRAM, *words, "--json"], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def decide(actor, person, place, day):
    answer = ask("ask", "--actor", actor, "--person", person, "--at", place, "--on", day)
    return {d["action"].split()[0]: d for d in answer["decision"]["determinations"]}


def actors(outcome, person, day, action="arrest"):
    entries = ask("map", "--person", person, "--on", day)["entries"]
    return {e["actorCode"] for e in entries
            if e["outcome"] == outcome and e["action"].split()[0] == action}


class Decisions(unittest.TestCase):
    def test_a_state_that_never_joined_may_help(self):
        acts = decide("USA", "gallant", "USA", "2024-12-09")
        for act in ("arrest", "surrender"):
            with self.subTest(act=act):
                self.assertEqual(acts[act]["outcome"], "OUTCOME_VOLUNTARY")
                self.assertIn("RS 87(5)(a)", acts[act]["citations"])
                self.assertIn("deposited an instrument", " ".join(acts[act]["whyNot"]["because"]))

    def test_a_party_is_obliged(self):
        acts = decide("HUN", "netanyahu", "HUN", "2025-04-03")
        for act in ("arrest", "surrender"):
            with self.subTest(act=act):
                self.assertEqual(acts[act]["outcome"], "OUTCOME_OBLIGED")
                self.assertLessEqual({"RS 59(1)", "RS 86", "RS 89(1)"}, set(acts[act]["citations"]))

    def test_an_application_binds_nobody(self):
        for person in ("netanyahu", "gallant"):
            with self.subTest(person=person):
                self.assertEqual(actors("OUTCOME_OBLIGED", person, "2024-06-01"), set())


class Counts(unittest.TestCase):
    def test_map(self):
        for day, count in {"2024-11-20": 0, "2024-11-22": 124, "2025-01-01": 125}.items():
            with self.subTest(day=day):
                self.assertEqual(len(actors("OUTCOME_OBLIGED", "netanyahu", day)), count)

    def test_parties(self):
        for day, count in {"2002-07-01": 66, "2015-04-01": 123, "2019-03-17": 122, "2024-02-01": 124,
                           "2025-01-01": 125, "2026-11-23": 125}.items():
            with self.subTest(day=day):
                found = ask("find", "a State is a State Party", "--on", day)
                self.assertTrue(found["complete"])
                self.assertEqual(len(found["bindings"]), count)


class Timelines(unittest.TestCase):
    def test_a_party_that_left(self):
        stretches = ask("timeline", "Burundi is a State Party")["timelines"][0]["stretches"]
        self.assertEqual([(s["fromOn"], s["untilOn"]) for s in stretches],
                         [("2004-12-01", "2017-10-27")])
        self.assertTrue(stretches[0]["openedBy"]["rule"])
        self.assertTrue(stretches[0]["endedBy"]["rule"])


if __name__ == "__main__":
    unittest.main()
