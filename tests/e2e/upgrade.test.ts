import { cp, readdir, readFile, readlink, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { FounderClient } from "../support/founder-client";
import { copyHome, unpackInstallation } from "../support/old-installation";
import { startProduct, temporaryHome, type Product } from "../support/product";
import { waitFor } from "../support/wait-for";
import { ledgerOf, leadEmail, progressOf, type Company } from "./company";

/**
 * An installation that commit 6b5a6c8 made and ran: its own database, n8n and keys, a launched company whose email 1 was sent to four
 * leads. `scripts/make-installation.ts` made it by starting that commit.
 */
const COMMIT = "6b5a6c8";
const LEADS = [1, 2, 3, 4].map(leadEmail);

let product: Product;
const started: Product[] = [];

beforeAll(async () => {
  const home = await temporaryHome();
  await unpackInstallation(COMMIT, home);
  product = await startProduct({ GREENLIGHT_HOME: home });
  started.push(product);
});
afterAll(async () => {
  for (const one of started) await one.stop();
});

type Running = { founder: FounderClient; company: Company; campaign: string };

async function enter(of: Product): Promise<Running> {
  const founder = await FounderClient.at((await of.runtime()).url, "old@founders.example");
  const { body: projects } = await founder.get<{ data: { id: string; workspace_id: string; name: string }[] }>(
    "/api/projects",
  );
  const project = projects.data.find(({ name }) => name === "Old Engine");
  const company = { projectId: project?.id ?? "", workspaceId: project?.workspace_id ?? "" };
  const { body } = await founder.get<{ data: { id: string }[] }>(`/api/campaigns?workspace_id=${company.workspaceId}`);
  return { founder, company, campaign: body.data[0]?.id ?? "" };
}

/** The subjects that each lead has received, in the order of their arrival. */
async function received({ home }: Product): Promise<Record<string, string[]>> {
  const mails: Record<string, string[]> = {};
  for (const name of (await readdir(join(home, "outbox"))).filter((file) => file.endsWith(".eml")).toSorted()) {
    const { to, subject } = await simpleParser(await readFile(join(home, "outbox", name)));
    const address = [to].flat()[0]?.value[0]?.address ?? "";
    (mails[address] ??= []).push(subject ?? "");
  }
  return mails;
}

async function send(step: number, { founder, company, campaign }: Running): Promise<void> {
  const delays = { workspace_id: company.workspaceId, step_delays_days: [0, 0, step === 2 ? 1 : 0] };
  expect((await founder.patch(`/api/campaigns/${campaign}`, delays)).status).toBe(200);
  const run = () =>
    founder.post(`/api/campaigns/${campaign}/run-now`, { workspace_id: company.workspaceId, step: `email_${step}` });
  await waitFor(
    async () =>
      (await run()).status === 202 && (await progressOf(founder, company, campaign))[step]?.sent === LEADS.length,
    { what: `email ${step} went out`, everyMs: 2_000, withinMs: 180_000 },
  );
}

const expectOnce = async (of: Product, mails: number): Promise<void> => {
  const perLead = await received(of);
  expect(Object.keys(perLead).toSorted()).toEqual(LEADS);
  for (const subjects of Object.values(perLead)) expect(subjects).toHaveLength(mails);
};

/** How many rows each table of the application holds. */
/** The installation's own life goes on: sign-ins, what its machine reports, and the looks at its workflows. */
const GROWING = [
  "login_audit",
  "instances",
  "instance_heartbeats",
  "fleet_evaluations",
  "fleet_alerts",
  "watchdog_runs",
];

async function countRows(of: Product): Promise<Record<string, number>> {
  const client = new Client({ connectionString: (await of.runtime()).databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; rows: string }>(
      `select schemaname || '.' || tablename as name,
              (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', schemaname, tablename), false, true, '')))[1]::text as rows
         from pg_tables where schemaname in ('public', 'genesis') and tablename <> all ($1)`,
      [GROWING],
    );
    return Object.fromEntries(rows.map(({ name, rows: count }) => [name, Number(count)]));
  } finally {
    await client.end();
  }
}

it("a running campaign of the older version goes on after the upgrade: email 2 goes out once", async () => {
  const running = await enter(product);
  const { founder, company } = running;
  await expectOnce(product, 1);
  await waitFor(
    async () => (await ledgerOf(founder, company)).some(({ type }) => type === "ignition.engine_upgraded"),
    {
      what: "the upgrade is in the ledger",
      everyMs: 1_000,
      withinMs: 180_000,
    },
  );

  const signingKeyPem = await readFile(join(product.home, "secrets", "sidecar-signing.pem"), "utf8");
  const engine = workflowEngine({ sidecarUrl: (await product.runtime()).sidecarUrl ?? "", signingKeyPem });
  const call = { workspaceId: company.workspaceId, signal: AbortSignal.timeout(60_000) };
  expect((await engine.listCredentials(call)).map(({ key }) => key)).not.toContain("postgres");
  for (const { workflowId, active } of await engine.listWorkflows(call)) {
    expect(active).toBe(true);
    const { definition } = await engine.getWorkflow({ ...call, workflowId });
    expect(definition.nodes.map(({ type }) => type)).not.toContain("n8n-nodes-base.postgres");
  }

  await send(2, running);
  await expectOnce(product, 2);
}, 480_000);

it("a copy of the stopped home starts elsewhere with the same data, and the campaign goes on: email 3 goes out once", async () => {
  const before = await countRows(product);
  const { company, campaign } = await enter(product);
  await product.shutDown();
  const home = await temporaryHome();
  await copyHome(product.home, home);

  const copy = await startProduct({ GREENLIGHT_HOME: home });
  started.push(copy);
  const ledger = "public.project_events"; // the renewal of the addresses is a line of its own
  expect({ ...(await countRows(copy)), [ledger]: before[ledger] }).toEqual(before);
  const running = await enter(copy);
  expect(running).toMatchObject({ company, campaign });

  await send(3, running);
  await expectOnce(copy, 3);
  await expectOnce(product, 2);
}, 480_000);

it("a copy whose link still leads to the original's data does not start on it", async () => {
  const home = await temporaryHome();
  await cp(join(product.home, "secrets"), join(home, "secrets"), { recursive: true });
  const data = join(product.home, "postgres");
  await symlink(await readlink(data).catch(() => data), join(home, "postgres"));
  await expect(startProduct({ GREENLIGHT_HOME: home })).rejects.toThrow(/copied or moved without its data/);
  await rm(home, { recursive: true });
});
