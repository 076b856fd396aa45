import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClaimedEmail } from "@/lib/contracts/engine";
import type { WorkflowDefinition } from "@/lib/contracts/sidecar";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { startFakeEngine, type FakeEngine } from "../support/fake-engine";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";
import { waitFor } from "../support/wait-for";
import { removeDir, SIGNING_KEY_PEM, startSidecar, type RunningSidecar } from "./sidecar-harness";

const SECRETS = { token: "planted-token-8Jq2vX", password: "planted-password-W4zt7K" };

let sidecar: RunningSidecar;
let engine: WorkflowEngine;
let greenlight: FakeEngine;
let mail: RecipientServer;
beforeAll(async () => {
  const { TEST_N8N_URL, TEST_N8N_OWNER_EMAIL, TEST_N8N_OWNER_PASSWORD } = process.env;
  if (!TEST_N8N_URL || !TEST_N8N_OWNER_EMAIL || !TEST_N8N_OWNER_PASSWORD)
    throw new Error("TEST_N8N_URL or its owner is missing: run this test with npm test, which starts n8n.");
  const owner = { email: TEST_N8N_OWNER_EMAIL, password: TEST_N8N_OWNER_PASSWORD };
  sidecar = await startSidecar({ n8nUrl: TEST_N8N_URL, owner });
  engine = workflowEngine({ sidecarUrl: sidecar.url, signingKeyPem: SIGNING_KEY_PEM });
  greenlight = await startFakeEngine({ token: SECRETS.token });
  mail = await startRecipientServer({ refuse: new Set(["gone@example.com"]) });
});
afterAll(async () => {
  await mail.stop();
  await greenlight.stop();
  await sidecar.stop();
  removeDir(sidecar.dataDir);
});

const claimTo = (to: string): ClaimedEmail => ({
  claim_id: randomUUID(),
  lead_id: randomUUID(),
  to,
  to_name: "Lee",
  from: "ann@sender.example",
  from_name: "Ann",
  reply_to: "ann@sender.example",
  subject: "Hello",
  text: "Text",
  html: "<p>Text</p>",
  headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  message_id: `<${randomUUID()}@sender.example>`,
});

type Node = WorkflowDefinition["nodes"][number];
const node = (name: string, type: string, more: Partial<Node>): Node => ({
  name,
  type,
  typeVersion: 2,
  position: [0, 0],
  parameters: {},
  ...more,
});
const to = (next: string) => ({ main: [[{ node: next, type: "main", index: 0 }]] });

type Sender = { path: string; claims: ClaimedEmail[]; ids: Record<"smtp" | "trigger" | "webhook", string> };

/** Webhook → a lot → our node → a request that Greenlight refuses, so that its error is kept as well. */
function sender({ path, claims, ids }: Sender): WorkflowDefinition {
  const nodes = [
    node("Webhook", "n8n-nodes-base.webhook", {
      webhookId: randomUUID(),
      parameters: { path, httpMethod: "POST", authentication: "jwtAuth", responseMode: "onReceived" },
      credentials: { jwtAuth: { id: ids.trigger } },
    }),
    node("Lot", "n8n-nodes-base.code", {
      parameters: { jsCode: `return [{ json: { claims: ${JSON.stringify(claims)}, reasons: [] } }]` },
    }),
    node("Send", "CUSTOM.greenlightSend", {
      typeVersion: 1,
      parameters: { transport: "smtp", engineUrl: greenlight.url },
      credentials: { smtp: { id: ids.smtp }, httpHeaderAuth: { id: ids.webhook } },
    }),
    node("Ask", "n8n-nodes-base.httpRequest", {
      typeVersion: 4.2,
      parameters: {
        method: "POST",
        url: `${greenlight.url}/claims/x/outcome`,
        authentication: "genericCredentialType",
        genericAuthType: "httpHeaderAuth",
        sendBody: true,
        specifyBody: "json",
        jsonBody: '{"status":"no such status"}',
      },
      credentials: { httpHeaderAuth: { id: ids.webhook } },
    }),
  ];
  const connections = { Webhook: to("Lot"), Lot: to("Send"), Send: to("Ask") };
  return { nodes, connections, settings: { executionOrder: "v1", saveDataSuccessExecution: "all" } };
}

/** Rows of n8n's whole database that contain the text, as `table: count`. */
async function rowsWith(text: string): Promise<string[]> {
  const client = new Client({ connectionString: process.env.TEST_N8N_DATABASE_URL });
  await client.connect();
  const found: string[] = [];
  const { rows: tables } = await client.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${name} as r where position($1 in r::text) > 0`,
      [text],
    );
    if (rows[0]?.count) found.push(`${name}: ${rows[0].count}`);
  }
  await client.end();
  return found;
}

test("sends in n8n, and neither the workspace's token nor the mail password enters n8n's database", async () => {
  const call = { workspaceId: randomUUID(), signal: AbortSignal.timeout(120_000) };
  const login = { host: "127.0.0.1", port: mail.port, secure: false, user: "ada", password: SECRETS.password };
  const inject = async (key: "smtp" | "trigger" | "webhook"): Promise<string> => {
    const credential = {
      smtp: { type: "smtp", ...login },
      trigger: { type: "trigger" },
      webhook: { type: "webhook", token: SECRETS.token },
    } as const;
    return (await engine.injectCredential({ ...call, key, credential: credential[key] })).credentialId;
  };
  const ids = { smtp: await inject("smtp"), trigger: await inject("trigger"), webhook: await inject("webhook") };
  const path = `greenlight/${randomUUID()}/email-1`;
  const claims = ["a@example.com", "gone@example.com", "b@example.com"].map(claimTo);
  const definition = sender({ path, claims, ids });
  const { workflowId } = await engine.deployWorkflow({ ...call, key: path, name: "Send", definition });
  await engine.publishWorkflow({ ...call, workflowId });
  const payload = { marker: "planted-payload" };
  expect((await engine.triggerWebhook({ ...call, path, payload })).status).toBe(200);

  await waitFor(
    async () => (await engine.listExecutions({ ...call, workflowId })).some(({ status }) => status === "error"),
    { what: "the run ends in the request that is refused" },
  );
  expect(mail.received.map((one) => one.to)).toEqual(["a@example.com", "b@example.com"]);
  expect(greenlight.reported.map(({ report }) => report.status)).toEqual(["sent", "refused", "sent"]);
  const oneClick = mail.received[0]?.mail.headerLines.find(({ key }) => key === "list-unsubscribe-post");
  expect(oneClick?.line).toBe("List-Unsubscribe-Post: List-Unsubscribe=One-Click");

  expect(await rowsWith(payload.marker)).not.toEqual([]);
  expect(await rowsWith(SECRETS.token)).toEqual([]);
  expect(await rowsWith(SECRETS.password)).toEqual([]);
  await engine.deleteWorkflow({ ...call, workflowId });
});
