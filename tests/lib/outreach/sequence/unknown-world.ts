import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { claimed, draftedPerson, type Person } from "../email-world";

export type Unknown = Person & { claimId: string; messageId: string };

export type UnknownWorld = TestWorld & {
  /** Puts a message into the built-in mailbox. */
  deliver(messageId: string): Promise<void>;
  /** Runs while the built-in mailbox's folder is away. */
  withoutMailbox<T>(run: () => Promise<T>): Promise<T>;
  /** A company that has mailed through the built-in mailbox for a day. */
  mailingCompany(): Promise<Company>;
  unknown(company: Company, minutesAgo?: number): Promise<Unknown>;
};

/** A world with an outbox folder, as `npm start` has it. */
export async function createUnknownWorld(): Promise<UnknownWorld> {
  const folder = await mkdtemp(join(tmpdir(), "outbox-"));
  const world = await createTestWorld({
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: "2525",
    OUTBOX_DIR: folder,
  });
  return {
    ...world,
    deliver: (messageId) =>
      writeFile(
        join(folder, `${messageId.replace(/\W/g, "")}.eml`),
        `Subject: Hello\r\nMessage-ID:\r\n ${messageId}\r\n\r\nText\r\n`,
      ),
    withoutMailbox: async (run) => {
      await rename(folder, `${folder}-away`);
      return run().finally(() => rename(`${folder}-away`, folder));
    },
    mailingCompany: async () => {
      const company = await world.company();
      await saveMailAccount(company.owner, { type: "smtp", use_test_mailbox: true });
      await savedSince(world, company, "1 day");
      return company;
    },
    unknown: async (company, minutesAgo = 30) => {
      const person = await draftedPerson(world, company);
      return {
        ...person,
        ...(await claimed(world, { leadId: person.leadId, step: 1, status: "unknown", minutesAgo })),
      };
    },
    close: async () => {
      await world.close();
      await rm(folder, { recursive: true });
    },
  };
}

export async function savedSince({ admin }: TestWorld, { workspaceId }: Company, age: string): Promise<void> {
  await admin.query("alter table genesis.email_provider_config disable trigger email_provider_config_touch");
  await admin.query(
    "update genesis.email_provider_config set updated_at = now() - $2::interval where workspace_id = $1",
    [workspaceId, age],
  );
  await admin.query("alter table genesis.email_provider_config enable trigger email_provider_config_touch");
}
