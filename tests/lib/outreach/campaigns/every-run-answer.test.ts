import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runNow } from "@/lib/outreach/campaigns/run-now";
import { runWords } from "@/lib/outreach/campaigns/run-words";
import { zonedTime } from "@/lib/outreach/campaigns/zoned-time";
import { countUnprepared } from "@/lib/outreach/sequence/count-unprepared";
import { explainStep } from "@/lib/outreach/sequence/explain-step";
import { listDueDays } from "@/lib/outreach/sequence/list-due-days";
import { withReadTransaction } from "@/lib/platform/transaction";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const run = ({ company, campaignId }: Sender, step: "preparation" | "email_1" | "email_2") =>
  runNow(company.owner, { campaignId, step });
const change = (sender: Sender, columns: string) =>
  world.admin.query(`update genesis.infrastructure_config set ${columns} where workspace_id = $1`, [
    sender.company.workspaceId,
  ]);

describe("“Run now” answers with a result", () => {
  test("the emails that are due are sent", async () => {
    const sender = await world.sender();
    for (let lead = 0; lead < 3; lead++) await sender.drafted();
    expect(await run(sender, "email_1")).toMatchObject({ due: 3, sending: 3, message: "Sending 3 emails." });
    const waiting = await run(sender, "email_2");
    expect(waiting).toMatchObject({ due: 0, sending: 0, message: "0 due: 3 wait for the email before them." });
  });

  test("a limit that leaves some of them for later says how many", async () => {
    const sender = await world.sender();
    for (let lead = 0; lead < 3; lead++) await sender.drafted();
    await change(sender, "daily_limit = 2");
    expect(await run(sender, "email_1")).toMatchObject({ due: 3, sending: 2 });
    const { claims } = await sender.claim();
    expect(claims).toHaveLength(2);
    const limited = await run(sender, "email_1");
    expect(limited).toMatchObject({ due: 0, sending: 0 });
    expect(limited.message).toMatch(/1 waits for \w+ 00:00 UTC, because today’s limit is reached/);
  });

  test("a closed window names the time at which it opens, in the company's zone", async () => {
    const sender = await world.sender();
    await sender.drafted();
    const today = new Date().getUTCDay() || 7;
    const days = JSON.stringify({ days: [(today % 7) + 1], from: "09:00", to: "17:00" });
    await change(sender, `send_window = '${days}', time_zone = 'UTC'`);
    const answer = await run(sender, "email_1");
    expect(answer).toMatchObject({ due: 0, sending: 0, reasons: [{ code: "window.closed", count: 1 }] });
    expect(answer.message).toMatch(/^0 due: 1 waits for \w+day 09:00 UTC\.$/);
    expect(answer.next_due_at).toContain("T09:00:00");
  });

  test("preparation counts the leads that need drafts", async () => {
    const sender = await world.sender();
    expect(await run(sender, "preparation")).toMatchObject({ due: 0, message: expect.stringMatching(/^0 leads need/) });
    const { workspaceId, owner, stranger } = sender.company;
    await world.admin.query("insert into genesis.leads (workspace_id, email) values ($1, 'new@example.org')", [
      workspaceId,
    ]);
    expect(await run(sender, "preparation")).toMatchObject({ due: 1, message: "Drafting emails for 1 lead." });
    const count = (ctx: typeof owner) => withReadTransaction(ctx, (tx) => countUnprepared(tx, sender.campaignId));
    expect([await count(owner), await count(stranger)]).toEqual([1, 0]);
  });

  test("another workspace's emails are not counted", async () => {
    const sender = await world.sender();
    await sender.drafted();
    const { stranger } = sender.company;
    const of = { campaignId: sender.campaignId, step: 1 };
    expect(await withReadTransaction(stranger, (tx) => explainStep(tx, of))).toMatchObject({ due: 0, reasons: [] });
    const days = { campaignId: sender.campaignId, days: 7 };
    expect(await withReadTransaction(stranger, (tx) => listDueDays(tx, days))).toEqual([]);
    expect(await withReadTransaction(sender.company.owner, (tx) => listDueDays(tx, days))).toMatchObject([
      { step: 1, emails: 1 },
    ]);
  });
});

const now = new Date("2026-11-29T12:00:00Z");
const clock = { timeZone: "Europe/London", now };

test.each([
  [{ due: 17, sending: 17, reasons: [] }, "Sending 17 emails."],
  [{ due: 1, sending: 1, reasons: [] }, "Sending 1 email."],
  [
    {
      due: 0,
      sending: 0,
      reasons: [
        { code: "window.closed" as const, count: 12, until: "2026-11-30T09:00:00Z" },
        { code: "previous_step.not_sent" as const, count: 5 },
        { code: "lead.stopped" as const, count: 2 },
      ],
    },
    "0 due: 12 wait for Monday 09:00 Europe/London, 5 for the email before them, 2 stopped: replied, opted out or “Do not contact”.",
  ],
  [
    { due: 0, sending: 0, reasons: [{ code: "draft.none" as const, count: 0 }] },
    "0 due: no email of this step is drafted yet.",
  ],
])("%o → %s", (due, sentence) => {
  expect(runWords({ ...due, ...clock })).toBe(sentence);
});

test("a moment beyond the next days has its date, in summer and winter time", () => {
  expect(zonedTime(new Date("2026-12-14T09:00:00Z"), clock)).toBe("Monday 14 Dec 09:00 Europe/London");
  expect(zonedTime(new Date("2026-11-30T08:00:00Z"), { ...clock, timeZone: "Europe/Berlin" })).toBe(
    "Monday 09:00 Europe/Berlin",
  );
});
