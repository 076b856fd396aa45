import { afterAll, beforeAll, expect, test } from "vitest";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { resolveUnknownSends } from "@/lib/outreach/sequence/resolve-unknown-sends";
import { sendClaim } from "@/lib/outreach/sequence/send-claim";
import { jobCtx } from "../../../factories/test-world";
import { bundleProgram, type CrashBundle } from "../../../support/crash-bundle";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

/** The deaths that one process dies. */
const TOGETHER = 16;

let world: EngineWorld;
let mail: RecipientServer;
let program: CrashBundle;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set() });
  program = await bundleProgram("tests/support/gateway-child.ts");
});
afterAll(async () => {
  await program.remove();
  await mail.stop();
  await world.close();
});

async function senderWithServer(): Promise<Sender> {
  const sender = await world.sender();
  await saveMailAccount(sender.company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host: "127.0.0.1", port: mail.port, secure: false, encryption: "none", user: "ada", password: "x" },
  });
  return sender;
}

const statusOf = async (sender: Sender): Promise<string> => (await sender.emails())[0]?.status ?? "none";

/** As the workflow does after a lost answer, then ten minutes pass, and then the next runs claim what is due. */
async function goOn(sender: Sender, claimId: string): Promise<void> {
  await sendClaim(sender.engine, { claimId }).catch(() => null);
  await world.admin.query(
    "update genesis.sequence_emails set claimed_at = claimed_at - interval '11 minutes' where campaign_id = $1",
    [sender.campaignId],
  );
  await resolveUnknownSends(jobCtx(sender.company.owner));
  for (const { claim_id } of (await sender.claim()).claims) await sendClaim(sender.engine, { claimId: claim_id });
  expect((await sender.claim()).claims).toEqual([]);
}

type Claimed = { sender: Sender; email: string; claimId: string; dieAt: number };
async function claimed(dieAt: number): Promise<Claimed> {
  const sender = await senderWithServer();
  const { email } = await sender.drafted();
  return { sender, email, claimId: (await sender.claimOne()).claim_id, dieAt };
}

/** After the death the email goes out once, or may have gone out and waits for a decision. */
async function expectAtMostOnce({ sender, email, claimId, dieAt }: Claimed): Promise<void> {
  await goOn(sender, claimId);
  const arrived = mail.received.filter(({ to }) => to === email).length;
  const end = { dieAt, arrived, status: await statusOf(sender) };
  expect([
    { dieAt, arrived: 1, status: "sent" },
    { dieAt, arrived: 0, status: "unknown" },
    { dieAt, arrived: 1, status: "unknown" },
  ]).toContainEqual(end);
}

test(
  "a process that is killed at any point of sending a claim: the email goes out at most once, and is never lost silently",
  { timeout: 600_000 },
  async () => {
    let through: number | null = null;
    for (let first = 1; through === null; first += TOGETHER) {
      const all: Claimed[] = [];
      for (let dieAt = first; dieAt < first + TOGETHER; dieAt += 1) all.push(await claimed(dieAt));
      const tasks = all.map(({ sender, claimId, dieAt }) => {
        return { workspaceId: sender.company.workspaceId, claimId, dieAt };
      });
      const passed = await program.dieTogether(tasks);
      for (const one of all) await expectAtMostOnce(one);
      through = passed.find((points) => points !== null) ?? null;
    }
    expect(through).toBeGreaterThan(8);
  },
);
