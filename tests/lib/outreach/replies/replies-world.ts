import { ReplyReport, type ReplyAnswer } from "@/lib/contracts/engine-replies";
import { receiveReply } from "@/lib/metering/events/receive-reply";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

export type RepliesWorld = EngineWorld & { replies(): Promise<Replies> };
export type Replies = {
  sender: Sender;
  /** A lead to whom email 1 went out; answers its message id. */
  mailed(email?: string): Promise<{ leadId: string; email: string; messageId: string }>;
  /** A whole message arrives. */
  receive(message: Message): Promise<ReplyAnswer>;
  leadStatus(leadId: string): Promise<string>;
  isMailable(leadId: string): Promise<boolean>;
  suppressed(): Promise<string[]>;
};
export type Message = {
  from: string;
  /** The sender of every company here, unless it says another. */
  to?: string;
  text: string;
  id?: string;
  answers?: string;
  headers?: string[];
  subject?: string;
};

/** A message as it travels. */
export const raw = ({
  from,
  to = "ada@example.com",
  text,
  id,
  answers,
  headers = [],
  subject = "Re: Subject 1",
}: Message): string =>
  Buffer.from(
    [
      `From: ${from}`,
      `To: ${to}`,
      `Subject: ${subject}`,
      ...(id ? [`Message-ID: ${id}`] : []),
      ...(answers ? [`In-Reply-To: ${answers}`] : []),
      ...headers,
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "",
      text,
    ].join("\r\n"),
  ).toString("base64");

export async function createRepliesWorld(environment: Record<string, string> = {}): Promise<RepliesWorld> {
  const world = await createEngineWorld(environment);
  return { ...world, replies: async () => repliesOf(world, await world.sender()) };
}

export function repliesOf(world: EngineWorld, sender: Sender): Replies {
  const { workspaceId } = sender.company;
  const ids = async (sql: string, value: string): Promise<string[]> =>
    (await world.admin.query<{ value: string }>(sql, [value])).rows.map(({ value: found }) => found);
  return {
    sender,
    mailed: async (email) => {
      const person = await sender.drafted(email);
      const claim = await sender.claimOne();
      await recordOutcome(sender.engine, { claimId: claim.claim_id, status: "sent" });
      return { ...person, messageId: claim.message_id };
    },
    receive: (message) => receiveReply(sender.engine, ReplyReport.parse({ raw: raw(message) })),
    leadStatus: async (leadId) =>
      (await ids("select status as value from genesis.leads where id = $1", leadId))[0] ?? "",
    isMailable: async (leadId) =>
      (await ids("select id::text as value from private.mailable_leads where id = $1", leadId)).length > 0,
    suppressed: () => ids("select email as value from suppressions where workspace_id = $1 order by 1", workspaceId),
  };
}
