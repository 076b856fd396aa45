import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { adoptMailAccount } from "@/lib/outreach/mailbox/adopt-mail-account";
import { beginGmailConsent } from "@/lib/outreach/mailbox/begin-gmail-consent";
import { connectGmail } from "@/lib/outreach/mailbox/connect-gmail";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import { getPacing } from "@/lib/outreach/mailbox/get-pacing";
import { leavesThisMachine } from "@/lib/outreach/mailbox/leaves-this-machine";
import { listAccountTests } from "@/lib/outreach/mailbox/list-account-tests";
import { replacesAnother } from "@/lib/outreach/mailbox/replaces-another";
import { revealGmail } from "@/lib/outreach/mailbox/reveal-gmail";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { revealReplyMailbox } from "@/lib/outreach/mailbox/reveal-reply-mailbox";
import { testMailAccount } from "@/lib/outreach/mailbox/test-mail-account";
import { sendClaim } from "@/lib/outreach/sequence/send-claim";
import { withTransaction } from "@/lib/platform/transaction";
import { startGoogleServer, type GoogleServer } from "../../../support/google-server";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { anotherOn, people, sendOthers } from "../mailbox-world";
import { useRealAccount } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let google: GoogleServer;
let recipients: RecipientServer;
let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  google = await startGoogleServer();
  recipients = await startRecipientServer({ refuse: new Set() });
  world = await createEngineWorld({
    LOCAL_MODE: "true",
    APP_URL: "https://app.example",
    GOOGLE_CLIENT_ID: "client-id",
    GOOGLE_CLIENT_SECRET: "client-secret",
    GOOGLE_API_URL: google.url,
  });
});
beforeEach(async () => {
  sender = await world.sender();
  google.lifetime = 3600;
});
afterAll(async () => {
  await world.close();
  await google.stop();
  await recipients.stop();
});

type Purpose = "mail_account" | "reply_mailbox";
const begin = (purpose: Purpose = "mail_account") => beginGmailConsent(sender.company.owner, { purpose });
/** The founder allows it, as an account that is not the sender's address: the test of it fails without a look at Gmail. */
async function connect(purpose: Purpose = "mail_account", address = "other@example.com") {
  const { url } = await begin(purpose);
  return connectGmail(sender.company.owner, google.allow(url, { address }));
}

