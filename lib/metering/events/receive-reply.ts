import addressParser from "nodemailer/lib/addressparser";
import type { ReplyAnswer, ReplyReport } from "@/lib/contracts/engine-replies";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { isLead } from "@/lib/outreach/leads/is-lead";
import { classifyReply } from "@/lib/outreach/replies/classify-reply";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { sha256 } from "@/lib/platform/ids";
import { receiveEvents } from "./receive-events";

const NOT_KEPT: ReplyAnswer = { kept: false, event_type: null };
const MAX_KEY_PART = 100;

/**
 * Takes one message that a mailbox received. One from a lead becomes a reply or an opt-out, once however often it is reported; of anything
 * else, and of answers that a machine wrote, nothing is stored.
 */
export async function receiveReply(ctx: WorkspaceCtx, reply: ReplyReport): Promise<ReplyAnswer> {
  requirePermission(ctx, "ingestion.write");
  const from = addressOf(reply.from);
  if (!from || isAutomatic(reply.auto_submitted) || !(await isLead(ctx, { email: from }))) return NOT_KEPT;

  const text = clean(reply.text) || plain(clean(reply.html));
  const subject = clean(reply.subject);
  const event_type = classifyReply({ subject, text });
  const what = reply.message_id.trim() || `no-id-${sha256(JSON.stringify([from, subject, text]))}`;
  await receiveEvents(ctx, {
    workspace_id: ctx.workspaceId,
    campaign_id: reply.campaign_id,
    contact_email: from,
    event_type,
    idempotency_key: `${ctx.workspaceId}:${short(what)}:${event_type}`,
    subject: subject.slice(0, 500).toWellFormed(),
    body: text.slice(0, 50_000).toWellFormed(),
    metadata: { message_id: what, in_reply_to: reply.in_reply_to },
  });
  return { kept: true, event_type };
}

function addressOf(from: string): string | null {
  const [first] = addressParser(from, { flatten: true });
  return first?.address ? first.address.trim().toLowerCase() : null;
}

const isAutomatic = (header: string): boolean => header.trim() !== "" && header.trim().toLowerCase() !== "no";

const clean = (text: string): string => text.replaceAll("\0", "");

const plain = (html: string): string => html.replace(/<(br|\/p|\/div)[^>]*>/gi, "\n").replace(/<[^>]+>/g, " ");

/** An id of any length in a key of 200 characters. */
const short = (text: string): string => (text.length <= MAX_KEY_PART ? text : sha256(text));
