import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { redact } from "@/lib/platform/redact";
import type { EngineExecution, WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import type { ArchiveWriter } from "./archive-writer";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** The engine does not list more of a workflow's executions. */
const MOST_EXECUTIONS = 100;
const PATIENCE_MS = 120_000;
const FOLDER = "engine";

type Missing = { what: string; reason: string };
type Reading = { engine: WorkflowEngine; call: { workspaceId: string; signal: AbortSignal } };

/**
 * Writes what the workspace's engine holds: each workflow as it is there now, without secrets, and a summary of its last 100 executions. An
 * engine that does not answer within two minutes ends no archive: `engine/kept.json` says what is missing and why. Nothing is written for
 * a workspace that never had an engine. Only for jobs.
 */
export async function writeEngine(ctx: JobCtx, writer: ArchiveWriter): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const engine = await findEngine(ctx);
  if (!engine) return;
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(PATIENCE_MS)]);
  const reading: Reading = { engine, call: { workspaceId: ctx.workspaceId, signal } };
  const missing: Missing[] = [];
  const attempt = async <T>(what: string, read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (error) {
      ctx.signal.throwIfAborted();
      missing.push({ what, reason: error instanceof AppError ? error.message : "The engine did not answer in time." });
      return null;
    }
  };
  const listed = await attempt("workflows", () => engine.surveyWorkflows({ ...reading.call, knownIds: [] }));
  let kept = 0;
  for (const { workflowId, name } of listed?.workflows ?? []) {
    const workflow = await attempt(`workflow ${name}`, () => readWorkflow(reading, workflowId));
    if (!workflow) continue;
    const executions = await attempt(`executions of ${name}`, () => readExecutions(reading, workflowId));
    kept += 1;
    await writer.add(`${FOLDER}/${String(kept).padStart(4, "0")}.json`, json({ ...workflow, executions }));
  }
  await writer.add(`${FOLDER}/kept.json`, json({ read_at: ctx.now().toISOString(), workflows: kept, missing }));
}

async function readWorkflow({ engine, call }: Reading, workflowId: string): Promise<Record<string, unknown>> {
  const { key, name, active, archived, updatedAt, definition } = await engine.getWorkflow({ ...call, workflowId });
  return { key, name, active, archived, updated_at: updatedAt, definition: withoutSecrets(definition) };
}

async function readExecutions({ engine, call }: Reading, workflowId: string) {
  const found = await engine.listExecutions({ ...call, workflowId, limit: MOST_EXECUTIONS });
  const own = found.filter((execution) => execution.workflowId === workflowId);
  const started = own.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt])).toSorted();
  return { count: own.length, by_status: countByStatus(own), first: started[0] ?? null, last: started.at(-1) ?? null };
}

function countByStatus(executions: readonly EngineExecution[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { status } of executions) counts.set(status, (counts.get(status) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}

/**
 * The same, however deep, with each text that is a secret by its field's name or by its look replaced. Parameters of a node come as pairs as
 * well: the name of a header, and its value.
 */
function withoutSecrets(value: unknown, field = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, field));
  if (value === null || typeof value !== "object") return Object.values(redact({ [field]: value }) as object)[0];
  const fields: [string, unknown][] = Object.entries(value);
  const pairName = fields.find(([name]) => name === "name")?.[1];
  const nameOf = (name: string): string => (name === "value" && typeof pairName === "string" ? pairName : name);
  return Object.fromEntries(fields.map(([name, one]) => [name, withoutSecrets(one, nameOf(name))]));
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
