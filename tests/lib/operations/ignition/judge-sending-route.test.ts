import { expect, test } from "vitest";
import { judgeSendingRoute } from "@/lib/operations/ignition/judge-sending-route";

const server = { host: "smtp.example.com", port: 587 };

test.each([
  [
    "an unreached port",
    { choice: null, egress: { "587": false, "443": true }, server },
    "gateway",
    "cannot reach port 587",
  ],
  ["a reached port", { choice: null, egress: { "25": false, "587": true }, server }, "machine", "can reach port 587"],
  ["a port that was not tried", { choice: null, egress: { "25": false }, server }, "machine", "has not reported"],
  ["no report", { choice: null, egress: null, server }, "machine", "has not reported"],
  ["no mail account", { choice: null, egress: { "587": false }, server: null }, "machine", "No mail account"],
  ["a choice over the report", { choice: "machine", egress: { "587": false }, server }, "machine", "by hand"],
  ["a choice without need", { choice: "gateway", egress: { "587": true }, server }, "gateway", "by hand"],
] as const)("%s decides", (_what, facts, route, reason) => {
  expect(judgeSendingRoute(facts)).toEqual({ route, choice: facts.choice, reason: expect.stringContaining(reason) });
});
