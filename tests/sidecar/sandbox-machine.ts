import { generateKeyPairSync, randomUUID, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import { expect } from "vitest";
import { ExecutionEvents, type ExecutionEvent } from "@/lib/contracts/instance";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import { toEngineDefinition } from "@/lib/outreach/workflows/engine-definition";
import type { CompiledWorkflow } from "@/lib/outreach/workflows/schemas";
import type { EngineCall, WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { readEnv } from "@/sidecar/src/env";
import { startReports } from "@/sidecar/src/reports";
import { sidecarApp } from "@/sidecar/src/server";
import { openStore } from "@/sidecar/src/store";
import { campaignInput } from "../lib/outreach/workflows/campaign-input";
import { listenOnAnyPort, sendJson } from "../support/json-server";
import { listen, removeDir, temporaryDir } from "./sidecar-harness";

type Options = {
  n8nUrl: string;
  owner: { email: string; password: string };
  eventLog: string;
  /** A workflow's question to the application is answered when this settles. */
  beforeAnswer?: (path: string) => Promise<void>;
};
type HeardEvent = ExecutionEvent & { heardAt: number };
export type SandboxMachine = {
  engine: WorkflowEngine;
  /** Every question of workflows to the application, in the order they came. */
  asked: string[];
  /** Every event that the sidecar reported, in the order it came. */
  events: HeardEvent[];
  call(): EngineCall;
  /** A campaign's workflows, whose doors are those of this application. */
  compile(): Promise<CompiledWorkflow[]>;
  deploy(compiled: CompiledWorkflow): Promise<string>;
  /** Published, and its webhook answers. */
  publish(workflowId: string, path: string): Promise<void>;
  /** Starts a sandbox run; answers which execution n8n says it is. */
  run(path: string, runId: string): Promise<string>;
  stop(): Promise<void>;
};

export const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this test with npm test, which starts n8n.`);
  return value;
};

const privatePem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();

/** A real sidecar on a real n8n, which reports sandbox runs to an application that has nothing to prepare. */
export async function startSandboxMachine({
  n8nUrl,
  owner,
  eventLog,
  beforeAnswer = () => Promise.resolve(),
}: Options): Promise<SandboxMachine> {
  const [workspaceId, campaignId, dataDir] = [randomUUID(), randomUUID(), temporaryDir()];
  const asked: string[] = [];
  const events: HeardEvent[] = [];
  const application = createServer((request, response) => {
    const path = request.url ?? "";
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => (text += part));
    request.on("end", () => {
      const answer = (): void => sendJson(response, 200, { leads: [], reasons: [] });
      if (path === "/api/n8n/execution-events")
        for (const event of ExecutionEvents.parse(JSON.parse(text)).events)
          events.push({ ...event, heardAt: Date.now() });
      else if (!path.startsWith("/api/sidecar/")) {
        asked.push(path);
        return void beforeAnswer(path).then(answer);
      }
      answer();
    });
  });
  const appUrl = await listenOnAnyPort(application);
  const [signing, own] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
  const env = readEnv({
    SIDECAR_VERIFY_KEY: signing.publicKey.export({ type: "spki", format: "pem" }).toString(),
    SIDECAR_DATA_DIR: dataDir,
    GREENLIGHT_URL: appUrl,
    INSTANCE_KEY: privatePem(own.privateKey),
    N8N_EVENT_LOG: eventLog,
    N8N_URL: n8nUrl,
    N8N_OWNER_EMAIL: owner.email,
    N8N_OWNER_PASSWORD: owner.password,
  });
  const store = openStore(dataDir);
  const reports = startReports(env, store);
  const sidecar = await listen(await sidecarApp(env, store, reports?.follow));
  const engine = workflowEngine({ sidecarUrl: sidecar.url, signingKeyPem: privatePem(signing.privateKey) });
  const call = (): EngineCall => ({ workspaceId, signal: AbortSignal.timeout(60_000) });
  return {
    engine,
    asked,
    events,
    call,
    compile: async () => {
      const inject = async (key: string, credential: Parameters<WorkflowEngine["injectCredential"]>[0]["credential"]) =>
        (await engine.injectCredential({ ...call(), key, credential })).credentialId;
      const credentials = {
        trigger: await inject("trigger", { type: "trigger" }),
        webhook: await inject("webhook", { type: "webhook", token: "t" }),
        openai_api: await inject("gateway", { type: "openai_api", apiKey: "k", baseUrl: `${appUrl}/api/llm/v1` }),
        smtp: await inject("mail", { type: "smtp", host: "127.0.0.1", port: 9, secure: false, user: "", password: "" }),
      };
      const input = campaignInput({ campaignId, credentials });
      return compileCampaignWorkflows({ ...input, values: { ...input.values, DASHBOARD_URL: appUrl } });
    },
    deploy: async ({ templateId, name, definition }) => {
      const write = { key: templateId, name, definition: toEngineDefinition(definition) };
      return (await engine.deployWorkflow({ ...call(), ...write })).workflowId;
    },
    publish: async (workflowId, path) => {
      await engine.publishWorkflow({ ...call(), workflowId });
      await expect
        .poll(async () => (await engine.probeWebhook({ ...call(), path })).registered, { timeout: 60_000 })
        .toBe(true);
    },
    run: async (path, runId) => {
      const started = await engine.triggerWebhook({ ...call(), path, payload: { sandbox_run: runId }, runId });
      const executionId = /^"?(\d+)"?$/.exec(started.body.trim())?.[1];
      if (started.status !== 200 || !executionId) throw new Error(`n8n answered ${started.status}: ${started.body}`);
      return executionId;
    },
    stop: async () => {
      application.closeAllConnections();
      application.close();
      await sidecar.stop();
      await reports?.stop();
      store.close();
      removeDir(dataDir);
    },
  };
}

/** The workflow that prepares emails, published: it asks the application once, and has nothing to do. */
export async function publishPreparation(machine: SandboxMachine): Promise<{ workflowId: string; path: string }> {
  const compiled = (await machine.compile()).find(({ templateId }) => templateId === "email_preparation");
  if (!compiled) throw new Error("There is no template that prepares emails.");
  const [workflowId, path] = [await machine.deploy(compiled), compiled.webhookPath];
  await machine.publish(workflowId, path);
  return { workflowId, path };
}
