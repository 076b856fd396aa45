import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { liftGuardrail } from "@/lib/outreach/mailbox/lift-guardrail";
import { restartPacing } from "@/lib/outreach/mailbox/restart-pacing";
import { tripGuardrail } from "@/lib/outreach/mailbox/trip-guardrail";
import { getPacing } from "@/lib/outreach/mailbox/get-pacing";
import { readReplies } from "@/lib/outreach/mailbox/read-replies";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { savePacing } from "@/lib/outreach/mailbox/save-pacing";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { withoutLedger } from "../email-world";
import { sendNext, setPacing, useRealAccount } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const saveAccount = (host: string, user = "ada") =>
  saveMailAccount(sender.company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host, port: 9, secure: false, user, password: "Engine-1843" },
  });
const ledger = async (type: string): Promise<string[]> => {
  const { rows } = await world.admin.query<{ message: string }>(
    "select message from project_events where workspace_id = $1 and event_type = $2 order by id",
    [sender.company.workspaceId, type],
  );
  return rows.map(({ message }) => message);
};

describe("the pace of an account", () => {
  test("is careful by default", async () => {
    await useRealAccount(world, sender);
    expect(await getPacing(sender.company.viewer)).toEqual({
      paced: true,
      gap_from_seconds: 60,
      gap_to_seconds: 180,
      domain_limit: 5,
      ramp_up: true,
      ramp_limit: 10,
      next_slot_at: null,
      guardrail: null,
      guardrail_at: null,
      replies_heard: false,
      replies_read_since: null,
    });
  });

  test("is changed field by field, holds from the next claim on, and has its line in the ledger", async () => {
    await useRealAccount(world, sender);
    await savePacing(sender.company.owner, { gap_from_seconds: 90 });
    const saved = await savePacing(sender.company.owner, { domain_limit: 2, ramp_up: false });
    expect(saved).toMatchObject({ gap_from_seconds: 90, gap_to_seconds: 180, domain_limit: 2, ramp_limit: null });
    expect(await ledger("mailbox.pacing_saved")).toEqual([
      "Emails leave 90 to 180 seconds apart, at most 5 a day to one email domain, with a ramp-up.",
      "Emails leave 90 to 180 seconds apart, at most 2 a day to one email domain, without a ramp-up.",
    ]);
    await sender.drafted();
    await sender.drafted();
    await sendNext(sender);
    const [{ until } = { until: "" }] = (await sender.claim()).reasons;
    expect(Date.parse(until ?? "") - Date.now()).toBeGreaterThan(85_000);
  });

  test("is refused when the shortest gap is longer than the longest, also by a single field", async () => {
    await useRealAccount(world, sender);
    await expect(savePacing(sender.company.owner, { gap_from_seconds: 181 })).rejects.toMatchObject({
      kind: "invalid",
      details: { field: "gap_to_seconds" },
    });
  });

  test("without a gap is for accounts whose emails stay on this machine, and ends with another account", async () => {
    await saveAccount("127.0.0.1");
    const noGap = { gap_from_seconds: 0, gap_to_seconds: 0 };
    expect(await savePacing(sender.company.owner, noGap)).toMatchObject(noGap);
    await saveAccount("127.0.0.1", "grace");
    const usual = { gap_from_seconds: 60, gap_to_seconds: 180 };
    expect(await getPacing(sender.company.viewer)).toMatchObject(usual);
  });

  test("can be changed by members only, in their own workspace, and not without the ledger", async () => {
    await useRealAccount(world, sender);
    const { viewer, owner } = sender.company;
    await expect(savePacing(viewer, { ramp_up: false })).rejects.toMatchObject({ code: "permission.missing" });
    await expect(withoutLedger(world, () => savePacing(owner, { ramp_up: false }))).rejects.toThrow();
    expect(await getPacing(viewer)).toMatchObject({ ramp_up: true });
    const other = await world.sender();
    await savePacing(other.company.owner, { ramp_up: false });
    expect(await getPacing(viewer)).toMatchObject({ ramp_up: true });
  });
});

