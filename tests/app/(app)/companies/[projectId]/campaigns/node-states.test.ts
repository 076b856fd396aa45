import { expect, test } from "vitest";
import {
  durationWords,
  nodeStates,
} from "@/app/(app)/companies/[projectId]/campaigns/[campaignId]/tests/_components/node-states";
import type { RunEvent } from "@/lib/operations/sandbox/schemas";

const drawing = {
  name: "Email 1",
  nodes: ["Start", "Send", "Other"].map((name) => ({
    name,
    type: "n8n-nodes-base.code",
    position: [0, 0] as [number, number],
    disabled: name === "Other",
  })),
  connections: [],
};
const event = (
  event_type: RunEvent["event_type"],
  node_name: string | null,
  seconds: number,
  message?: string,
): RunEvent => ({
  position: String(seconds),
  event_type,
  node_name,
  node_type: null,
  data: message === undefined ? {} : { message },
  occurred_at: new Date(seconds * 1000).toISOString(),
});
const states = (events: RunEvent[], more: object = {}) =>
  nodeStates({ drawing, events, result: {}, completed_at: null, ...more }).map(({ name, state, runs, durationMs }) => [
    name,
    state,
    runs,
    durationMs,
  ]);

test("a node lights up while it runs, sums its turns, and keeps the order in which they ran", () => {
  expect(states([])).toEqual([
    ["Start", "waiting", 0, null],
    ["Send", "waiting", 0, null],
    ["Other", "off", 0, null],
  ]);
  const running = [event("node_start", "Send", 1), event("node_complete", "Send", 2), event("node_start", "Send", 4)];
  expect(states(running)[0]).toEqual(["Send", "running", 2, 1000]);
  expect(states([...running, event("node_complete", "Send", 7)])[0]).toEqual(["Send", "done", 2, 4000]);
});

test("a failure stays one although the node finishes too, and a run that went away leaves no node running", () => {
  const failing = [
    event("node_start", "Start", 1),
    event("node_complete", "Start", 2),
    event("error", "Start", 3, "No connection."),
  ];
  expect(nodeStates({ drawing, events: failing, result: {}, completed_at: null })[0]).toMatchObject({
    state: "failed",
    error: "No connection.",
  });
  const crashed = { completed_at: "2026-11-30T09:00:00Z" };
  expect(states([event("node_start", "Start", 1)], crashed)[0]).toEqual(["Start", "failed", 1, null]);
});

test("durations are read as people say them", () => {
  expect([40, 1_500, 65_000].map(durationWords)).toEqual(["40 ms", "1.5 s", "1 min 5 s"]);
});
