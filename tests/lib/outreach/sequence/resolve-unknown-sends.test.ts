import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listUnknownSends } from "@/lib/outreach/sequence/list-unknown-sends";
import { resolveUnknownSends } from "@/lib/outreach/sequence/resolve-unknown-sends";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { claimed, draftedPerson, stepsOf, withoutLedger } from "../email-world";
import { createUnknownWorld, savedSince, type UnknownWorld } from "./unknown-world";

vi.mock("@/lib/providers/mail/select", async (real) =>
  (await import("../../../support/closed-internet")).withoutInternet(await real()),
);

let world: UnknownWorld;
beforeAll(async () => {
  world = await createUnknownWorld();
});
afterAll(() => world.close());

const mailRow = async (leadId: string) => {
  const { rows } = await world.admin.query<Record<string, unknown>>(
    "select status, claim_id, attempts, not_before > now() as paused, sent_at, claimed_at, provider_message_id from genesis.sequence_emails where lead_id = $1 and step = 1",
    [leadId],
  );
  return rows[0];
};

test("found in the mailbox by its message id: it was sent, at the time of its claim", async () => {
  const company = await world.mailingCompany();
  const mail = await world.unknown(company);
  await world.deliver(mail.messageId);
  expect(await resolveUnknownSends(company.job)).toEqual({ sent: 1, notSent: 0, unknown: 0 });
  const row = await mailRow(mail.leadId);
  expect(row).toMatchObject({ status: "sent", claim_id: mail.claimId, provider_message_id: mail.messageId });
  expect(row?.sent_at).toEqual(row?.claimed_at);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "unknown_send.settled",
    actor_type: "job",
    data: { leadId: mail.leadId, outcome: "sent", decidedBy: "mailbox", recipient: "j•••@example.org" },
  });
});

test("not in the mailbox: due again after a pause, under a new claim", async () => {
  const company = await world.mailingCompany();
  const mail = await world.unknown(company);
  await world.deliver("<somebody-else@example.com>");
  expect(await resolveUnknownSends(company.job)).toEqual({ sent: 0, notSent: 1, unknown: 0 });
  expect(await mailRow(mail.leadId)).toMatchObject({
    status: "drafted",
    claim_id: null,
    attempts: 1,
    paused: true,
    sent_at: null,
  });
  expect(await resolveUnknownSends(company.job)).toEqual({ sent: 0, notSent: 0, unknown: 0 });
});

test("not in the mailbox for the fifth time: failed; for somebody suppressed meanwhile: cancelled", async () => {
  const company = await world.mailingCompany();
  const [tired, gone] = [await world.unknown(company), await world.unknown(company)];
  await world.admin.query("update genesis.sequence_emails set attempts = 5 where lead_id = $1", [tired.leadId]);
  await world.admin.query("insert into suppressions values ($1, $2, 'opt_out', 'link')", [
    company.workspaceId,
    gone.email,
  ]);
  expect(await resolveUnknownSends(company.job)).toMatchObject({ notSent: 2 });
  expect([(await mailRow(tired.leadId))?.status, (await mailRow(gone.leadId))?.status]).toEqual([
    "failed",
    "cancelled",
  ]);
});

test("a mail handed over a moment ago is not taken for lost", async () => {
  const company = await world.mailingCompany();
  const mail = await world.unknown(company, 1);
  expect(await resolveUnknownSends(company.job)).toEqual({ sent: 0, notSent: 0, unknown: 1 });
  await world.deliver(mail.messageId);
  expect(await resolveUnknownSends(company.job)).toMatchObject({ sent: 1 });
});

test("a claim of ten minutes without an outcome becomes unknown and is looked up", async () => {
  const company = await world.mailingCompany();
  const [old, fresh] = [await draftedPerson(world, company), await draftedPerson(world, company)];
  const { messageId } = await claimed(world, { leadId: old.leadId, step: 1, status: "claimed", minutesAgo: 11 });
  await claimed(world, { leadId: fresh.leadId, step: 1, status: "claimed", minutesAgo: 9 });
  await world.deliver(messageId);
  expect(await resolveUnknownSends(company.job)).toMatchObject({ sent: 1 });
  expect([(await stepsOf(world, old.leadId))[0], (await stepsOf(world, fresh.leadId))[0]]).toEqual(["sent", "claimed"]);
});

test("through any other account it is unknowable: it stays, and waits for a founder", async () => {
  const company = await world.company();
  const data = { host: "8.8.8.8", port: 465, secure: true, user: "jo@example.com", password: "secret" };
  await saveMailAccount(company.owner, { type: "smtp", use_test_mailbox: false, data });
  await savedSince(world, company, "1 day");
  const mail = await world.unknown(company, 600);
  expect(await resolveUnknownSends(company.job)).toEqual({ sent: 0, notSent: 0, unknown: 1 });
  expect((await listUnknownSends(company.owner, { limit: 50 })).data).toMatchObject([{ claim_id: mail.claimId }]);
});

test("an account that changed to the mailbox after the claim proves nothing by absence", async () => {
  const company = await world.mailingCompany();
  const mail = await world.unknown(company, 30);
  await savedSince(world, company, "5 minutes");
  expect(await resolveUnknownSends(company.job)).toMatchObject({ unknown: 1 });
  expect((await mailRow(mail.leadId))?.status).toBe("unknown");
});

test("a mailbox that cannot be looked into proves nothing", async () => {
  const company = await world.mailingCompany();
  const mail = await world.unknown(company);
  expect(await world.withoutMailbox(() => resolveUnknownSends(company.job))).toEqual({
    sent: 0,
    notSent: 0,
    unknown: 1,
  });
  expect((await mailRow(mail.leadId))?.status).toBe("unknown");
});

test("only the job's own workspace is touched, and a viewer may not", async () => {
  const [company, other] = [await world.mailingCompany(), await world.mailingCompany()];
  const mail = await world.unknown(company);
  expect(await resolveUnknownSends(other.job)).toEqual({ sent: 0, notSent: 0, unknown: 0 });
  await expect(resolveUnknownSends(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  expect((await mailRow(mail.leadId))?.status).toBe("unknown");
});

test("when the ledger cannot be written the mail stays unknown", async () => {
  const company = await world.mailingCompany();
  const mail = await world.unknown(company);
  await expect(withoutLedger(world, () => resolveUnknownSends(company.job))).rejects.toThrow();
  expect((await mailRow(mail.leadId))?.status).toBe("unknown");
});
