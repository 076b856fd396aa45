import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { sendClaim } from "@/lib/outreach/sequence/send-claim";
import { startSmtpCatcher } from "@/scripts/runtime/smtp-catcher";
import { createRepliesWorld, type Replies, type RepliesWorld } from "../../outreach/replies/replies-world";

export type MailboxWorld = Omit<RepliesWorld, "replies"> & { mailbox(): Promise<Replies> };

/** A world whose emails go through the real built-in mailbox. */
export async function createMailboxWorld(): Promise<MailboxWorld> {
  const outboxDir = await mkdtemp(join(tmpdir(), "greenlight-outbox-"));
  const catcher = await startSmtpCatcher({ port: 0, outboxDir });
  const { replies, close, ...world } = await createRepliesWorld({
    LOCAL_MODE: "true",
    TEST_MAILBOX_HOST: catcher.host,
    TEST_MAILBOX_PORT: String(catcher.port),
    OUTBOX_DIR: outboxDir,
  });
  return {
    ...world,
    mailbox: async () => {
      const made = await replies();
      const { company, drafted, claimOne, engine } = made.sender;
      await saveMailAccount(company.owner, { type: "smtp", use_test_mailbox: true });
      return {
        ...made,
        mailed: async (email) => {
          const person = await drafted(email);
          const claim = await claimOne();
          await sendClaim(engine, { claimId: claim.claim_id });
          return { ...person, messageId: claim.message_id };
        },
      };
    },
    close: async () => {
      await close();
      await catcher.stop();
      await rm(outboxDir, { recursive: true, force: true });
    },
  };
}
