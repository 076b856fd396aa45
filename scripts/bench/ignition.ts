import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { compileCampaign } from "@/lib/operations/ignition/compile-campaign";
import { engineCredentials } from "@/lib/operations/ignition/engine-credentials";
import { getIgnitionStatus, type IgnitionView } from "@/lib/operations/ignition/get-ignition-status";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { toN8nCredential } from "@/lib/providers/workflow-engine/sidecar/map";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { toEngineDefinition } from "@/lib/outreach/workflows/engine-definition";
import { median, ms, timed, type Row } from "./figures";
import { asJob, readyWorkspace } from "./founder";
import type { Stack } from "./stack";

const RUNS = 5;
const LIMIT = 1.5;
const POLL_MS = 10;

type Bare = { credentials: Call[]; workflows: Call[]; paths: string[] };
type Call = Record<string, unknown>;
export type IgnitionFigures = { row: Row; ignitionMs: number[]; bareMs: number[]; stepsMs: Record<string, number> };

/** Launches of fresh workspaces through verb, queue, worker and sidecar, beside the same n8n calls made directly one after another. */
export async function benchIgnition(stack: Stack): Promise<IgnitionFigures> {
  const [ignitionMs, bareMs]: [number[], number[]] = [[], []];
  const steps: Record<string, number[]> = {};
  // The first of each warms both sides up and is not counted.
  for (let run = 0; run <= RUNS; run += 1) {
    const owner = await readyWorkspace(stack);
    let view: IgnitionView | undefined;
    const launched = await timed(async () => (view = await launchAndWait(owner)));
    const calls = await bareCalls(owner, view);
    const made: string[] = [];
    const direct = await timed(async () => void made.push(...(await makeCalls(stack, calls))));
    await cleanUp(stack, owner, made);
    if (run === 0) continue;
    ignitionMs.push(launched);
    bareMs.push(direct);
    for (const { name, duration_ms } of view?.steps ?? []) (steps[name] ??= []).push(duration_ms ?? 0);
  }
  const [launched, direct] = [median(ignitionMs), median(bareMs)];
  const ratio = launched / direct;
  const row: Row = {
    name: `Ignition, warm n8n (median of ${RUNS})`,
    measured: ms(launched),
    compared: `${ms(direct)} bare n8n calls`,
    ratio,
    limit: `≤ ${LIMIT}`,
    ok: ratio <= LIMIT,
  };
  const stepsMs = Object.fromEntries(Object.entries(steps).map(([name, values]) => [name, median(values)]));
  return { row, ignitionMs, bareMs, stepsMs };
}

async function launchAndWait(owner: WorkspaceCtx): Promise<IgnitionView> {
  await launchIgnition(owner, { workspace_id: owner.workspaceId });
  for (;;) {
    const view = await getIgnitionStatus(owner);
    if (view.status === "active") return view;
    if (view.status === "failed" || view.status === "cancelled") throw new Error(JSON.stringify(view));
    await delay(POLL_MS);
  }
}

/** The requests that the launch sent to n8n, ready to be sent again with other names and paths. */
async function bareCalls(owner: WorkspaceCtx, view: IgnitionView | undefined): Promise<Bare> {
  const ctx = asJob(owner);
  const prefix = randomUUID();
  const credentials = (await engineCredentials(ctx)).map(({ key, credential }) => ({
    name: `${prefix}:${key}`,
    ...toN8nCredential(credential, prefix),
  }));
  const used = await engineCredentials(ctx);
  const credentialIds = Object.fromEntries(used.map(({ credential: { type } }, index) => [type, `bench-${index}`]));
  const campaignId = view?.campaign_id ?? "";
  const compiled = await compileCampaign(ctx, { campaignId, credentialIds });
  const workflows = compiled.map(({ name, definition }): Call => {
    const text = JSON.stringify(toEngineDefinition(definition)).replaceAll(campaignId, prefix);
    return { name: `${prefix} ${name}`, ...(JSON.parse(text) as Call) };
  });
  const paths = workflows.map((workflow) => /"path":"(greenlight\/[^"]+)"/.exec(JSON.stringify(workflow))?.[1] ?? "");
  return { credentials, workflows, paths };
}

/** One call after another, nothing else: credentials, drafts, publishing, one probe of each webhook. Answers the workflows' ids. */
async function makeCalls({ n8nUrl, n8nApiKey }: Stack, { credentials, workflows, paths }: Bare): Promise<string[]> {
  const key = await n8nApiKey();
  const ids: string[] = [];
  for (const credential of credentials) ids.push((await call(`${n8nUrl}/api/v1/credentials`, key, credential)).id);
  const workflowIds: string[] = [];
  for (const workflow of workflows) {
    const text = ids.reduce(
      (all, id, index) => all.replaceAll(`"bench-${index}"`, `"${id}"`),
      JSON.stringify(workflow),
    );
    workflowIds.push((await call(`${n8nUrl}/api/v1/workflows`, key, JSON.parse(text) as Call)).id);
  }
  for (const id of workflowIds) await call(`${n8nUrl}/api/v1/workflows/${id}/publish`, key, {});
  for (const path of paths) {
    const response = await fetch(`${n8nUrl}/webhook/${path}`, { method: "POST" });
    await response.body?.cancel();
    if (![401, 403].includes(response.status)) throw new Error(`The bare webhook ${path} answers ${response.status}.`);
  }
  return workflowIds;
}

async function call(url: string, key: string, body: Call): Promise<{ id: string }> {
  const headers = { "content-type": "application/json", "x-n8n-api-key": key };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`n8n answers ${response.status} to ${url}: ${text}`);
  return JSON.parse(text) as { id: string };
}

/** Published workflows wake every minute: the next run must not share n8n with those of the one before. */
async function cleanUp({ n8nUrl, n8nApiKey, sidecarUrl }: Stack, owner: WorkspaceCtx, bare: string[]): Promise<void> {
  const engine = engineAt(sidecarUrl);
  const each = { workspaceId: owner.workspaceId, signal: AbortSignal.timeout(60_000) };
  for (const { workflowId } of await engine.listWorkflows(each)) await engine.deleteWorkflow({ ...each, workflowId });
  const headers = { "x-n8n-api-key": await n8nApiKey() };
  for (const id of bare) await fetch(`${n8nUrl}/api/v1/workflows/${id}`, { method: "DELETE", headers });
}