describe("connecting", () => {
  test("Google asks for lasting access to mail, with a proof of who asked", async () => {
    const asked = new URL((await begin()).url);
    expect(asked.origin + asked.pathname).toBe("https://accounts.google.com/o/oauth2/v2/auth");
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: "client-id",
      redirect_uri: "https://app.example/connect-gmail",
      response_type: "code",
      scope: "openid email https://mail.google.com/",
      access_type: "offline",
      prompt: "consent",
      code_challenge_method: "S256",
    });
    expect(asked.searchParams.get("state")).toMatch(/^[0-9a-f]{64}$/);
  });

  test("the account sends from then on, by every campaign; its token is sealed, and it is ramped up", async () => {
    const { company, campaignId } = sender;
    const saved = await connect();
    expect(saved.masked).toEqual({ preview: "o•••@example.com" });
    expect(await findMailAccount(company.owner)).toMatchObject({ provider: "gmail", usesTestMailbox: false });
    expect(await getCampaign(company.owner, { campaignId })).toMatchObject({
      mail_provider: "gmail",
      step_delays_days: [0, 1, 1],
    });
    expect(await createCampaign(company.owner, { name: "Another" })).toMatchObject({ mail_provider: "gmail" });
    expect(await getPacing(company.owner)).toMatchObject({ paced: true, replies_heard: true });
    const lines = await world.ledger(company.workspaceId);
    expect(lines.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        "Mail will be sent through Gmail as o•••@example.com.",
        "1 campaign sends by Gmail from now on.",
      ]),
    );
    expect((await world.jobs(company.workspaceId)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["ignition.refresh_credentials", "ignition.refresh_campaigns"]),
    );
    const { rows } = await world.admin.query("select * from genesis.credential_store where workspace_id = $1", [
      company.workspaceId,
    ]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([rows, lines])).not.toMatch(/refresh-|other@example/);
  });

  test("an account that may not send as the sender is saved, and named as not working", async () => {
    const { test: found } = await connect();
    expect(found).toMatchObject({ ok: false, stage: "sender", message: expect.stringContaining("ada@example.com") });
    await world.admin.query(
      "update genesis.brand_profiles set sender_email = 'unproven@example.com' where workspace_id = $1",
      [sender.company.workspaceId],
    );
    expect((await connect()).test).toMatchObject({ ok: false, stage: "sender" });
  });

  test("the answer counts once, for the person who began, for ten minutes", async () => {
    const { company } = sender;
    const unknown = { code: "gmail.state_unknown" };
    const first = google.allow((await begin()).url);
    const member = world.user();
    const other = {
      ...company.owner,
      actor: { ...company.owner.actor, userId: member.user.userId },
    } as typeof company.owner;
    await expect(connectGmail(other, first)).rejects.toMatchObject(unknown);
    await expect(connectGmail(company.stranger, first)).rejects.toMatchObject(unknown);
    await connectGmail(company.owner, first);
    await expect(connectGmail(company.owner, first)).rejects.toMatchObject(unknown);
    const late = google.allow((await begin()).url);
    const inElevenMinutes = { ...company.owner, now: () => new Date(Date.now() + 11 * 60_000) };
    await expect(connectGmail(inElevenMinutes, late)).rejects.toMatchObject(unknown);
  });

  test("a code that Google does not know, or that allows too little, connects nothing and spends the state", async () => {
    const { owner } = sender.company;
    const asked = google.allow((await begin()).url);
    await expect(connectGmail(owner, { ...asked, code: "forged" })).rejects.toMatchObject({ code: "gmail.expired" });
    await expect(connectGmail(owner, asked)).rejects.toMatchObject({ code: "gmail.state_unknown" });
    const narrow = google.allow((await begin()).url, { scope: "openid email" });
    await expect(connectGmail(owner, narrow)).rejects.toMatchObject({ code: "gmail.scope_missing" });
    expect(await findMailAccount(owner)).toBeNull();
  });

  test("a viewer may not, nor a key: a connection is a person's consent", async () => {
    const { viewer, owner } = sender.company;
    await expect(beginGmailConsent(viewer, { purpose: "mail_account" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(connectGmail(viewer, { code: "c", state: "s" })).rejects.toMatchObject({ kind: "forbidden" });
    const job = { ...owner, actor: { type: "job", job: "a.job" } as const };
    await expect(beginGmailConsent(job, { purpose: "mail_account" })).rejects.toMatchObject({
      code: "gmail.no_person",
    });
  });
});

describe("a connected account", () => {
  test("logs in with a token, which is made anew before it ends and not before", async () => {
    google.lifetime = 60;
    const { credential_id: credentialId } = await connect();
    const { job } = sender.company;
    const before = google.refreshed;
    google.lifetime = 3600;
    const account = await revealMailAccount(job);
    expect(account).toMatchObject({ host: "smtp.gmail.com", port: 465, secure: true, user: "other@example.com" });
    expect(account.accessToken).toMatch(/^access-/);
    expect((await revealGmail(job, { credentialId })).accessToken).toBe(account.accessToken);
    expect(google.refreshed).toBe(before + 1);
    expect(await leavesThisMachine(job)).toBe(true);
  });

  test("whose permission was taken back does not work, says so, and gives its claims back", async () => {
    google.lifetime = 60;
    const { owner } = sender.company;
    await connect();
    const { leadId } = await sender.drafted();
    const { claim_id: claimId } = await sender.claimOne();
    google.revoke();
    const words = expect.stringContaining("Connect Gmail again");
    expect(await testMailAccount(owner)).toMatchObject([
      { protocol: "smtp", ok: false, stage: "auth", message: words },
    ]);
    expect(await sendClaim(sender.engine, { claimId })).toMatchObject({ recorded: true });
    expect(await sender.emails()).toMatchObject([{ lead_id: leadId, status: "approved", attempts: 0 }]);
    await expect(revealMailAccount(sender.company.job)).rejects.toMatchObject({ code: "gmail.grant_ended" });
  });

  test("is another one than any other server's, and than another address", async () => {
    await connect();
    const { owner } = sender.company;
    expect(await replacesAnother(owner, { host: "smtp.gmail.com", user: "other@example.com" })).toBe(false);
    expect(await replacesAnother(owner, { host: "smtp.gmail.com", user: "ada@example.com" })).toBe(true);
    expect(await replacesAnother(owner, { host: "smtp.example.com", user: "other@example.com" })).toBe(true);
  });

  test("makes way for an SMTP account, by which the campaigns send again", async () => {
    await connect();
    const { owner } = sender.company;
    const data = { host: "smtp.example.com", port: 465, secure: true, user: "ada", password: "x" };
    await withTransaction(owner, (tx) =>
      adoptMailAccount(tx, {
        credential: { type: "smtp", name: "Mail account", data },
        ...{ usesTestMailbox: false, isAnother: true, leaves: true, check: { ok: true }, proof: "It works." },
      }),
    );
    expect(await findMailAccount(owner)).toMatchObject({ provider: "smtp" });
    expect(await getCampaign(owner, sender)).toMatchObject({ mail_provider: "smtp" });
  });
});

test("answers are read by Gmail beside an SMTP account that sends; beside Gmail they are read already", async () => {
  const { owner, job } = sender.company;
  await useRealAccount(world, sender);
  const { credential_id: credentialId } = await connect("reply_mailbox", "replies@example.com");
  expect(await findMailAccount(owner)).toMatchObject({ provider: "smtp" });
  expect(await listAccountTests(owner)).toMatchObject([{ protocol: "imap", credential_id: credentialId }]);
  expect(await revealReplyMailbox(job)).toMatchObject({ type: "gmail", address: "replies@example.com" });
  await connect("mail_account");
  await expect(connect("reply_mailbox")).rejects.toMatchObject({ code: "gmail.replies_read" });
});

test("another mailbox sends by its own server, and the campaigns stay with Gmail", async () => {
  const { owner } = sender.company;
  await connect();
  // As Google would have answered for the sender's own account.
  await world.admin.query("update genesis.mail_account_checks set ok = true where workspace_id = $1", [
    sender.company.workspaceId,
  ]);
  await anotherOn(sender, recipients.port);
  expect(await getCampaign(owner, sender)).toMatchObject({ mail_provider: "gmail" });
  expect(await createCampaign(owner, { name: "Later" })).toMatchObject({ mail_provider: "gmail" });
  await people(world, sender, 2);
  expect((await sender.claim()).claims).toMatchObject([{ from: "ada@example.com" }]);
  expect(await sendOthers(world, sender)).toBe(1);
  expect(recipients.received.map(({ mail }) => mail.from?.text)).toEqual([
    expect.stringMatching(/grace\..*@example\.com/),
  ]);
});
