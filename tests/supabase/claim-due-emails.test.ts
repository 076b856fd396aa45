import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLeadsWorld, type LeadsWorld } from "../lib/outreach/leads/leads-world";
import { Engine, UNSUBSCRIBE, type Claim } from "./sequence-world";

let world: LeadsWorld;
let engine: Engine;
const started: Engine[] = [];
beforeAll(async () => {
  world = await createLeadsWorld();
});
beforeEach(async () => {
  engine = await Engine.start(world);
  started.push(engine);
});
afterAll(async () => {
  for (const one of started) await one.stop();
  await world.close();
});

const emails = (claims: Claim[]): string[] => claims.map((claim) => claim.to_email).sort();

describe("a claimed mail", () => {
  test("is ready to send: link, address, headers, its own message id, nothing unescaped", async () => {
    const leadId = await engine.drafted("ann@example.com");
    const [mail] = await engine.claim();
    const [token] = await engine.admin<{ token: string }>("select token from unsubscribe_tokens where lead_id = $1", [
      leadId,
    ]);
    const link = `${UNSUBSCRIBE}/${token?.token}`;
    expect(mail).toMatchObject({
      lead_id: leadId,
      to_email: "ann@example.com",
      to_name: "Ann Lee",
      from_email: "tom@sender.example",
      from_name: "Tom",
      subject: "Subject 1",
      message_id: `<${mail?.claim_id}@sender.example>`,
      list_unsubscribe: `<${link}>`,
      list_unsubscribe_post: "List-Unsubscribe=One-Click",
    });
    expect(mail?.text_body).toBe(
      `Body 1 <for> you\n\nBest regards,\nTom\n\nTom & <b>Co\n1 "Main" St\n\nUnsubscribe: ${link}`,
    );
    expect(mail?.html_body).toContain("Body 1 &lt;for&gt; you");
    expect(mail?.html_body).toContain("Tom &amp; &lt;b&gt;Co");
    expect(mail?.html_body).toContain(`href="${link}"`);
  });

  test("is claimed once, and the limit of the call holds", async () => {
    await engine.drafted("a@example.com");
    await engine.drafted("b@example.com");
    expect(await engine.claim(1, { limit: 1 })).toHaveLength(1);
    expect(await engine.claim()).toHaveLength(1);
    expect(await engine.claim()).toHaveLength(0);
    expect(await engine.claim(1, { limit: -5 })).toHaveLength(0);
  });
});

describe("refuses a lead who", () => {
  test.each(["replied", "opted_out", "bounced", "complained"])("is %s", async (status) => {
    const leadId = await engine.drafted("a@example.com");
    await engine.drafted("fine@example.com");
    await engine.admin("update genesis.leads set status = $2 where id = $1", [leadId, status]);
    expect(emails(await engine.claim())).toEqual(["fine@example.com"]);
  });

  test.each(["opt_out", "complained", "hard_bounce", "manual"])("is suppressed: %s", async (reason) => {
    await engine.drafted("a@example.com");
    await engine.admin(
      "insert into suppressions (workspace_id, email, reason, source) values ($1, 'a@example.com', $2, 't')",
      [engine.workspace.id, reason],
    );
    expect(await engine.claim()).toEqual([]);
  });

  test("opted out in another campaign, or between two steps", async () => {
    const leadId = await engine.drafted("a@example.com");
    const second = await engine.campaign("Second");
    await engine.draft(leadId, second);
    expect(await engine.send()).toBe(1);
    await engine.admin("update genesis.sequence_emails set sent_at = now() - interval '30 days' where step = 1");
    await engine.admin("update genesis.leads set status = 'opted_out' where id = $1", [leadId]);
    expect(await engine.claim(2)).toEqual([]);
    expect(await engine.claim(1, { campaignId: second })).toEqual([]);
  });

  test("was drafted under another address", async () => {
    const leadId = await engine.drafted("old@example.com");
    await engine.admin("update genesis.leads set email = 'new@example.com' where id = $1", [leadId]);
    expect(await engine.claim()).toEqual([]);
  });
});

describe("nothing goes out while", () => {
  test.each(["draft", "deploying", "paused", "completed", "archived", "failed"])(
    "the campaign is %s",
    async (status) => {
      await engine.drafted("a@example.com");
      await engine.admin("update campaigns set status = $2 where id = $1", [engine.campaignId, status]);
      expect(await engine.claim()).toEqual([]);
    },
  );

  test.each([
    ["the workspace is frozen", "status = 'frozen'", "status = 'active'"],
    ["its workflows wait for the end of a freeze", "workflows_held = true", "workflows_held = false"],
  ])("%s", async (_what, stopped, going) => {
    await engine.drafted("a@example.com");
    await engine.admin(`update workspaces set ${stopped} where id = $1`, [engine.workspace.id]);
    expect(await engine.claim()).toEqual([]);
    await engine.admin(`update workspaces set ${going} where id = $1`, [engine.workspace.id]);
    expect(await engine.claim()).toHaveLength(1);
  });

  test.each(["genesis.infrastructure_config", "genesis.brand_profiles"])("%s is missing", async (table) => {
    await engine.drafted("a@example.com");
    await engine.admin(`delete from ${table} where workspace_id = $1`, [engine.workspace.id]);
    expect(await engine.claim()).toEqual([]);
  });
});

