import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainLead } from "@/lib/outreach/campaigns/explain-lead";
import { sendNext, setPacing, useRealAccount } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

type Person = { leadId: string; email: string };
type Situation = { gates: string[]; make: (sender: Sender, person: Person) => Promise<unknown> };

const run = (sql: string, values: unknown[]) => world.admin.query(sql, values);
const onLead =
  (sql: string) =>
  (_sender: Sender, { leadId }: Person) =>
    run(`${sql} where id = $1`, [leadId]);
const onEmail =
  (sql: string) =>
  (_sender: Sender, { leadId }: Person) =>
    run(`update genesis.sequence_emails set ${sql} where lead_id = $1 and status in ('drafted', 'approved')`, [leadId]);
const onWorkspace =
  (sql: string) =>
  ({ company }: Sender) =>
    run(`${sql} where workspace_id = $1`, [company.workspaceId]);
const otherDay = JSON.stringify({ days: [((new Date().getUTCDay() + 2) % 7) + 1], from: "09:00", to: "10:00" });

/** Other people got so many emails of today, at this domain. */
const sendToOthers =
  (count: number, domain = "elsewhere.example") =>
  async (sender: Sender): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      const { leadId } = await sender.written(`${randomUUID()}@${domain}`);
      await run(
        `update genesis.sequence_emails set status = 'sent', claim_id = gen_random_uuid(), sent_at = now() - interval '5 minutes',
           claimed_at = greatest(date_trunc('day', now()), now() - interval '5 minutes')
         where lead_id = $1 and step = 1`,
        [leadId],
      );
      await run("update genesis.sequence_emails set status = 'cancelled' where lead_id = $1 and step > 1", [leadId]);
    }
  };
const real =
  (columns: string, more?: Situation["make"]): Situation["make"] =>
  async (sender, person) => {
    await useRealAccount(world, sender);
    await setPacing(world, sender, columns);
    await more?.(sender, person);
  };
const NO_GAP = "gap_from_seconds = 0, gap_to_seconds = 0";
const NO_RAMP = "ramp_up = false";
const NO_LIMIT = "domain_limit = 10000";
const NO_PACE = `${NO_GAP}, ${NO_RAMP}, ${NO_LIMIT}`;

