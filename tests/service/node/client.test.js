// SPDX-License-Identifier: Apache-2.0
// The shipped program and rulebook as a Node client sees them. COMITY_PROGRAM, COMITY_RULES and COMITY_PROTOS (folders
// separated by a colon) say where things are.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

import grpc from "@grpc/grpc-js";
import protoLoader from "@grpc/proto-loader";

const { COMITY_PROGRAM, COMITY_RULES, COMITY_PROTOS } = process.env;
const protos = protoLoader.loadSync(
  ["comity/v1/decision_service.proto", "comity/v1/error_reason.proto", "google/rpc/error_details.proto"],
  { includeDirs: COMITY_PROTOS.split(":"), enums: String, longs: Number, defaults: true },
);
const { comity } = grpc.loadPackageDefinition(protos);

let service;
let client;

before(async () => {
  service = spawn(COMITY_PROGRAM, ["serve", "--rules", COMITY_RULES, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = await once(createInterface({ input: service.stdout }), "line");
  assert.match(line, /^listening on 127\.0\.0\.1:\d+$/);
  const address = line.replace("listening on ", "");
  client = new comity.v1.DecisionService(address, grpc.credentials.createInsecure());
});

after(async () => {
  client?.close();
  const ended = once(service, "exit");
  service.kill("SIGTERM");
  assert.deepEqual(await ended, [0, null]);
});

function decide(state, person, on) {
  const request = { actor: state, about: [person], at: state, on };
  return new Promise((resolve, reject) => {
    client.decide(request, (error, response) => (error ? reject(error) : resolve(response.decision)));
  });
}

// These two determinations, whatever other acts the rulebook knows for the same entities.
function arrestAndSurrender(decision) {
  const two = decision.determinations.filter(({ action }) => /^(arrest|surrender) /.test(action));
  assert.equal(two.length, 2);
  return two;
}

// The details of an error by the name of their message.
function detailsOf(error) {
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  const status = protos["google.rpc.Status"].deserialize(bytes);
  return Object.fromEntries(
    status.details.map((any) => {
      const name = any.type_url.split("/").pop();
      return [name, protos[name].deserialize(any.value)];
    }),
  );
}

test("a State that is no party may assist", async () => {
  const decision = await decide("USA", "gallant", "2024-12-09");
  for (const determination of arrestAndSurrender(decision)) {
    assert.equal(determination.outcome, "OUTCOME_VOLUNTARY");
    assert.ok(determination.citations.includes("RS 87(5)(a)"));
  }
  assert.equal(decision.reading, "prevailing");
  assert.equal(decision.revision.number, 1);
});

test("a party is obliged", async () => {
  const decision = await decide("HUN", "netanyahu", "2025-04-03");
  assert.deepEqual(
    arrestAndSurrender(decision).map((determination) => determination.outcome),
    ["OUTCOME_OBLIGED", "OUTCOME_OBLIGED"],
  );
});

test("the duty map streams every State and ends complete", async () => {
  const stream = client.dutyMap({ about: ["netanyahu"], on: "2024-11-22" });
  const obliged = new Set();
  let complete = false;
  for await (const part of stream) {
    complete = part.complete;
    for (const entry of part.entries) if (entry.outcome === "OUTCOME_OBLIGED") obliged.add(entry.actor);
  }
  assert.ok(complete);
  assert.equal(obliged.size, 124);
});

test("an error tells reason, field and candidates", async () => {
  const error = await decide("Hungray", "netanyahu", "2025-04-03").then(
    () => assert.fail("answered"),
    (refused) => refused,
  );
  assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
  const details = detailsOf(error);
  assert.equal(details["google.rpc.ErrorInfo"].reason, "UNKNOWN_NAME");
  assert.equal(details["google.rpc.ErrorInfo"].domain, "comity.v1");
  assert.equal(details["google.rpc.BadRequest"].fieldViolations[0].field, "actor");
  assert.ok(details["comity.v1.Refusals"].refusals[0].candidates.includes("Hungary"));
});
