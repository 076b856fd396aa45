import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StartedTestRun, TestRun } from "@/lib/operations/sandbox/schemas";
import type { AdminDrift, WatchdogRun } from "@/lib/operations/watchdog/schemas";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { Founder, productHome, productRuntime } from "../support/founder";
import type { FounderClient } from "../support/founder-client";
import { waitFor } from "../support/wait-for";
import { ignitionOf, importCsv, launch, onboard, waitUntilActive, type Company } from "./company";

type Json = Record<string, unknown>;
type Workflow = { template: string; workflow_id: string | null };

const CODE = { name: "Code", type: "n8n-nodes-base.code", typeVersion: 2, position: [0, 0], parameters: {} };

/** Rows I4, X2, W1 and W2 of the specification's validation plan, over HTTP against the running product and its n8n. */
describe("operations", () => {
  let founder: Founder;
  let admin: FounderClient;
  let database: Client;
  let company: Company;
  let campaign: string;

  beforeAll(async () => {
    founder = await Founder.signIn("operator@founders.example");
    admin = await Founder.signIn("admin@demo.local");
    database = new Client({ connectionString: (await productRuntime()).databaseUrl });
    await database.connect();
  });
  afterAll(() => database.end());

  const newCompany = async (name: string): Promise<Company> => {
    const made = await onboard(founder, { name });
    await importCsv(founder, made, 1);
    await launch(founder, made);
    return made;
  };
  const engine = async () => {
    const { sidecarUrl } = await productRuntime();
    const signingKeyPem = await readFile(join(productHome(), "secrets", "sidecar-signing.pem"), "utf8");
    return workflowEngine({ sidecarUrl: sidecarUrl ?? "", signingKeyPem });
  };
  const partitionsOf = async ({ workspaceId }: Company): Promise<unknown[]> => {
    const text = `select inhrelid::regclass from pg_inherits join pg_class on pg_class.oid = inhrelid
      where inhparent = 'genesis.leads'::regclass and pg_get_expr(relpartbound, inhrelid) like $1`;
    return (await database.query(text, [`%${workspaceId}%`])).rows;
  };

  /** As a person does it in n8n. */
  async function byHand(method: string, path: string, body?: object): Promise<Json> {
    const { n8nUrl } = await productRuntime();
    const key = await readFile(join(productHome(), "sidecar", "n8n-api-key"), "utf8");
    const headers = { "x-n8n-api-key": key, "content-type": "application/json" };
    const response = await fetch(`${n8nUrl}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Json;
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  it("a launch that is cancelled while n8n is being filled leaves nothing in n8n and every lead, and can be begun again", async () => {
    company = await newCompany("Second Thoughts");
    await waitFor(
      async () => {
        const { steps } = (await ignitionOf(founder, company)) as unknown as {
          steps: { name: string; status: string }[];
        };
        return steps.some(({ name, status }) => name === "inject_credentials" && status !== "pending");
      },
      { what: "credentials are being written into n8n", everyMs: 20, withinMs: 120_000 },
    );
    expect((await founder.post("/api/onboarding/cancel", { workspace_id: company.workspaceId })).status).toBe(202);
    const ended = await waitFor(
      async () => {
        const now = await ignitionOf(founder, company);
        return ["active", "failed", "cancelled"].includes(now.status) && now;
      },
      { what: "the launch ends", withinMs: 120_000 },
    );
    expect(ended).toMatchObject({ status: "cancelled", rollback_success: true, left: [] });
    const call = { workspaceId: company.workspaceId, signal: AbortSignal.timeout(60_000) };
    expect(await (await engine()).listCredentials(call)).toEqual([]);
    expect(await (await engine()).listWorkflows(call)).toEqual([]);
    // The founder's leads stay in the partition, and the next launch takes it over: dropping it would lock a table that every company needs.
    const [partition, ...others] = await partitionsOf(company);
    expect(others).toEqual([]);
    const leads = await founder.get<{ data: unknown[] }>(`/api/leads?workspace_id=${company.workspaceId}`);
    expect(leads.body.data).toHaveLength(1);

    expect((await launch(founder, company)).status).toBe(202);
    campaign = await waitUntilActive(founder, company, 180_000);
    expect(await (await engine()).listWorkflows(call)).toHaveLength(7);
    expect(await partitionsOf(company)).toEqual([partition]);
  });

  it("a company that tests too often is refused with the time to wait, and its history names every run", async () => {
    const start = () =>
      founder.post<StartedTestRun & { code?: string; retry_after_seconds?: number }>("/api/sandbox/test-campaign", {
        workspace_id: company.workspaceId,
        campaign_id: campaign,
      });
    const started: string[] = [];
    let refused = await start();
    while (refused.status === 200 && started.length < 11) {
      started.push(refused.body.test_run_id);
      refused = await start();
    }
    expect(refused).toMatchObject({ status: 429, body: { code: "sandbox.too_many" } });
    expect(started.length).toBeGreaterThan(0);
    expect(started.length).toBeLessThan(11);
    const { body } = await founder.get<{ data: TestRun[] }>(
      `/api/sandbox/history?workspace_id=${company.workspaceId}&limit=200`,
    );
    expect(body.data.map(({ id }) => id).toSorted()).toEqual(started.toSorted());
  });

  it("a workflow made by hand is found, shown and left alone; one of ours that was deleted by hand comes back", async () => {
    const idOf = async (template: string): Promise<string> => {
      const path = `/api/campaigns/${campaign}?workspace_id=${company.workspaceId}`;
      const { body } = await founder.get<{ workflows: Workflow[] }>(path);
      return body.workflows.find((one) => one.template === template)?.workflow_id ?? "";
    };
    const title = `Mine ${company.workspaceId.slice(0, 8)}`;
    const mine = await byHand("POST", "/workflows", { name: title, nodes: [CODE], connections: {}, settings: {} });
    const lost = await idOf("email_2");
    await byHand("POST", `/workflows/${lost}/unpublish`, {});
    await byHand("DELETE", `/workflows/${lost}`);

    type Seen = { data: WatchdogRun[]; drifts: AdminDrift[] };
    const look = async (): Promise<Seen> => (await admin.get<Seen>("/api/admin/watchdog/runs?limit=200")).body;
    const ofCompany = ({ workspace_id }: { workspace_id: string }): boolean => workspace_id === company.workspaceId;
    expect((await founder.post("/api/admin/watchdog/run", { workspace_id: company.workspaceId })).status).toBe(403);
    const from = Date.now();
    const asked = await admin.post("/api/admin/watchdog/run", { workspace_id: company.workspaceId });
    expect(asked).toMatchObject({ status: 202, body: { workspaces: 1 } });
    const run = await waitFor(
      async () =>
        (await look()).data.find(
          (one) => ofCompany(one) && Date.parse(one.started_at) >= from && one.completed_at !== null,
        ) ?? null,
      { what: "the check is kept", withinMs: 120_000 },
    );
    expect(run).toMatchObject({ status: "completed", reached: true, error: null });
    const { drifts } = await look();
    expect(drifts.filter(ofCompany)).toContainEqual(
      expect.objectContaining({ kind: "missing", campaign_id: campaign, title: expect.stringContaining("Email 2") }),
    );
    expect(drifts).toContainEqual(expect.objectContaining({ kind: "orphan_foreign", title }));

    await waitFor(async () => ![lost, ""].includes(await idOf("email_2")), {
      what: "the workflow is back",
      withinMs: 200_000,
      everyMs: 1_000,
    });
    await waitFor(async () => (await byHand("GET", `/workflows/${await idOf("email_2")}`)).active === true, {
      what: "it is published",
      withinMs: 60_000,
    });
    expect(await byHand("GET", `/workflows/${String(mine.id)}`)).toMatchObject({ name: title });
    await byHand("DELETE", `/workflows/${String(mine.id)}`);
  });
});
