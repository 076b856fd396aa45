import type { Founder } from "../support/founder";
import { waitFor } from "../support/wait-for";

export type Company = { projectId: string; workspaceId: string };
export type LedgerLine = { id: number; type: string; message: string; created_at: string };
type Counted = "drafted" | "approved" | "claimed" | "sent" | "bounced" | "unknown";
type Progress = { step: number } & Record<Counted, number>;

const FIRST_NAMES = ["Grace", "Alan", "Edsger", "Barbara", "Donald"];

export const firstName = (number: number): string => FIRST_NAMES[number % FIRST_NAMES.length] ?? "Grace";

export const leadEmail = (number: number): string => `lead${number}@buyers.example`;

/** A file as a spreadsheet writes it: header, quoted company, one lead a line. */
export function csvOf(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    return `${leadEmail(number)},${firstName(number)},Buyer,"Buyer ${number}, Inc.",Head of Operations`;
  });
  return ["Email,First name,Last name,Company,Title", ...rows].join("\r\n");
}

async function must(answer: Promise<{ status: number; body: unknown }>): Promise<Record<string, unknown>> {
  const { status, body } = await answer;
  if (status >= 400) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body as Record<string, unknown>;
}

/** A company with everything a launch needs but its leads, sending all day, every day. */
export async function onboard(
  founder: Founder,
  { name, smtpPort }: { name: string; smtpPort?: number },
): Promise<Company> {
  const project = await must(
    founder.post("/api/projects", { name, idea: "Engines that compute tables", website: "engines.example" }),
  );
  const company = { projectId: String(project.id), workspaceId: String(project.workspace_id) };
  const workspace_id = company.workspaceId;
  await must(
    founder.post("/api/onboarding/brand", {
      workspace_id,
      company_name: name,
      website: "https://engines.example",
      description: "We build engines that compute and print mathematical tables without errors.",
      services: ["Table printing", "Engine maintenance"],
      sender_name: "Ada Lovelace",
      sender_email: "ada@engines.example",
      postal_address: "1 Engine Street, London NW1, United Kingdom",
    }),
  );
  const account = smtpPort
    ? { type: "smtp", data: { host: "127.0.0.1", port: smtpPort, secure: false, user: "ada", password: "Engine-1843" } }
    : { type: "smtp", use_test_mailbox: true };
  await must(founder.post("/api/onboarding/credentials", { workspace_id, ...account }));
  if (smtpPort) await sendWithoutPauses(founder, workspace_id);
  await must(
    founder.post("/api/onboarding/infrastructure", {
      workspace_id,
      time_zone: "Europe/London",
      send_window: { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" },
      daily_limit: 1000,
    }),
  );
  return company;
}

/** A server on this machine may be written to without a gap; and no mailbox for replies is read here. */
async function sendWithoutPauses(founder: Founder, workspace_id: string): Promise<void> {
  const pace = { gap_from_seconds: 0, gap_to_seconds: 0, domain_limit: 10_000, ramp_up: false };
  await must(founder.call("PATCH", "/api/mailbox/pacing", { workspace_id, ...pace }));
  await must(founder.call("PUT", "/api/mailbox/replies", { workspace_id, read_by_founder: true }));
}

/** Uploads `count` leads as the import form does. */
export function importCsv(founder: Founder, { workspaceId }: Company, count: number) {
  const form = new FormData();
  form.set("workspace_id", workspaceId);
  form.set("file", new File([csvOf(count)], "leads.csv", { type: "text/csv" }));
  type Imported = { imported: number; updated: number; skipped: number; errors: unknown[] };
  return founder.call<Imported>("POST", "/api/leads/import", form);
}

export function launch(founder: Founder, { workspaceId, projectId }: Company) {
  return founder.post("/api/onboarding/launch", { workspace_id: workspaceId, project_id: projectId });
}

export type IgnitionStatus = { status: string; campaign_id: string; steps: { status: string; duration_ms: number }[] };

export const ignitionOf = async (founder: Founder, { workspaceId }: Company): Promise<IgnitionStatus> =>
  (await founder.get<IgnitionStatus>(`/api/onboarding/ignition-status?workspace_id=${workspaceId}`)).body;

/** The id of the first campaign, once the launch is active; a failed launch fails the test with its own words. */
export async function waitUntilActive(founder: Founder, company: Company, withinMs = 60_000): Promise<string> {
  const ended = await waitFor(
    async () => {
      const now = await ignitionOf(founder, company);
      return ["active", "failed", "cancelled"].includes(now.status) && now;
    },
    { what: "the launch ends", withinMs },
  );
  if (ended.status !== "active") throw new Error(JSON.stringify(ended));
  return ended.campaign_id;
}

/** Every line of the ledger, newest first. */
export async function ledgerOf(founder: Founder, { projectId }: Company): Promise<LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for (let cursor = ""; ;) {
    type Page = { data: LedgerLine[]; next_cursor: string | null };
    const { body } = await founder.get<Page>(`/api/projects/${projectId}/events?limit=200${cursor}`);
    lines.push(...body.data);
    if (!body.next_cursor) return lines;
    cursor = `&cursor=${body.next_cursor}`;
  }
}

/** How many mails of each step are in which state. */
export async function progressOf(
  founder: Founder,
  { workspaceId }: Company,
  campaignId: string,
): Promise<Partial<Record<number, Progress>>> {
  const { body } = await founder.get<{ progress: Progress[] }>(
    `/api/campaigns/${campaignId}?workspace_id=${workspaceId}`,
  );
  return Object.fromEntries(body.progress.map((row) => [row.step, row]));
}

/** Reads and approves each email of the campaign that waits, page by page; answers how many. */
export async function approveAll(founder: Founder, { workspaceId }: Company, campaignId: string): Promise<number> {
  const query = `workspace_id=${workspaceId}&status=drafted&limit=200`;
  let approved = 0;
  for (;;) {
    type Page = { data: { id: string; hash: string }[] };
    const { body } = await founder.get<Page>(`/api/campaigns/${campaignId}/drafts?${query}`);
    if (body.data.length === 0) return approved;
    const items = body.data.map(({ id, hash }) => ({ id, hash }));
    const answer = await must(
      founder.post(`/api/campaigns/${campaignId}/drafts/decide`, {
        workspace_id: workspaceId,
        decision: "approved",
        items,
      }),
    );
    if (answer.decided === 0) throw new Error(JSON.stringify(answer));
    approved += Number(answer.decided);
  }
}