describe("steps", () => {
  test("come in order, each after its delay", async () => {
    await engine.drafted("a@example.com");
    expect(await engine.claim(2)).toEqual([]);
    expect(await engine.send(1)).toBe(1);
    expect(await engine.claim(2)).toEqual([]);
    await engine.admin(
      "update genesis.sequence_emails set sent_at = now() - interval '3 days' + interval '1 minute' where step = 1",
    );
    expect(await engine.claim(2)).toEqual([]);
    await engine.admin(
      "update genesis.sequence_emails set sent_at = now() - interval '3 days 1 minute' where step = 1",
    );
    expect(await engine.claim(3)).toEqual([]);
    expect(await engine.send(2)).toBe(1);
    expect(await engine.claim(3)).toEqual([]);
    await engine.admin("update genesis.sequence_emails set sent_at = now() - interval '5 days' where step = 2");
    expect(await engine.send(3)).toBe(1);
    expect(await engine.claim(4)).toEqual([]);
  });

  test.each(["claimed", "unknown", "bounced", "failed", "cancelled", "drafted"])(
    "do not follow one that is %s",
    async (status) => {
      await engine.drafted("a@example.com");
      await engine.admin(
        "update genesis.sequence_emails set status = $1, sent_at = now() - interval '9 days', claimed_at = now() where step = 1",
        [status],
      );
      expect(await engine.claim(2)).toEqual([]);
    },
  );

  test("wait for the first delay too", async () => {
    await engine.admin("update campaigns set step_delays_days = '{2,3,4}' where id = $1", [engine.campaignId]);
    await engine.drafted("a@example.com");
    expect(await engine.claim()).toEqual([]);
    await engine.admin("update genesis.sequence_emails set drafted_at = now() - interval '2 days'");
    expect(await engine.claim()).toHaveLength(1);
  });
});

describe("daily limits", () => {
  const many = async (count: number, campaignId?: string): Promise<void> => {
    for (let index = 0; index < count; index += 1)
      await engine.drafted(`p${index}-${campaignId ?? "1"}@example.com`, campaignId);
  };

  test("of the campaign and of the workspace, whichever is smaller; yesterday's mails do not count", async () => {
    await many(6);
    const second = await engine.campaign("Second");
    await many(6, second);
    await engine.configure({ daily_limit: 5 });
    await engine.admin("update campaigns set daily_limit = 3 where id = $1", [engine.campaignId]);
    expect(await engine.claim()).toHaveLength(3);
    expect(await engine.claim()).toHaveLength(0);
    expect(await engine.claim(1, { campaignId: second })).toHaveLength(2);
    await engine.admin(
      "update genesis.sequence_emails set claimed_at = claimed_at - interval '1 day' where status = 'claimed'",
    );
    expect(await engine.claim()).toHaveLength(3);
  });

  test("a mail that certainly did not go out gives its place back", async () => {
    await many(2);
    await engine.configure({ daily_limit: 1 });
    const [first] = await engine.claim();
    expect(await engine.claim()).toHaveLength(0);
    await engine.record(first?.claim_id, "refused");
    expect(await engine.claim()).toHaveLength(1);
  });

  test("hold under 20 claimers at once, and no two of them share a mail", async () => {
    await many(40);
    await engine.configure({ daily_limit: 25 });
    const claims = await Promise.all(Array.from({ length: 20 }, () => engine.claim(1, { limit: 7 })));
    const taken = claims.flat().map((claim) => claim.lead_id);
    expect(taken).toHaveLength(25);
    expect(new Set(taken).size).toBe(25);
  });
});

describe("a claim without an outcome", () => {
  test("is unknown after ten minutes and never claimed again, and keeps its place in the limit", async () => {
    const leadId = await engine.drafted("a@example.com");
    await engine.configure({ daily_limit: 1 });
    await engine.claim();
    await engine.admin(
      "update genesis.sequence_emails set claimed_at = now() - interval '9 minutes' where status = 'claimed'",
    );
    await engine.claim();
    expect(await engine.mail(leadId)).toMatchObject({ status: "claimed" });
    await engine.admin(
      "update genesis.sequence_emails set claimed_at = now() - interval '11 minutes' where status = 'claimed'",
    );
    expect(await engine.claim()).toEqual([]);
    expect(await engine.mail(leadId)).toMatchObject({ status: "unknown", attempts: 1 });
    await engine.configure({ daily_limit: 100 });
    expect(await engine.claim()).toEqual([]);
    expect(await engine.save(leadId)).toBe(0);
    expect(await engine.claim()).toEqual([]);
  });
});
