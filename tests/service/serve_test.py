#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `comity serve` does at its beginning, on SIGHUP and at its end.

    serve_test.py PROGRAM RULES GENERATED
"""
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, RULES, GENERATED = sys.argv[1:4]
sys.path.insert(0, GENERATED)

# pylint: disable=wrong-import-position
import grpc
from comity.v1 import rulebook_service_pb2, rulebook_service_pb2_grpc
from started_service import running_service


def serve(*arguments):
    """Runs a service that is expected not to begin."""
    command = [PROGRAM, "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


class Serve(unittest.TestCase):
    """Each test has a copy of the rules to itself."""

    def setUp(self):
        self.rules = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "rules"
        shutil.copytree(RULES, self.rules)

    def test_rules_with_mistakes_are_shown_and_nothing_is_served(self):
        (self.rules / "slip.law").write_text("law Slip\nwhne a Town is a member\n", encoding="utf-8")
        ended = serve("--rules", str(self.rules), "--listen", "127.0.0.1:0")
        self.assertEqual(ended.returncode, 3)
        self.assertEqual(ended.stdout, "")
        self.assertIn("slip.law:2:1", ended.stderr)

    def test_plaintext_for_other_machines_is_refused(self):
        ended = serve("--rules", str(self.rules), "--listen", "0.0.0.0:0")
        self.assertEqual(ended.returncode, 2)
        self.assertIn("TLS", ended.stderr)

    def test_address_in_use_is_refused(self):
        with running_service(PROGRAM, str(self.rules)) as (_, address):
            ended = serve("--rules", str(self.rules), "--listen", address)
            self.assertEqual(ended.returncode, 3)
            self.assertIn(address, ended.stderr)

    def test_hangup_takes_it_that_a_file_is_gone_on_purpose(self):
        with running_service(PROGRAM, str(self.rules)) as (service, address):
            (self.rules / "scenarios.law").unlink()
            with grpc.insecure_channel(address) as channel:
                stub = rulebook_service_pb2_grpc.RulebookServiceStub(channel)
                service.send_signal(signal.SIGHUP)
                end = time.monotonic() + 60
                while time.monotonic() < end:
                    rulebook = stub.GetRulebook(rulebook_service_pb2.GetRulebookRequest())
                    if rulebook.revision.number == 2:
                        break
                self.assertEqual(rulebook.revision.number, 2)
                self.assertEqual(rulebook.contents.scenarios, 0)

    def test_interrupt_ends_in_order(self):
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            with running_service(PROGRAM, str(self.rules), signal_number):
                pass


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
