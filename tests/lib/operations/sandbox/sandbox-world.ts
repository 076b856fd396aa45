import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { CompactSign } from "jose";
import { INSTANCE_ISSUER, type ExecutionEvent } from "@/lib/contracts/instance";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { recordExecutionEvents } from "@/lib/operations/sandbox/record-execution-events";
import { StartTestRun, type StartedTestRun } from "@/lib/operations/sandbox/schemas";
import { startTestRun } from "@/lib/operations/sandbox/start-test-run";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

const [own, another] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];

async function sign(body: string, { name = "local", key }: { name?: string; key?: "another" } = {}): Promise<string> {
  const body_sha256 = createHash("sha256").update(body).digest("hex");
  const claims = Buffer.from(JSON.stringify({ iss: INSTANCE_ISSUER, sub: name, body_sha256 }));
  return new CompactSign(claims).setProtectedHeader({ alg: "EdDSA" }).sign((key ? another : own).privateKey);
}

export type Launched = { company: Company; campaignId: string; workflow: WorkspaceCtx };
export type SandboxWorld = IgnitionWorld & {
  /** A company whose campaign is active, and its workflows as callers. */
  launched(): Promise<Launched>;
  start(of: Launched, input?: Partial<StartTestRun>): Promise<StartedTestRun>;
  /** The bearer token of the local machine over a body, or one that pretends to be. */
  sign(body: string, as?: { name?: string; key?: "another" }): Promise<string>;
  /** The machine reports this of a run; how many of the events were taken. */
  report(run: StartedTestRun, events: Partial<ExecutionEvent>[], instance?: string): Promise<number>;
  rows<R extends object>(query: string, values?: unknown[]): Promise<R[]>;
};

export async function createSandboxWorld(): Promise<SandboxWorld> {
  const world = await createIgnitionWorld({
    LOCAL_INSTANCE_KEY: own.publicKey.export({ type: "spki", format: "pem" }).toString(),
  });
  return {
    ...world,
    launched: async () => {
      const company = await world.readyCompany();
      await world.launch(company);
      const campaignId = (await world.run(company)).campaign_id ?? "";
      const token = await revealWebhookToken(company.job);
      return { company, campaignId, workflow: await authenticateWebhook(world.system(), token) };
    },
    start: ({ company, campaignId }, input = {}) =>
      startTestRun(company.owner, StartTestRun.parse({ campaign_id: campaignId, ...input })),
    sign,
    report: async ({ test_run_id: run_id, execution_id }, events, instance = "local") => {
      const told = events.map((event) => ({ ...SILENT, id: randomUUID(), run_id, execution_id, ...event }));
      return (await recordExecutionEvents(world.system(), { instance, events: told })).accepted;
    },
    rows: async <R extends object>(query: string, values: unknown[] = []) =>
      (await world.admin.query<R>(query, values)).rows,
  };
}

const SILENT: Omit<ExecutionEvent, "id" | "run_id" | "execution_id"> = {
  phase: "node_started",
  node_name: "Settings",
  node_type: "n8n-nodes-base.code",
  message: null,
  at: "2026-11-30T09:00:00.000Z",
};
