import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { deleteCredential } from "@/lib/foundation/vault/delete-credential";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import { addMailbox } from "@/lib/outreach/mailbox/add-mailbox";
import { emailsLeave } from "@/lib/outreach/mailbox/emails-leave";
import { getMailbox } from "@/lib/outreach/mailbox/get-mailbox";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import { mailboxAddress } from "@/lib/outreach/mailbox/mailbox-address";
import { mailboxOfAddress } from "@/lib/outreach/mailbox/mailbox-of-address";
import { otherMailboxes } from "@/lib/outreach/mailbox/other-mailboxes";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { saveMailbox } from "@/lib/outreach/mailbox/save-mailbox";
import type { AddMailbox } from "@/lib/outreach/mailbox/schemas";
import { testMailAccount } from "@/lib/outreach/mailbox/test-mail-account";
import { withTransaction } from "@/lib/platform/transaction";
import { jobCtx } from "../../../factories/test-world";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { withoutLedger } from "../email-world";
import { mailboxesOn, serverOn } from "../mailbox-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

vi.mock("@/lib/providers/mail/select", async (real) =>
  (await import("../../../support/closed-internet")).withoutInternet(await real()),
);

let world: EngineWorld;
let mail: RecipientServer;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set() });
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const grace = (more: Partial<AddMailbox> = {}): AddMailbox => ({
  sender_name: "Grace Hopper",
  sender_email: "grace@example.com",
  daily_limit: 40,
  account: serverOn(mail.port, "grace"),
  ...more,
});
const within = <T>(run: (tx: Parameters<Parameters<typeof withTransaction<T>>[1]>[0]) => Promise<T>): Promise<T> =>
  withTransaction(sender.company.owner, run);

describe("a mailbox that is added", () => {
  test("is tested, ramped up, sealed, listed after the first, and told in the ledger", async () => {
    const { owner, viewer, workspaceId } = sender.company;
    await saveMailAccount(owner, serverOn(mail.port));
    const added = await addMailbox(owner, grace());
    expect(added).toMatchObject({
      mailbox: 2,
      address: "grace@example.com",
      sender_name: "Grace Hopper",
      daily_limit: 40,
      sent_today: 0,
      test: { ok: true },
      pacing: { paced: true, ramp_limit: 10, replies_heard: false },
    });
    expect(JSON.stringify(added)).not.toContain('"x"');
    const listed = await listMailboxes(viewer);
    expect(listed.map(({ address }) => address)).toEqual(["ada@example.com", "grace@example.com"]);
    expect(await getMailbox(viewer, { mailbox: 2 })).toEqual(listed[1]);
    expect(await within((tx) => mailboxAddress(tx, 2))).toBe("grace@example.com");
    expect(await within((tx) => mailboxAddress(tx, 1))).toBe("ada@example.com");
    expect(await within(otherMailboxes)).toEqual([2]);
    const numbers = ["GRACE@example.com", "ada@example.com", "x@example.com"].map((address) =>
      within((tx) => mailboxOfAddress(tx, address)),
    );
    expect(await Promise.all(numbers)).toEqual([2, 1, 1]);
    const lines = (await world.ledger(workspaceId)).map(({ message }) => message);
    expect(lines.at(-1)).toMatch(/^The mailbox grace@example.com was tested and works/);
    expect(lines.at(-2)).toMatch(/^The mailbox grace@example.com was added/);
  });

  test("is kept when it does not work, and named as not working until a test succeeds", async () => {
    const { owner } = sender.company;
    await saveMailAccount(owner, serverOn(mail.port));
    const { mailbox, test: tested } = await addMailbox(owner, grace({ account: serverOn(1) }));
    expect(tested).toMatchObject({ ok: false, stage: "connect" });
    expect(await testMailAccount(owner, { mailbox })).toMatchObject([{ protocol: "smtp", ok: false }]);
    expect((await listMailboxes(owner))[0]).toMatchObject({ test: { ok: true } });
  });

  test("is refused without a first one, with an address that sends already, from a reader, and without the ledger", async () => {
    const { owner, viewer } = sender.company;
    await expect(addMailbox(owner, grace())).rejects.toMatchObject({ code: "mail_account.none" });
    await saveMailAccount(owner, serverOn(mail.port));
    for (const sender_email of ["ADA@example.com", "ada@example.com"])
      await expect(addMailbox(owner, grace({ sender_email }))).rejects.toMatchObject({ code: "mailbox.address_taken" });
    await expect(addMailbox(viewer, grace())).rejects.toMatchObject({ code: "permission.missing" });
    await expect(withoutLedger(world, () => addMailbox(owner, grace()))).rejects.toThrow();
    expect(await listMailboxes(owner)).toHaveLength(1);
    await addMailbox(owner, grace());
    await expect(addMailbox(owner, grace())).rejects.toMatchObject({ code: "mailbox.address_taken" });
  });

  test("is one of at most twenty, also when two are added at once", async () => {
    const { owner } = sender.company;
    await mailboxesOn(sender, mail.port, 19);
    const both = ["a@example.com", "b@example.com"].map((sender_email) => addMailbox(owner, grace({ sender_email })));
    const settled = await Promise.allSettled(both);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await listMailboxes(owner)).toHaveLength(20);
  });

  test("with a server elsewhere makes follow-ups on the same day wait a day", async () => {
    const { owner } = sender.company;
    await saveMailAccount(owner, serverOn(mail.port));
    expect(await emailsLeave(jobCtx(owner))).toBe(false);
    const data = { host: "8.8.8.8", port: 587, secure: false, user: "grace", password: "x" };
    await addMailbox(owner, grace({ account: { type: "smtp", use_test_mailbox: false, data } }));
    expect(await emailsLeave(jobCtx(owner))).toBe(true);
    const { rows } = await world.admin.query("select step_delays_days as days from campaigns where id = $1", [
      sender.campaignId,
    ]);
    expect(rows).toEqual([{ days: [0, 1, 1] }]);
  });
});

