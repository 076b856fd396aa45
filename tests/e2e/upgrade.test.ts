import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { WorkflowDefinition } from "@/lib/contracts/sidecar";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { Founder, productRuntime } from "../support/founder";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";
import { waitFor } from "../support/wait-for";
import { approveAll, importCsv, launch, ledgerOf, onboard, progressOf, waitUntilActive, type Company } from "./company";

/**
 * An installation as commit 6b5a6c8 left it, with a running campaign, meets this version. It stands for what that version kept in n8n and
 * in the launch's row: its seven workflows (the fixture holds its templates as they were), their database credential, no version. The
 * tables of that version are those of the migrations up to 20261122090100, which every database here has gone through.
 */
const FIXTURE = join(import.meta.dirname, "..", "fixtures", "workflows-6b5a6c8");
const FILES: Record<string, string> = {
  email_1: "Email 1-SMTP.json",
  email_2: "Email 2-SMTP.json",
  email_3: "Email 3-SMTP.json",
  email_preparation: "Email Preparation.json",
  research_report: "Research Report.json",
  reply_tracker: "Reply Tracker.json",
  opt_out: "Opt-Out.json",
};
const LEADS = 4;

let founder: Founder;
let smtp: RecipientServer;
let company: Company;
let campaign: string;
let engine: WorkflowEngine;
let database: Client;

beforeAll(async () => {
  founder = await Founder.signIn("old@founders.example");
  smtp = await startRecipientServer({ refuse: new Set() });
  const { databaseUrl, sidecarUrl } = await productRuntime();
  const signingKeyPem = await readFile(join(inject("productHome"), "secrets", "sidecar-signing.pem"), "utf8");
  engine = workflowEngine({ sidecarUrl: sidecarUrl ?? "", signingKeyPem });
  database = new Client({ connectionString: databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await smtp.stop();
});

const call = () => ({ workspaceId: company.workspaceId, signal: AbortSignal.timeout(60_000) });
const delays = (step_delays_days: number[]) =>
  founder.patch(`/api/campaigns/${campaign}`, { workspace_id: company.workspaceId, step_delays_days });
const run = (step: string) =>
  founder.post(`/api/campaigns/${campaign}/run-now`, { workspace_id: company.workspaceId, step });
const sentBy = async (step: number): Promise<number> => (await progressOf(founder, company, campaign))[step]?.sent ?? 0;

/** One workflow of before, with this company's values and credentials in place of its placeholders. */
async function workflowOfBefore(file: string, credentialIds: Record<string, string>): Promise<WorkflowDefinition> {
  const { url } = await productRuntime();
  const values: Record<string, string> = {
    CAMPAIGN_ID: campaign,
    WORKSPACE_ID: company.workspaceId,
    DASHBOARD_URL: url,
    UNSUBSCRIBE_URL: `${url}/u`,
    LLM_BASE_URL: `${url}/api/llm/v1`,
    TIMEZONE: "Europe/London",
    SEND_WINDOW_CRON: "* * * * *",
    LEADS_TABLE: "genesis.leads",
    ...credentialIds,
  };
  const text = await readFile(join(FIXTURE, file), "utf8");
  const filled = text.replace(/YOUR((?:_[A-Z0-9]+)+)/g, (_all, name: string) => values[name.slice(1)] ?? "");
  const { nodes, connections, settings } = JSON.parse(filled) as WorkflowDefinition;
  const usable = nodes.map(({ credentials, ...node }) => {
    const known = Object.entries(credentials ?? {}).filter(([, { id }]) => id !== "");
    return known.length > 0 ? { ...node, credentials: Object.fromEntries(known) } : node;
  });
  return WorkflowDefinition.parse({ nodes: usable, connections, settings });
}

/** Puts into n8n, under the same keys, what the version of before kept there. */
async function goBack(): Promise<void> {
  const nowhere = { host: "127.0.0.1", port: 9, database: "x", user: "instance", password: "x", ssl: false };
  await engine.injectCredential({ ...call(), key: "postgres", credential: { type: "postgres", ...nowhere } });
  await engine.deleteCredential({ ...call(), key: "trigger" });
  const ids = Object.fromEntries((await engine.listCredentials(call())).map((one) => [one.key, one.credentialId]));
  const credentialIds: Record<string, string> = {
    CREDENTIAL_SMTP_ID: ids.mail ?? "",
    CREDENTIAL_POSTGRES_ID: ids.postgres ?? "",
    CREDENTIAL_WEBHOOK_ID: ids.webhook ?? "",
    CREDENTIAL_OPENAI_ID: ids.gateway ?? "",
  };
  for (const [template, file] of Object.entries(FILES)) {
    const definition = await workflowOfBefore(file, credentialIds);
    await engine.deployWorkflow({ ...call(), key: `campaign:${campaign}:${template}`, name: template, definition });
  }
  await database.query("update genesis.ignition_state set workflows_version = null where workspace_id = $1", [
    company.workspaceId,
  ]);
}

async function restartApplication(): Promise<void> {
  const old = (await productRuntime()).pids.application ?? 0;
  process.kill(old, "SIGKILL");
  await waitFor(async () => (await productRuntime()).pids.application !== old, {
    what: "the application runs again",
    withinMs: 120_000,
  });
  await waitFor(async () => (await fetch(`${(await productRuntime()).url}/api/health`)).ok, {
    what: "the application answers",
    withinMs: 90_000,
  });
}

it(
  "a campaign that was running goes on after the upgrade: emails 2 and 3 go out once",
  { timeout: 480_000 },
  async () => {
    company = await onboard(founder, { name: "Old Engine", smtpPort: smtp.port });
    await importCsv(founder, company, LEADS);
    await launch(founder, company);
    campaign = await waitUntilActive(founder, company, 120_000);
    await delays([0, 1, 1]);
    await run("preparation");
    await waitFor(
      async () => {
        await approveAll(founder, company, campaign);
        return (await run("email_1")).status === 202 && (await sentBy(1)) === LEADS;
      },
      { what: "email 1 went out", everyMs: 2_000, withinMs: 150_000 },
    );
    await goBack();

    await restartApplication();
    await waitFor(
      async () => (await ledgerOf(founder, company)).some(({ type }) => type === "ignition.engine_upgraded"),
      { what: "the upgrade is in the ledger", everyMs: 1_000, withinMs: 120_000 },
    );
    expect((await engine.listCredentials(call())).map(({ key }) => key).toSorted()).toEqual([
      "gateway",
      "mail",
      "trigger",
      "webhook",
    ]);
    for (const { workflowId, active } of await engine.listWorkflows(call())) {
      expect(active).toBe(true);
      const { definition } = await engine.getWorkflow({ ...call(), workflowId });
      expect(definition.nodes.map(({ type }) => type)).not.toContain("n8n-nodes-base.postgres");
    }

    await delays([0, 0, 0]);
    for (const step of [2, 3]) {
      await waitFor(async () => (await run(`email_${step}`)).status === 202 && (await sentBy(step)) === LEADS, {
        what: `email ${step} went out`,
        everyMs: 2_000,
        withinMs: 120_000,
      });
    }
    const perLead = smtp.received.map(({ to, mail }) => `${to} ${mail.subject}`);
    expect(perLead).toHaveLength(3 * LEADS);
    expect(new Set(perLead).size).toBe(3 * LEADS);
  },
);