const SITUATIONS: Record<string, Situation> = {
  "nothing is in the way": { gates: [], make: async () => undefined },
  "the campaign is paused": {
    gates: ["campaign.not_active"],
    make: onWorkspace("update campaigns set status = 'paused', pause_reason = 'founder'"),
  },
  "the mail account is broken": {
    gates: ["mailbox.broken"],
    make: onWorkspace("update campaigns set status = 'paused', pause_reason = 'mail_server'"),
  },
  "the workflows are held": {
    gates: ["workspace.held"],
    make: ({ company }) => run("update workspaces set workflows_held = true where id = $1", [company.workspaceId]),
  },
  "the sender is missing": { gates: ["brand.missing"], make: onWorkspace("delete from genesis.brand_profiles") },
  "the schedule is missing": {
    gates: ["schedule.missing"],
    make: onWorkspace("delete from genesis.infrastructure_config"),
  },
  "a guardrail tripped": {
    gates: ["guardrail.bounces"],
    make: (sender) => setPacing(world, sender, "guardrail = 'bounces', guardrail_at = now()"),
  },
  "the records of the sending domain are wrong": {
    gates: ["domain.failing"],
    make: real(NO_PACE, ({ company }) =>
      run(
        `insert into genesis.sending_domains (workspace_id, domain, status, message, checked_at, failing_since, paused_at)
         values ($1, 'example.com', 'failing', '', now(), now(), now())`,
        [company.workspaceId],
      ),
    ),
  },
  "the window is closed": {
    gates: ["window.closed"],
    make: onWorkspace(`update genesis.infrastructure_config set send_window = '${otherDay}'`),
  },
  "today's limit is reached": {
    gates: ["daily_limit.reached"],
    make: async (sender) => {
      await sendToOthers(1)(sender);
      await onWorkspace("update genesis.infrastructure_config set daily_limit = 1")(sender);
    },
  },
  "the ramp-up is reached": {
    gates: ["ramp_up.reached"],
    make: real(`${NO_GAP}, ${NO_LIMIT}`, sendToOthers(10)),
  },
  "the account pauses": {
    gates: ["spacing.waiting"],
    make: real(`${NO_RAMP}, gap_from_seconds = 3600, gap_to_seconds = 3600`, sendToOthers(1)),
  },
  "a long pause is over": { gates: [], make: real("ramp_up = false", sendToOthers(1)) },
  "the company got its emails": {
    gates: ["domain_limit.reached"],
    make: real(`${NO_GAP}, ${NO_RAMP}, domain_limit = 2`, sendToOthers(2, "mail.example.org")),
  },
  "another company got its emails": {
    gates: [],
    make: real(`${NO_GAP}, ${NO_RAMP}, domain_limit = 2`, sendToOthers(2)),
  },
  "the text has a gap": { gates: ["draft.incomplete"], make: onEmail("holes = '{[First Name]}'") },
  "the approval is missing": {
    gates: ["approval.missing"],
    make: onEmail("status = 'drafted', approved_hash = null"),
  },
  "an attempt failed": { gates: ["attempt.waiting"], make: onEmail("not_before = now() + interval '1 hour'") },
  "a failed attempt is long ago": { gates: [], make: onEmail("not_before = now() - interval '1 hour'") },
  "the first delay runs": {
    gates: ["step.waiting"],
    make: onWorkspace("update campaigns set step_delays_days = '{2,0,0}'"),
  },
  "the person replied": { gates: ["lead.stopped"], make: onLead("update genesis.leads set status = 'replied'") },
  "the address waits for a confirmation": {
    gates: ["lead.unconfirmed"],
    make: onLead("update genesis.leads set held_for = 'role_address'"),
  },
  "the address changed": {
    gates: ["lead.address_changed"],
    make: onLead("update genesis.leads set email = 'new-' || email"),
  },
  "the address is suppressed": {
    gates: ["lead.suppressed"],
    make: ({ company }, { email }) =>
      run("insert into suppressions (workspace_id, email, reason, source) values ($1, $2, 'manual', 't')", [
        company.workspaceId,
        email,
      ]),
  },
  "the domain is suppressed": {
    gates: ["lead.suppressed"],
    make: ({ company }) =>
      run("insert into suppressions (workspace_id, email, reason, source) values ($1, '@example.org', 'manual', 't')", [
        company.workspaceId,
      ]),
  },
  "a reply holds the person": { gates: ["lead.held"], make: hold(null) },
  "a reply holds the person for a day": { gates: ["lead.held"], make: hold("1 day") },
  "the hold of a reply is over": { gates: [], make: hold("-1 day") },
  "the email is claimed": { gates: ["claim.open"], make: (sender) => sender.claim() },
  "the email before was not sent": {
    gates: ["previous_step.not_sent"],
    make: (_sender, { leadId }) =>
      run("update genesis.sequence_emails set status = 'failed' where lead_id = $1 and step = 1", [leadId]),
  },
  "the follow-up is due": { gates: [], make: (sender) => sendNext(sender) },
  "the delay before the follow-up runs": {
    gates: ["step.waiting"],
    make: async (sender) => {
      await sendNext(sender);
      await onWorkspace("update campaigns set step_delays_days = '{0,3,0}'")(sender);
    },
  },
  "a follow-up without a mailbox for replies": {
    gates: ["replies.unread"],
    make: real(NO_PACE, (sender) => sendNext(sender)),
  },
  "a follow-up while the founder reads replies": {
    gates: [],
    make: real(`${NO_PACE}, replies_read_since = now()`, (sender) => sendNext(sender)),
  },
};

