import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { runIgnition } from "@/lib/operations/ignition/run-ignition";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { checkWorkspace } from "@/lib/operations/watchdog/check-workspace";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { readyCompany } from "../../../factories/ignition-world";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { startSmtpServer } from "../../providers/mail/smtp/smtp-server-double";
import { removeDir, SIGNING_KEY_PEM, startSidecar, type RunningSidecar } from "../../../sidecar/sidecar-harness";

type Json = Record<string, unknown>;

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
};

let world: TestWorld;
let sidecar: RunningSidecar;
let mail: Awaited<ReturnType<typeof startSmtpServer>>;
let company: Company;
let campaignId: string;
let clock: number;

beforeAll(async () => {
  mail = await startSmtpServer({ authOptional: true });
  const owner = { email: required("TEST_N8N_OWNER_EMAIL"), password: required("TEST_N8N_OWNER_PASSWORD") };
  sidecar = await startSidecar({ n8nUrl: required("TEST_N8N_URL"), owner });
  world = await createTestWorld({
    LOCAL_SIDECAR_URL: sidecar.url,
    SIDECAR_SIGNING_KEY: SIGNING_KEY_PEM,
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: String(mail.port),
    OUTBOX_DIR: "/nonexistent",
  });
  company = await readyCompany(world);
  await launchIgnition(company.owner, { workspace_id: company.workspaceId });
  await runIgnition(company.job, { attempt: 1 });
  const view = await getIgnitionStatus(company.owner);
  if (view.status !== "active") throw new Error(JSON.stringify(view.error));
  campaignId = view.campaign_id ?? "";
  clock = Date.now();
});
afterAll(async () => {
  await world.close();
  await sidecar.stop();
  await mail.stop();
  removeDir(sidecar.dataDir);
});

/** As a person does it in n8n. */
async function byHand(method: string, path: string, body?: object): Promise<Json> {
  const response = await fetch(`${required("TEST_N8N_URL")}/api/v1${path}`, {
    method,
    headers: {
      "x-n8n-api-key": readFileSync(join(sidecar.dataDir, "n8n-api-key"), "utf8"),
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

const drifts = async (): Promise<Json[]> =>
  (
    await world.admin.query<Json>(
      "select kind, title, state, tries from genesis.watchdog_drifts where workspace_id = $1 order by first_seen_at, kind",
      [company.workspaceId],
    )
  ).rows;

/** A check two minutes after the last one, and the repair that it asked for. */
async function cycle(): Promise<void> {
  clock += 120_000;
  const before = (await world.jobs(company.workspaceId)).length;
  await checkWorkspace({ ...company.job, now: () => new Date(clock) }, { cause: "schedule", survey: true });
  const asked = (await world.jobs(company.workspaceId)).slice(before);
  if (asked.some(({ name }) => name === "ignition.sync_campaign")) await syncCampaign(company.job, { campaignId });
}

const idOf = async (template: string): Promise<string> =>
  (await getCampaign(company.owner, { campaignId })).workflows.find((one) => one.template === template)?.workflow_id ??
  "";

test("real n8n holds what we wrote; a workflow made by hand is left alone; ours deleted by hand comes back; an edit is found and kept", async () => {
  await cycle();
  await cycle();
  expect((await drifts()).filter(({ kind }) => kind !== "orphan_foreign")).toEqual([]);

  const CODE = { name: "Code", type: "n8n-nodes-base.code", typeVersion: 2, position: [0, 0], parameters: {} };
  const mine = await byHand("POST", "/workflows", { name: "Mine", nodes: [CODE], connections: {}, settings: {} });
  const lost = await idOf("email_2");
  await byHand("POST", `/workflows/${lost}/unpublish`, {});
  await byHand("DELETE", `/workflows/${lost}`);
  const edited = await byHand("GET", `/workflows/${await idOf("email_3")}`);
  const { nodes, connections } = edited;
  const settings = { executionOrder: "v1" };
  await byHand("PUT", `/workflows/${String(edited["id"])}`, { name: "Edited", nodes, connections, settings });

  await cycle();
  await cycle();
  await cycle();
  expect(await idOf("email_2")).not.toBe(lost);
  expect(await byHand("GET", `/workflows/${await idOf("email_2")}`)).toMatchObject({ active: true });
  expect(await byHand("GET", `/workflows/${String(mine["id"])}`)).toMatchObject({ name: "Mine" });
  const seen = await drifts();
  expect(seen).toContainEqual(expect.objectContaining({ kind: "missing", state: "closed", tries: 1 }));
  expect(seen).toContainEqual(
    expect.objectContaining({ kind: "orphan_foreign", title: "Mine", state: "open", tries: 0 }),
  );
  expect(seen.some(({ kind }) => kind === "content_drift")).toBe(true);
}, 240_000);
