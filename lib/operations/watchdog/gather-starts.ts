import type { EngineCall, EngineWorkflow, WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import type { CampaignFacts, Starts } from "./facts";
import { EVERY_MINUTES } from "./schedules";

/** The newest starts suffice: a silence shows in the last one, a double start in two that follow each other. */
const NEWEST = 10;
const AT_ONCE = 4;

type Asked = {
  campaigns: readonly CampaignFacts[];
  workflows: readonly EngineWorkflow[];
  call: () => EngineCall;
  /** Null when the engine could not answer. */
  orUnknown: <T>(question: () => Promise<T>) => Promise<T | null>;
};

/** When n8n last started each published workflow by its schedule, as n8n's own list of executions has it. */
export async function gatherStarts(engine: WorkflowEngine, asked: Asked): Promise<NonNullable<Starts>> {
  const { campaigns, workflows, call, orUnknown } = asked;
  const active = new Set(workflows.flatMap(({ workflowId, active: isActive }) => (isActive ? [workflowId] : [])));
  const ids = campaigns
    .filter(({ status }) => status === "active")
    .flatMap(({ rows }) => rows)
    .flatMap(({ template, workflow_id }) =>
      template in EVERY_MINUTES && workflow_id !== null && active.has(workflow_id) ? [workflow_id] : [],
    );
  const starts = new Map<string, readonly Date[]>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    await Promise.all(
      ids.slice(at, at + AT_ONCE).map(async (workflowId) => {
        const listed = await orUnknown(() => engine.listExecutions({ ...call(), workflowId, limit: NEWEST }));
        if (listed === null) return;
        const times = listed.flatMap(({ mode, startedAt }) =>
          mode === "trigger" && startedAt !== null ? [new Date(startedAt)] : [],
        );
        starts.set(
          workflowId,
          times.toSorted((a, b) => a.getTime() - b.getTime()),
        );
      }),
    );
  }
  return starts;
}