describe("a mailbox's own limits", () => {
  test("change it alone; the daily limit of the first is the company's", async () => {
    const { owner, viewer } = sender.company;
    await mailboxesOn(sender, mail.port, 2);
    const saved = await saveMailbox(owner, { mailbox: 2, daily_limit: 20, gap_from_seconds: 90, ramp_up: false });
    expect(saved).toMatchObject({ daily_limit: 20, pacing: { gap_from_seconds: 90, ramp_limit: null } });
    expect((await listMailboxes(owner))[0]).toMatchObject({
      daily_limit: 1000,
      pacing: { gap_from_seconds: 60, ramp_up: true },
    });
    await expect(saveMailbox(owner, { mailbox: 1, daily_limit: 20 })).rejects.toMatchObject({ code: "mailbox.first" });
    await expect(saveMailbox(owner, { mailbox: 7, ramp_up: true })).rejects.toMatchObject({
      code: "mailbox.not_found",
    });
    await expect(saveMailbox(viewer, { mailbox: 2, ramp_up: true })).rejects.toMatchObject({
      code: "permission.missing",
    });
    const stranger = (await world.sender()).company.owner;
    await expect(saveMailbox(stranger, { mailbox: 2, ramp_up: true })).rejects.toMatchObject({
      code: "mailbox.not_found",
    });
  });
});

test("a credential that nothing names is forgotten, in its own workspace only", async () => {
  const { owner } = sender.company;
  await mailboxesOn(sender, mail.port, 2);
  const named = (await listCredentials(owner)).find(({ name }) => name === "Mailbox 2")?.credential_id ?? "";
  const other = (await world.sender()).company.owner;
  await withTransaction(other, (tx) => deleteCredential(tx, named));
  expect((await listCredentials(owner)).map(({ name }) => name)).toContain("Mailbox 2");
  await expect(withTransaction(owner, (tx) => deleteCredential(tx, named))).rejects.toThrow();
});
