import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Founder, productRuntime } from "../support/founder";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";
import { waitFor } from "../support/wait-for";
import {
  approveAll,
  firstName,
  ignitionOf,
  importCsv,
  launch,
  leadEmail,
  ledgerOf,
  onboard,
  progressOf,
  waitUntilActive,
  type Company,
} from "./company";

const LEADS = 25;
const REFUSED = leadEmail(25);
const [LINK, ONE_CLICK, REPLIED] = [leadEmail(1), leadEmail(2), leadEmail(3)];
const STOPPED = [LINK, ONE_CLICK, REPLIED, REFUSED];

type Waiting = { id: string; hash: string; version: number; holes: string[] };

/** From an empty machine to mail going out: the seven steps of the main job, in order, on real parts. */
describe("the main job", () => {
  let founder: Founder;
  let smtp: RecipientServer;
  let company: Company;
  let campaign: string;
  let webhookToken: string;

  const mailsTo = (to: string) => smtp.received.filter((one) => one.to === to);
  const run = (id: string, step: string) =>
    founder.post(`/api/campaigns/${id}/run-now`, { workspace_id: company.workspaceId, step });
  const sentBy = async (id: string, step: number): Promise<number> =>
    (await progressOf(founder, company, id))[step]?.sent ?? 0;
  const importLeads = () => importCsv(founder, company, LEADS);

  beforeAll(async () => {
    founder = await Founder.signIn("ada@founders.example");
    smtp = await startRecipientServer({ refuse: new Set([REFUSED]) });
  });
  afterAll(() => smtp.stop());

  it("creates a company with its workspace, owner, token and first ledger lines at once", async () => {
    company = await onboard(founder, { name: "🚀 Analytical Engines", smtpPort: smtp.port });
    const lines = await ledgerOf(founder, company);
    expect(lines.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        "workspace.created",
        "workspace.member_joined",
        "workspace.webhook_token_issued",
        "project.created",
      ]),
    );
  });

  it("imports the leads once, however often the file comes", async () => {
    const first = await importLeads();
    expect(first).toMatchObject({ status: 200, body: { imported: LEADS, errors: [] } });
    const second = await importLeads();
    expect(second.body).toMatchObject({ imported: 0, updated: 0 });
  });

  it("launches once: two at once start one, a later one is told that it is active", async () => {
    const start = () => launch(founder, company);
    const both = await Promise.all([start(), start()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([202, 409]);

    campaign = await waitUntilActive(founder, company);
    const active = await ignitionOf(founder, company);
    expect(active.steps).toHaveLength(7);
    expect(active.steps.every(({ status, duration_ms }) => status === "done" && duration_ms >= 0)).toBe(true);
    expect(await start()).toEqual({ status: 200, body: { success: true, already_active: true } });
  });

  it("drafts three readable mails for each lead", async () => {
    await founder.patch(`/api/campaigns/${campaign}`, {
      workspace_id: company.workspaceId,
      step_delays_days: [0, 1, 1],
    });
    expect((await run(campaign, "preparation")).status).toBe(202);
    await waitFor(
      async () => {
        const progress = await progressOf(founder, company, campaign);
        const total = (step: number): number => {
          const { drafted = 0, claimed = 0, sent = 0, bounced = 0 } = progress[step] ?? {};
          return drafted + claimed + sent + bounced;
        };
        return [1, 2, 3].every((step) => total(step) === LEADS);
      },
      { what: "25 leads have 3 drafts each", withinMs: 90_000 },
    );
  });

  it("sends email 1 to each lead once; the refused one bounced, the others went out", async () => {
    expect(await approveAll(founder, company, campaign)).toBe(3 * LEADS);
    await run(campaign, "email_1");
    await waitFor(async () => smtp.received.length >= LEADS - 1, { what: "24 mails arrived", withinMs: 90_000 });
    await waitFor(async () => (await sentBy(campaign, 1)) === LEADS - 1, { what: "24 sends recorded" });
    expect(new Set(smtp.received.map(({ to }) => to)).size).toBe(LEADS - 1);
    expect(mailsTo(REFUSED)).toEqual([]);

    const { mail } = mailsTo(LINK)[0]!;
    expect(mail.headers.get("list")).toMatchObject({ unsubscribe: { url: expect.stringContaining("/u/") } });
    expect(mail.headerLines.find(({ key }) => key === "list-unsubscribe-post")?.line).toContain(
      "List-Unsubscribe=One-Click",
    );
    expect(mail.text).toContain("1 Engine Street");
    expect(mail.text).toContain(`${firstName(1)},`);
    expect(mail.text).toMatch(/Unsubscribe: http\S+\/u\/\w+/);
    expect(mail.text).not.toMatch(/YOUR_|undefined|\{\{|null/);
  });

  it("shows the sends on the dashboard within 5 s, and the story in the ledger", async () => {
    const lastSend = Math.max(...smtp.received.map(({ at }) => at));
    const query = `workspace_id=${company.workspaceId}`;
    type Aggregate = {
      summary: { sends: number; bounces: number };
      step_breakdown: { step: number; sends: number }[];
      campaigns: { id: string; sends: number }[];
    };
    const aggregate = await waitFor(
      async () => {
        const { body } = await founder.get<Aggregate>(`/api/dashboard/aggregate?${query}`);
        return body.summary.sends === LEADS - 1 && body.summary.bounces === 1 && body;
      },
      { what: "24 sends and 1 bounce on the dashboard" },
    );
    expect(aggregate.step_breakdown.find(({ step }) => step === 1)?.sends).toBe(LEADS - 1);
    expect(aggregate.campaigns.find(({ id }) => id === campaign)?.sends).toBe(LEADS - 1);

    const lines = await ledgerOf(founder, company);
    const sends = lines.filter(({ type }) => type === "email.sent");
    expect(sends).toHaveLength(LEADS - 1);
    const slowest = Math.max(...sends.map(({ created_at }) => Date.parse(created_at)));
    expect(slowest - lastSend).toBeLessThan(5_000);
    expect(lines.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        "leads.imported",
        "ignition.started",
        "ignition.step_done",
        "ignition.completed",
        "campaign.deployed",
        "email.bounced",
      ]),
    );
  });

  it("takes an opt-out by link (asking first), by one click, and a reply reported by webhook", async () => {
    const linkOf = (to: string): string => mailsTo(to)[0]?.mail.text?.match(/Unsubscribe: (\S+)/)?.[1] ?? "";
    const statusOf = async (email: string): Promise<string | undefined> => {
      type Leads = { data: { email: string; status: string }[] };
      const { body } = await founder.get<Leads>(
        `/api/leads?workspace_id=${company.workspaceId}&q=${encodeURIComponent(email)}`,
      );
      return body.data.find((lead) => lead.email === email)?.status;
    };

    const page = await fetch(linkOf(LINK));
    expect(page.status).toBe(200);
    expect(await statusOf(LINK)).toBe("active");
    expect((await fetch(linkOf(LINK), { method: "POST" })).status).toBe(200);

    const header = mailsTo(ONE_CLICK)[0]?.mail.headers.get("list") as unknown as { unsubscribe: { url: string } };
    const oneClick = await fetch(header.unsubscribe.url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
      redirect: "error",
    });
    expect(oneClick.status).toBe(200);

    const rotated = await founder.post<{ token: string }>(`/api/workspaces/${company.workspaceId}/webhook-token`, {
      overlap_hours: 0,
    });
    webhookToken = rotated.body.token;
    const { url } = await productRuntime();
    const reply = await fetch(`${url}/api/events`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-webhook-token": webhookToken },
      body: JSON.stringify({
        workspace_id: company.workspaceId,
        contact_email: REPLIED,
        event_type: "replied",
        idempotency_key: "reply-1",
      }),
    });
    expect(await reply.json()).toMatchObject({ ok: true, deduped: false });

    await waitFor(
      async () =>
        (await Promise.all([LINK, ONE_CLICK, REPLIED].map(statusOf))).join() === "opted_out,opted_out,replied",
      {
        what: "all three are stopped",
      },
    );
  });

  it("mails none of them again: not by email 2 and 3, not after the file comes again", async () => {
    expect((await importLeads()).body).toMatchObject({ imported: 0 });
    await founder.patch(`/api/campaigns/${campaign}`, {
      workspace_id: company.workspaceId,
      step_delays_days: [0, 0, 0],
    });
    const rest = LEADS - STOPPED.length;
    for (const step of [2, 3]) {
      await waitFor(
        async () => (await run(campaign, `email_${step}`)).status === 202 && (await sentBy(campaign, step)) === rest,
        {
          what: `email ${step} went to the ${rest} who may be mailed`,
          everyMs: 2_000,
          withinMs: 90_000,
        },
      );
    }
    expect(STOPPED.map((to) => mailsTo(to).length)).toEqual([1, 1, 1, 0]);
    expect(smtp.received).toHaveLength(LEADS - 1 + 2 * rest);
  });

  it("holds a second campaign's texts that repeat the first, and never emails a stopped lead with other ones", async () => {
    const created = await founder.post<{ id: string }>("/api/campaigns", {
      workspace_id: company.workspaceId,
      name: "Second wave",
    });
    const second = created.body.id;
    await founder.post(`/api/campaigns/${second}/activate`, { workspace_id: company.workspaceId });
    await waitFor(
      async () => {
        const { body } = await founder.get<{ status: string; failure: string }>(
          `/api/campaigns/${second}?workspace_id=${company.workspaceId}`,
        );
        if (body.status === "failed") throw new Error(body.failure);
        return body.status === "active";
      },
      { what: "the second campaign is active" },
    );
    const before = smtp.received.length;
    await run(second, "preparation");
    const rest = LEADS - STOPPED.length;
    const drafts = async (): Promise<Waiting[]> => {
      const query = `workspace_id=${company.workspaceId}&step=1&status=drafted&limit=200`;
      return (await founder.get<{ data: Waiting[] }>(`/api/campaigns/${second}/drafts?${query}`)).body.data;
    };
    await waitFor(async () => (await drafts()).length === rest, { what: "a draft for each lead", withinMs: 120_000 });
    const held = await drafts();
    expect(held.filter(({ holes }) => holes.length === 0)).toEqual([]);
    for (const { id, version } of held) {
      const text = { subject: "One more idea", body: "Hello again,\n\nmay I show you a table?\n\nAda", version };
      await founder.patch(`/api/drafts/${id}`, { workspace_id: company.workspaceId, ...text });
    }
    const items = (await drafts()).map(({ id, hash }) => ({ id, hash }));
    await founder.post(`/api/campaigns/${second}/drafts/decide`, {
      workspace_id: company.workspaceId,
      decision: "approved",
      items,
    });
    await waitFor(async () => (await run(second, "email_1")).status === 202 && (await sentBy(second, 1)) === rest, {
      what: "the second campaign emailed everybody it may",
      everyMs: 2_000,
      withinMs: 120_000,
    });
    expect(smtp.received).toHaveLength(before + rest);
    expect(STOPPED.map((to) => mailsTo(to).length)).toEqual([1, 1, 1, 0]);
  });
});
