import type { RunEvent, TestRunDetails } from "@/lib/operations/sandbox/schemas";

export type NodeState = {
  name: string;
  state: "waiting" | "running" | "done" | "failed" | "off";
  /** How often it ran. */
  runs: number;
  durationMs: number | null;
  error: string | null;
  items: number | null;
  sample: string | null;
};

type Known = Pick<TestRunDetails, "drawing" | "events" | "result" | "completed_at">;

/** The state of each node of a run, in the order in which they ran; those that have not run yet come last. */
export function nodeStates({ drawing, events, result, completed_at }: Known): NodeState[] {
  const states = new Map<string, NodeState & { since: number; order: number }>();
  for (const { name, disabled } of drawing.nodes) {
    states.set(name, { ...UNTOUCHED, name, state: disabled ? "off" : "waiting" });
  }
  for (const [order, event] of events.entries()) {
    const state = event.node_name === null ? undefined : states.get(event.node_name);
    if (state) take(state, event, order);
  }
  for (const { name, duration_ms, error, items, sample } of result.nodes ?? []) {
    const state = states.get(name);
    if (state)
      Object.assign(state, { durationMs: duration_ms, items, sample, ...(error && { error, state: "failed" }) });
  }
  // A run that is over leaves no node running: n8n went away in the middle of it.
  for (const state of states.values()) if (completed_at && state.state === "running") state.state = "failed";
  return [...states.values()]
    .toSorted((a, b) => a.order - b.order)
    .map(({ since: _since, order: _order, ...state }) => state);
}

const UNTOUCHED = {
  runs: 0,
  durationMs: null,
  error: null,
  items: null,
  sample: null,
  since: 0,
  order: Number.POSITIVE_INFINITY,
};

function take(state: NodeState & { since: number; order: number }, event: RunEvent, order: number): void {
  const at = Date.parse(event.occurred_at);
  state.order = Math.min(state.order, order);
  if (event.event_type === "node_start") {
    Object.assign(state, { state: "running", since: at, runs: state.runs + 1 });
  } else if (event.event_type === "node_complete") {
    state.state = "done";
    state.durationMs = (state.durationMs ?? 0) + Math.max(0, at - state.since);
  } else if (event.event_type === "error" || event.event_type === "node_error") {
    state.state = "failed";
    state.error = event.data.message ?? "n8n gave no reason.";
  }
}

/** `40 ms`, `1.5 s`, `1 min 5 s`. */
export function durationWords(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
