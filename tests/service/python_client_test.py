#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The shipped program and rulebook as a Python client sees them, with grpcio and messages made by protoc.

    python_client_test.py PROGRAM RULES GENERATED
"""
import sys
import unittest

PROGRAM, RULES, GENERATED = sys.argv[1:4]
sys.path.insert(0, GENERATED)

# pylint: disable=wrong-import-position
import grpc
from comity.v1 import decision_service_pb2, decision_service_pb2_grpc, error_reason_pb2
from comity.v1 import outcome_pb2, rulebook_service_pb2, rulebook_service_pb2_grpc
from google.protobuf import descriptor_pb2
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from started_service import running_service


class PythonClient(unittest.TestCase):
    """One service for all tests."""

    @classmethod
    def setUpClass(cls):
        _, address = cls.enterClassContext(running_service(PROGRAM, RULES))
        cls.channel = cls.enterClassContext(grpc.insecure_channel(address))
        cls.decisions = decision_service_pb2_grpc.DecisionServiceStub(cls.channel)
        cls.rulebooks = rulebook_service_pb2_grpc.RulebookServiceStub(cls.channel)

    def decide(self, state, person, on):
        request = decision_service_pb2.DecideRequest(actor=state, about=[person], at=state, on=on)
        return self.decisions.Decide(request).decision

    def arrest_and_surrender(self, decision):
        """These two determinations, whatever other acts the rulebook knows for the same entities."""
        two = [d for d in decision.determinations if d.action.startswith(("arrest ", "surrender "))]
        self.assertEqual(len(two), 2)
        return two

    def test_state_that_is_no_party_may_assist(self):
        decision = self.decide("USA", "gallant", "2024-12-09")
        for determination in self.arrest_and_surrender(decision):
            self.assertEqual(determination.outcome, outcome_pb2.OUTCOME_VOLUNTARY)
            self.assertIn("RS 87(5)(a)", determination.citations)
        self.assertEqual(decision.reading, "prevailing")
        self.assertEqual(len(decision.revision.digest), 64)

    def test_party_is_obliged(self):
        decision = self.decide("HUN", "netanyahu", "2025-04-03")
        for determination in self.arrest_and_surrender(decision):
            self.assertEqual(determination.outcome, outcome_pb2.OUTCOME_OBLIGED)

    def test_before_the_warrants_there_is_no_duty(self):
        for person in ("netanyahu", "gallant"):
            decision = self.decide("HUN", person, "2024-06-01")
            for determination in self.arrest_and_surrender(decision):
                self.assertEqual(determination.outcome, outcome_pb2.OUTCOME_NO_DUTY)

    def test_parties_are_found_in_a_stream(self):
        request = decision_service_pb2.FindRequest(phrase="a State is a State Party", on="2025-01-01")
        parts = list(self.decisions.Find(request))
        self.assertEqual(sum(len(part.bindings) for part in parts), 125)
        self.assertTrue(parts[-1].complete)

    def test_rulebook_is_described(self):
        rulebook = self.rulebooks.GetRulebook(rulebook_service_pb2.GetRulebookRequest())
        self.assertEqual(rulebook.revision.number, 1)
        self.assertGreaterEqual(rulebook.contents.entities, 196)
        self.assertFalse(rulebook.HasField("failure"))

    def test_error_tells_reason_field_and_candidates(self):
        with self.assertRaises(grpc.RpcError) as caught:
            self.decide("Hungray", "netanyahu", "2025-04-03")
        self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)
        metadata = dict(caught.exception.trailing_metadata())
        status = status_pb2.Status.FromString(metadata["grpc-status-details-bin"])
        info, bad_request = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
        refusals = error_reason_pb2.Refusals()
        for detail, message in zip(status.details, (info, bad_request, refusals), strict=True):
            self.assertTrue(detail.Unpack(message))
        self.assertEqual((info.domain, info.reason), ("comity.v1", "UNKNOWN_NAME"))
        self.assertEqual(bad_request.field_violations[0].field, "actor")
        self.assertIn("Hungary", refusals.refusals[0].candidates)

    def test_health_is_serving(self):
        health = health_pb2_grpc.HealthStub(self.channel)
        for service in ("", "comity.v1.DecisionService", "comity.v1.RulebookService"):
            answer = health.Check(health_pb2.HealthCheckRequest(service=service))
            self.assertEqual(answer.status, health_pb2.HealthCheckResponse.SERVING)

    def test_reflection_describes_every_service(self):
        def ask(**question):
            stub = reflection_pb2_grpc.ServerReflectionStub(self.channel)
            request = reflection_pb2.ServerReflectionRequest(**question)
            return next(stub.ServerReflectionInfo(iter([request])))

        services = [s.name for s in ask(list_services="").list_services_response.service]
        self.assertIn("comity.v1.DecisionService", services)
        self.assertIn("comity.v1.RulebookService", services)
        self.assertIn("grpc.health.v1.Health", services)
        for service in services:
            files = ask(file_containing_symbol=service).file_descriptor_response.file_descriptor_proto
            described = {
                f"{file.package}.{one.name}"
                for file in map(descriptor_pb2.FileDescriptorProto.FromString, files)
                for one in file.service
            }
            self.assertIn(service, described)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
