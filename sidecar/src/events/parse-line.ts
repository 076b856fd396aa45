import { z } from "zod";
import { ExecutionEvent } from "@/lib/contracts/instance";

const PHASES: Record<string, ExecutionEvent["phase"]> = {
  "n8n.node.started": "node_started",
  "n8n.node.finished": "node_finished",
  "n8n.workflow.success": "workflow_succeeded",
  "n8n.workflow.failed": "workflow_failed",
  "n8n.workflow.cancelled": "workflow_cancelled",
};
const Line = z.object({
  id: z.uuid(),
  ts: z.string(),
  eventName: z.string(),
  payload: z.object({
    executionId: z.coerce.string(),
    nodeName: z.string().nullish(),
    nodeType: z.string().nullish(),
    lastNodeExecuted: z.string().nullish(),
    errorNodeType: z.string().nullish(),
    errorMessage: z.string().nullish(),
  }),
});

export type LoggedEvent = Omit<ExecutionEvent, "run_id">;
const Logged = ExecutionEvent.omit({ run_id: true });

/** A line about a node or a workflow; null for every other one, such as audit lines, which hold addresses and never leave the machine. */
export function parseLine(line: string): LoggedEvent | null {
  const parsed = Line.safeParse(jsonOf(line));
  const phase = parsed.success ? PHASES[parsed.data.eventName] : undefined;
  if (!parsed.success || !phase) return null;
  const { id, ts, payload } = parsed.data;
  const event = Logged.safeParse({
    id,
    execution_id: payload.executionId,
    phase,
    node_name: (payload.nodeName ?? payload.lastNodeExecuted)?.slice(0, 200) ?? null,
    node_type: (payload.nodeType ?? payload.errorNodeType)?.slice(0, 200) ?? null,
    message: payload.errorMessage?.slice(0, 1_000) ?? null,
    at: ts,
  });
  return event.success ? event.data : null;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // torn by a crash
  }
}