describe("without a mailbox for replies", () => {
  beforeEach(async () => {
    await useRealAccount(world, sender);
    await world.admin.query(
      "insert into genesis.mailbox_pacing (workspace_id, gap_from_seconds, gap_to_seconds) values ($1, 0, 0)",
      [sender.company.workspaceId],
    );
    await sender.drafted();
    await sendNext(sender);
  });

  test("a follow-up waits until a founder confirms that they read replies, and again once that is taken back", async () => {
    const { owner } = sender.company;
    expect(await sender.claim(2)).toMatchObject({
      claims: [],
      next_due_at: null,
      reasons: [{ code: "replies.unread", count: 1 }],
    });
    expect(await readReplies(owner, { read_by_founder: true })).toMatchObject({ replies_heard: true });
    await readReplies(owner, { read_by_founder: true });
    const taken = await readReplies(owner, { read_by_founder: false });
    expect(taken).toMatchObject({ replies_heard: false, replies_read_since: null });
    expect((await sender.claim(2)).claims).toEqual([]);
    await readReplies(owner, { read_by_founder: true });
    expect((await sender.claim(2)).claims).toHaveLength(1);
    expect(await ledger("mailbox.replies_confirmed")).toHaveLength(3);
  });

  test("the word of an API key does not count, nor that of a reader", async () => {
    const permissions = new Set(["onboarding.write"]);
    const key: WorkspaceCtx = {
      ...sender.company.owner,
      actor: { type: "api_key", keyId: randomUUID(), permissions } as never,
    };
    for (const ctx of [key, sender.company.viewer])
      await expect(readReplies(ctx, { read_by_founder: true })).rejects.toMatchObject({ code: "permission.missing" });
    expect(await getPacing(sender.company.viewer)).toMatchObject({ replies_heard: false });
  });

  test("a mailbox whose last test failed hears nothing", async () => {
    await world.admin.query(
      `insert into genesis.mail_account_checks (workspace_id, protocol, credential_id, ok, message)
       select workspace_id, 'imap', id, false, 'wrong password' from genesis.credential_store where workspace_id = $1`,
      [sender.company.workspaceId],
    );
    expect(await getPacing(sender.company.viewer)).toMatchObject({ replies_heard: false });
    expect((await sender.claim(2)).claims).toEqual([]);
  });

  test("a connected mailbox makes the confirmation unnecessary", async () => {
    await world.admin.query(
      `insert into genesis.mail_account_checks (workspace_id, protocol, credential_id, ok, message)
       select workspace_id, 'imap', id, true, 'fine' from genesis.credential_store where workspace_id = $1`,
      [sender.company.workspaceId],
    );
    expect(await getPacing(sender.company.viewer)).toMatchObject({ replies_heard: true, replies_read_since: null });
    expect((await sender.claim(2)).claims).toHaveLength(1);
  });
});

describe("a guardrail", () => {
  const trip = () => withTransaction(sender.company.owner, tripGuardrail);

  test("is not tripped twice, nor by an account without trouble, and is lifted by a member", async () => {
    expect(await trip()).toBeNull();
    await setPacing(world, sender, "guardrail = 'bounces', guardrail_at = now()");
    expect(await trip()).toBeNull();
    await expect(liftGuardrail(sender.company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
    expect(await liftGuardrail(sender.company.owner)).toMatchObject({ guardrail: null, guardrail_at: null });
    await liftGuardrail(sender.company.owner);
    expect(await ledger("mailbox.guardrail_lifted")).toHaveLength(1);
  });
});

test("another account begins its ramp-up anew and keeps the gap that a founder chose", async () => {
  await useRealAccount(world, sender);
  await setPacing(
    world,
    sender,
    "gap_from_seconds = 100, gap_to_seconds = 200, ramp_since = now() - interval '50 days'",
  );
  await withTransaction(sender.company.owner, restartPacing);
  const { rows } = await world.admin.query<{ days: number }>(
    "select extract(day from now() - ramp_since)::int as days from genesis.mailbox_pacing where workspace_id = $1",
    [sender.company.workspaceId],
  );
  expect(rows).toEqual([{ days: 0 }]);
  expect(await getPacing(sender.company.viewer)).toMatchObject({ gap_from_seconds: 100, gap_to_seconds: 200 });
});
