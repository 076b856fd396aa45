import { toCsv } from "@/lib/platform/csv";
import {
  DEMO_LEADS,
  demoDrafts,
  demoEvents,
  REPLYING_LEAD,
  SUBJECT,
  WAITING_LEADS,
  type DemoLead,
} from "./demo-history";

const DEMO_FOUNDER = "founder@demo.local";
const NAME = "Demo company";
const BUSINESS = "Repairs espresso machines in cafés, on the day they break.";
const WEBSITE = "https://demo.example";

type Call = (path: string, body?: unknown) => Promise<Record<string, unknown>>;

const caller =
  (appUrl: string, credential: Record<string, string>): Call =>
  async (path, body) => {
    const json = body !== undefined && !(body instanceof FormData);
    const response = await fetch(appUrl + path, {
      method: body === undefined ? "GET" : "POST",
      headers: { ...credential, ...(json && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: json ? JSON.stringify(body) : body }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`The demo company could not be made at ${path}: ${String(answer.error)}`);
    return answer;
  };

/**
 * Gives the demo founder a company to look at, once: thirty days of invented history, drafts to approve and a reply to read, made
 * through the same doors as any other and marked as a sample. It is not launched, so nothing is sent.
 */
export async function ensureDemoCompany(appUrl: string, now = new Date()): Promise<void> {
  const { token } = await caller(appUrl, {})("/api/local/sign-in", { email: DEMO_FOUNDER });
  const founder = caller(appUrl, { authorization: `Bearer ${String(token)}` });
  const { data } = await founder("/api/projects");
  if (Array.isArray(data) && data.length > 0) return;

  const project = { name: NAME, idea: `${BUSINESS} Its people and numbers are invented.`, website: WEBSITE };
  const { workspace_id } = await founder("/api/projects", { ...project, is_sample: true });
  const workspaceId = String(workspace_id);
  await describe(founder, workspaceId);
  const campaign = await founder("/api/campaigns", { workspace_id, name: "Cafés in town" });
  const issued = await founder(`/api/workspaces/${workspaceId}/webhook-token`, { overlap_hours: 0 });
  const machine = caller(appUrl, { "x-webhook-token": String(issued.token) });
  await tell(machine, {
    workspaceId,
    campaignId: String(campaign.id),
    leads: await leadIds(founder, workspaceId),
    now,
  });
}

async function describe(founder: Call, workspace_id: string): Promise<void> {
  await founder("/api/onboarding/brand", {
    workspace_id,
    company_name: NAME,
    website: WEBSITE,
    description: BUSINESS,
    services: ["Same-day repair", "Yearly maintenance"],
    audience: "Owners of cafés with one or two espresso machines",
    problem: "A machine that breaks down in the morning rush",
    offer: "A free check of one machine",
    tone: "Friendly and short",
    language: "en",
    sender_name: "Mara Lind",
    sender_email: "mara@demo.example",
    postal_address: "12 Mill Lane, Bristol BS1 4ND, United Kingdom",
  });
  await founder("/api/onboarding/credentials", { workspace_id, type: "smtp", use_test_mailbox: true });
  await founder("/api/onboarding/infrastructure", {
    workspace_id,
    time_zone: "Europe/London",
    send_window: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
    daily_limit: 20,
  });
  const csv = toCsv(DEMO_LEADS, { columns: ["email", "first_name", "last_name", "company", "title"] });
  const form = new FormData();
  form.set("workspace_id", workspace_id);
  form.set("file", new File([csv], "cafes.csv", { type: "text/csv" }));
  await founder("/api/leads/import", form);
}

async function leadIds(founder: Call, workspaceId: string): Promise<Map<string, string>> {
  const { data } = await founder(`/api/leads?workspace_id=${workspaceId}&limit=200`);
  return new Map((data as { id: string; email: string }[]).map(({ id, email }) => [email, id]));
}

type Story = { workspaceId: string; campaignId: string; leads: Map<string, string>; now: Date };

async function tell(machine: Call, { workspaceId, campaignId, leads, now }: Story): Promise<void> {
  const of = { workspace_id: workspaceId, campaign_id: campaignId };
  await machine(
    "/api/events",
    demoEvents(now).map((event) => ({ ...of, ...event, provider: "sample" })),
  );
  await machine("/api/engine/replies", reply(REPLYING_LEAD, campaignId));
  for (const lead of WAITING_LEADS) {
    const drafts = {
      campaign_id: campaignId,
      lead_id: leads.get(lead.email),
      drafts: demoDrafts(lead),
      source: "sample",
    };
    await machine("/api/engine/drafts", drafts);
  }
}

const reply = ({ email, first_name, last_name }: DemoLead, campaign_id: string) => ({
  campaign_id,
  from: `${first_name} ${last_name} <${email}>`,
  subject: `Re: ${SUBJECT}`,
  text: `Hi Mara,\n\nyes, please call me on Tuesday morning. Our second machine has been leaking for a week.\n\n${first_name}`,
  message_id: `<demo-reply@${email.split("@")[1] ?? "demo.example"}>`,
});