function hold(until: string | null): Situation["make"] {
  return async ({ company }, { leadId, email }) => {
    const { rows } = await run(
      `insert into reply_threads (workspace_id, thread_key, lead_id, contact_email, subject, label, why, excerpt, last_message_at)
       values ($1, $3, $2, $3, 'Re: Hello', 'needs_look', 'unsure', 'Hm.', now()) returning id`,
      [company.workspaceId, leadId, email],
    );
    await run(
      `insert into genesis.sequence_holds (workspace_id, lead_id, thread_id, reason, until)
       values ($1, $2, $3, 'needs_look', now() + $4::interval)`,
      [company.workspaceId, leadId, rows[0]?.id, until],
    );
  };
}

async function inSituations(...situations: Situation[]): Promise<{ codes: string[]; taken: boolean }> {
  const sender = await world.sender();
  const person = await sender.drafted();
  for (const { make } of situations) await make(sender, person);
  const { data } = await explainLead(sender.company.viewer, { leadId: person.leadId });
  expect(data).toHaveLength(1);
  const [next] = data;
  const lot = await sender.claim(next?.step);
  const taken = lot.claims.some(({ lead_id }) => lead_id === person.leadId);
  return { codes: (next?.gates ?? []).map(({ code }) => code), taken };
}

describe("the gates of a person are empty exactly when the next claim takes their email", () => {
  test.each(Object.entries(SITUATIONS))("%s", async (_name, situation) => {
    expect(await inSituations(situation)).toEqual({ codes: situation.gates, taken: situation.gates.length === 0 });
  });

  const combined = [
    "the campaign is paused",
    "the window is closed",
    "the text has a gap",
    "the person replied",
  ].flatMap((one) =>
    ["today's limit is reached", "a reply holds the person", "an attempt failed", "a failed attempt is long ago"].map(
      (other) => [one, other] as const,
    ),
  );
  test.each(combined)("%s, and %s", async (one, other) => {
    const [first, second] = [SITUATIONS[one], SITUATIONS[other]] as [Situation, Situation];
    const { codes, taken } = await inSituations(second, first);
    expect(codes.toSorted()).toEqual([...first.gates, ...second.gates].toSorted());
    expect(taken).toBe(false);
  });
});

test("each gate is a sentence with the time at which it ends, and the last of the times is when the email can leave", async () => {
  const sender = await world.sender();
  const person = await sender.drafted();
  await onEmail("not_before = now() + interval '1 hour'")(sender, person);
  await onWorkspace("update campaigns set step_delays_days = '{3,0,0}'")(sender);
  const { message, data } = await explainLead(sender.company.viewer, { leadId: person.leadId });
  expect(message).toMatch(/^The delay after the email before ends \w+day \d\d:\d\d UTC\.$/);
  expect(data[0]?.gates.map(({ code }) => code)).toEqual(["step.waiting", "attempt.waiting"]);
  expect(data[0]?.next_at).toBe(data[0]?.gates[0]?.until);
  expect(Date.parse(data[0]?.next_at ?? "") - Date.now()).toBeGreaterThan(2.9 * 86_400_000);
});

test("an obstacle that does not end by itself is said before one that does", async () => {
  const sender = await world.sender();
  const person = await sender.drafted();
  await SITUATIONS["the window is closed"]?.make(sender, person);
  await SITUATIONS["the person replied"]?.make(sender, person);
  const { message, data } = await explainLead(sender.company.viewer, { leadId: person.leadId });
  expect(data[0]?.gates.at(-1)).toMatchObject({ code: "window.closed" });
  expect(message).toBe(data[0]?.gates[0]?.message);
  expect(message).not.toContain("window");
});

test("a person without an email is told so; another workspace's person is not found", async () => {
  const sender = await world.sender();
  const person = await sender.drafted();
  await run("delete from genesis.sequence_emails where lead_id = $1", [person.leadId]);
  expect(await explainLead(sender.company.viewer, { leadId: person.leadId })).toEqual({
    message: "No campaign has an email that waits for this person.",
    data: [],
  });
  await expect(explainLead(sender.company.stranger, { leadId: person.leadId })).rejects.toMatchObject({
    code: "lead.not_found",
  });
});
