import { readFileSync } from "node:fs";
import path from "node:path";
import { KNOWN_PLACEHOLDERS } from "@/lib/outreach/workflows/placeholders";
import type { CompileCampaignInput, Template, WorkflowNode } from "@/lib/outreach/workflows/schemas";
import { TemplateWorkflow } from "@/lib/outreach/workflows/schemas";

export const CAMPAIGN_ID = "0b0e7a52-6c1d-4f0e-9a55-6a1c4a3b2f10";
export const WORKSPACE_ID = "7f1f6a0e-52a4-4f0b-8f5e-2b8f0a8f9c11";

const STRUCTURE: Record<string, string> = {
  WORKSPACE_ID,
  TIMEZONE: "Europe/Berlin",
  SEND_WINDOW_CRON: "* 9-17 * * 1-5",
  PREPARATION_CRON: "7 3-59/5 * * * *",
  RESEARCH_CRON: "8 9-59/10 * * * *",
  REPLIES_CRON: "9 0-59/5 * * * *",
  LEADS_TABLE: "genesis.leads_p_acme",
  DASHBOARD_URL: "http://127.0.0.1:3000",
  LLM_BASE_URL: "http://127.0.0.1:3000/api/llm/v1",
  UNSUBSCRIBE_URL: "http://127.0.0.1:3000/u",
  SENDER_EMAIL: "Ada@Acme.example",
  COMPANY_NAME: "Acme",
  GOOGLE_CSE_CX: "",
};

/** A campaign with every value and every credential there is. */
export function campaignInput(overrides: Partial<CompileCampaignInput> = {}): CompileCampaignInput {
  const names = [...KNOWN_PLACEHOLDERS].filter((name) => !name.startsWith("CREDENTIAL_"));
  return {
    transport: "smtp",
    campaignId: CAMPAIGN_ID,
    workspaceName: "Acme workspace",
    campaignName: "First campaign",
    values: { ...Object.fromEntries(names.map((name) => [name, `value of ${name}`])), ...STRUCTURE },
    credentials: {
      smtp: "credSmtp00000001",
      imap: "credImap00000001",
      postgres: "credPostgres0001",
      webhook: "credWebhook00001",
      trigger: "credTrigger00001",
      openai_api: "credOpenai000001",
      gmail: "credGmail0000001",
      google_cse: "credGoogleCse001",
    },
    ...overrides,
  };
}

/** A template of two nodes that compiles; tests change one thing in it. */
export function smallTemplate(change: (workflow: TemplateWorkflow, template: Template) => void = () => {}): Template {
  const workflow: TemplateWorkflow = {
    name: "Opt-Out",
    nodes: [
      {
        name: "Intake",
        type: "n8n-nodes-base.webhook",
        typeVersion: 2,
        position: [0, 0],
        parameters: { httpMethod: "POST", path: "greenlight/YOUR_CAMPAIGN_ID/opt-out", authentication: "jwtAuth" },
        credentials: { jwtAuth: { id: "YOUR_CREDENTIAL_TRIGGER_ID", name: "run token" } },
      },
      {
        name: "Settings",
        type: "n8n-nodes-base.code",
        typeVersion: 2,
        position: [200, 0],
        parameters: { jsCode: 'return [{ json: { name: "YOUR_COMPANY_NAME", text: "YOUR_COMPANY_DESCRIPTION" } }];' },
      },
    ],
    connections: { Intake: { main: [[{ node: "Settings", type: "main", index: 0 }]] } },
    settings: { executionOrder: "v1", timezone: "YOUR_TIMEZONE" },
  };
  const variant = {
    file: "Opt-Out.json",
    required_credentials: ["trigger" as const],
    optional_credentials: {},
    hosts: [],
    placeholders: [],
  };
  const template: Template = {
    entry: {
      id: "opt_out",
      display_name: "Opt-Out Handler",
      category: "compliance",
      triggers: ["webhook"],
      webhook_path: "opt-out",
      variants: { any: variant },
    },
    variant,
    nodeTypes: [
      "n8n-nodes-base.webhook",
      "n8n-nodes-base.code",
      "n8n-nodes-base.postgres",
      "n8n-nodes-base.httpRequest",
    ],
    workflow,
  };
  change(workflow, template);
  return template;
}

export function extraNode(overrides: Partial<WorkflowNode>): WorkflowNode {
  return {
    name: "Extra",
    type: "n8n-nodes-base.httpRequest",
    typeVersion: 4.2,
    position: [400, 0],
    parameters: {},
    ...overrides,
  };
}

export function templateFile(file: string): TemplateWorkflow {
  return TemplateWorkflow.parse(JSON.parse(readFileSync(path.join(process.cwd(), "base-cold-email", file), "utf8")));
}

export type Row = Record<string, unknown>;
type Surroundings = { input?: Row[]; nodes?: Record<string, Row[]>; executionId?: string };

/** Run a Code node's text as the engine does, with the items it would see. */
export function runCode(jsCode: string, { input = [], nodes = {}, executionId = "7" }: Surroundings = {}): Row[] {
  const items = (rows: Row[]) => ({
    all: () => rows.map((json) => ({ json })),
    first: () => ({ json: rows[0] ?? {} }),
  });
  const lookUp = (name: string) => {
    const rows = nodes[name];
    if (!rows) throw new Error(`the test gives no items for the node ${name}`);
    return items(rows);
  };
  const run = new Function("$input", "$", "$execution", jsCode) as (...args: unknown[]) => { json: Row }[];
  return run(items(input), lookUp, { id: executionId }).map((item) => item.json);
}
