import { randomUUID } from "node:crypto";
import { readReplyMailbox } from "@/lib/metering/events/read-reply-mailbox";
import { connectReplies } from "@/lib/outreach/mailbox/connect-replies";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import type { MailboxReplies } from "@/lib/outreach/mailbox/schemas";
import { jobCtx, type JobCtx } from "../../factories/test-world";
import { startImapServer, type ImapServer, type Letter } from "../../support/imap-server";
import type { RecipientServer } from "../../support/recipient-server";
import { anotherOn, mailboxesOn, mailboxOf, people, sendOthers } from "./mailbox-world";
import { setPacing } from "./paced-world";
import type { EngineWorld, Sender } from "./sequence/engine-world";

export type Mailed = { leadId: string; email: string; messageId: string };
export type ReplyMailbox = {
  sender: Sender;
  mailbox: number;
  imap: ImapServer;
  /** People to whom email 1 left from the mailbox. */
  mailed: Mailed[];
  /** A message arrives in the mailbox. */
  arrives(
    more?: Partial<Letter> & { from?: string; text?: string; answers?: string; id?: string; head?: string[] },
  ): void;
  connect(password?: string): ReturnType<typeof connectReplies>;
  /** One reading, as the job does it. */
  read(more?: Partial<JobCtx>): Promise<void>;
  replies(): Promise<MailboxReplies | null>;
  leadStatus(leadId: string): Promise<string>;
};

/** A workspace whose second mailbox has sent email 1 to some people, and an inbox in which their answers arrive. */
export async function replyMailboxOf(world: EngineWorld, mail: RecipientServer): Promise<ReplyMailbox> {
  const sender = await world.sender();
  const { owner, workspaceId } = sender.company;
  await mailboxesOn(sender, mail.port, 1);
  const mailbox = await anotherOn(sender, mail.port);
  const ids = await people(world, sender, 4);
  await setPacing(world, sender, "domain_limit = 10000");
  await world.admin.query(
    "update genesis.mailbox_pacing set gap_from_seconds = 0, gap_to_seconds = 0 where workspace_id = $1",
    [workspaceId],
  );
  const numbers = await mailboxOf(world, ids);
  const own = ids.filter((_, index) => numbers[index] === mailbox);
  for (const _ of own) {
    await sender.claim();
    await sendOthers(world, sender);
  }
  const { rows: mailed } = await world.admin.query<Mailed>(
    `select lead_id as "leadId", to_email as email, message_id as "messageId" from genesis.sequence_emails
     where workspace_id = $1 and mailbox = $2 and status = 'sent' order by claimed_at`,
    [workspaceId, mailbox],
  );
  const imap = await startImapServer();
  let uid = 0;
  const server = { host: "127.0.0.1", port: imap.port, secure: false, encryption: "none" } as const;
  return {
    sender,
    mailbox,
    imap,
    mailed,
    arrives: ({ from = "stranger@elsewhere.example", text = "Call me", answers, id, head = [], ...letter } = {}) => {
      uid += 1;
      const lines = [
        `From: ${from}`,
        "Subject: Re: Subject 1",
        `Message-ID: ${id ?? `<${randomUUID()}@elsewhere.example>`}`,
        ...(answers ? [`In-Reply-To: ${answers}`] : []),
        ...head,
      ];
      const raw = Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text}`);
      imap.state.letters.push({ uid, date: new Date(), raw, ...letter });
    },
    connect: (password = "right") =>
      connectReplies(owner, { mailbox, type: "imap", data: { ...server, user: "jo", password } }),
    read: (more = {}) => readReplyMailbox({ ...jobCtx(owner), ...more }, { mailbox }),
    replies: async () => (await listMailboxes(owner)).find((row) => row.mailbox === mailbox)?.replies ?? null,
    leadStatus: async (leadId) => {
      const { rows } = await world.admin.query<{ status: string }>("select status from genesis.leads where id = $1", [
        leadId,
      ]);
      return rows[0]?.status ?? "";
    },
  };
}
