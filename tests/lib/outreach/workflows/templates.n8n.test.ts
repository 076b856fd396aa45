import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import type { CompiledWorkflow, Transport } from "@/lib/outreach/workflows/schemas";
import { campaignInput } from "./campaign-input";
import { connectEngine, type Engine } from "./engine-client";

/** Data of the credentials as the engine itself stores them; nothing is ever sent with these. */
const CREDENTIALS = {
  smtp: { type: "smtp", data: { host: "127.0.0.1", port: 9, secure: false, user: "", password: "" } },
  trigger: { type: "jwtAuth", data: { keyType: "passphrase", secret: "the-secret", algorithm: "HS256" } },
  webhook: { type: "httpHeaderAuth", data: { name: "x-webhook-token", value: "the-token" } },
  openai_api: { type: "openAiApi", data: { apiKey: "the-key", url: "http://127.0.0.1:9", header: false } },
  gmail: { type: "gmailOAuth2", data: { clientId: "id", clientSecret: "secret" } },
  google_cse: { type: "httpQueryAuth", data: { name: "key", value: "the-key" } },
} as const;

let engine: Engine;
let credentials: Record<string, string> = {};

beforeAll(async () => {
  engine = await connectEngine(process.env);
  const created = await Promise.all(
    Object.entries(CREDENTIALS).map(async ([ours, { type, data }]) => {
      const { id } = await engine.call("POST", "credentials", { name: `template test ${ours}`, type, data });
      return [ours, String(id)] as const;
    }),
  );
  credentials = Object.fromEntries(created);
}, 60_000);

afterAll(async () => {
  for (const id of Object.values(credentials)) await engine.call("DELETE", `credentials/${id}`);
}, 60_000);

async function compile(transport: Transport, campaignId: string): Promise<CompiledWorkflow[]> {
  return compileCampaignWorkflows(campaignInput({ transport, campaignId, credentials }));
}

async function published(definition: CompiledWorkflow["definition"]): Promise<string> {
  const { id } = await engine.call("POST", "workflows", definition);
  await engine.call("POST", `workflows/${String(id)}/publish`, {});
  return String(id);
}

describe.each([
  ["smtp", "5a3f6f0e-0d6b-4d0e-8a60-000000000001"],
  ["gmail", "5a3f6f0e-0d6b-4d0e-8a60-000000000002"],
  ["gateway", "5a3f6f0e-0d6b-4d0e-8a60-000000000003"],
] as const)("the seven workflows of a campaign by %s, in a real engine", (transport, campaignId) => {
  it("are imported, published, and start only for a run token", { timeout: 120_000 }, async () => {
    const compiled = await compile(transport, campaignId);
    const ids: string[] = [];
    try {
      for (const workflow of compiled) ids.push(await published(workflow.definition));
      for (const { webhookPath, displayName } of compiled) {
        await expect.poll(() => engine.post(webhookPath, {}), { timeout: 20_000, message: displayName }).toBe(401);
        expect(await engine.post(webhookPath, { authorization: "Bearer a.b.c" }), displayName).toBe(403);
        expect(await engine.post(webhookPath, { "x-webhook-token": "the-token" }), displayName).toBe(401);
      }
      expect(await engine.post(`greenlight/${campaignId}/nowhere`, {})).toBe(404);
    } finally {
      for (const id of ids) await engine.call("DELETE", `workflows/${id}`);
    }
  });

  it("use only nodes and fields this engine has", { timeout: 60_000 }, async () => {
    const known = await engine.nodeTypes();
    for (const { definition, displayName } of await compile(transport, campaignId)) {
      for (const node of definition.nodes) {
        const place = `${displayName}: ${node.name}`;
        const fields = known.get(`${node.type}@${node.typeVersion}`);
        expect(fields, place).toBeDefined();
        expect(
          Object.keys(node.parameters).filter((field) => !fields?.has(field)),
          place,
        ).toEqual([]);
      }
    }
  });
});

it("the node of ours has an icon that the editor can load", async () => {
  expect(await engine.iconOf("CUSTOM.greenlightSend")).toMatchObject({ status: 200, type: "image/svg+xml" });
});
