import type { Check, Execution } from "@/lib/company/approvals/define-action";
import { findActing } from "@/lib/company/integrations/resolve-integration";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { FoundEmail } from "@/lib/providers/mail/outgoing/port";
import { outgoingMail } from "@/lib/providers/mail/select";
import { spellAddress } from "@/lib/platform/email-address";
import { hashOfBytes } from "../received-bytes";
import { parseMessage } from "../parse-message";
import { findTold, setWireId, type Told } from "../store-outbound";
import { bodyHash, EmailContract } from "./email-contract";

type Asked = { projectId: string; contract: JsonObject; execution: Execution; signal: AbortSignal };
type Seen = { recipients: string[]; subject: string; body: string; files: string[] | null; event: string };

const LOST: ReadonlySet<string> = new Set(["bounced", "suppressed", "failed", "canceled", "complained"]);

/**
 * Looks at an email as the provider has it, not as the worker reported it: recipients, subject, text and, in the outbox, attachments have to
 * be those that were approved. "Delivered" only by the provider's own word; a bounce contradicts.
 */
export async function checkEmail(
  ctx: WorkspaceCtx,
  { projectId, contract: given, execution, signal }: Asked,
): Promise<Check> {
  requirePermission(ctx, "email.read");
  const contract = EmailContract.parse(given);
  const { told, key } = await withReadTransaction({ ...ctx, whileFrozen: true }, async (tx) => ({
    told: await findTold(tx, contract.message_id),
    key:
      contract.provider === "outbox"
        ? null
        : ((await findActing(tx, { projectId, provider: "resend" })).resolved.config?.api_key ?? null),
  }));
  const check = `email_in_${contract.provider}`;
  if (contract.provider === "resend" && key === null) {
    return {
      verdict: "unverifiable",
      check,
      words: "The account that sent it is not connected any more.",
      observed: {},
      evidence: "",
    };
  }
  const of = { messageId: contract.message_id, providerId: execution.providerId };
  const found = await outgoingMail(key).find(of, signal);
  if (!found) {
    return {
      verdict: "contradicted",
      check,
      words: "The provider has no such email.",
      observed: { found: false },
      evidence: `The provider was asked for ${contract.message_id} and has no such email.`,
    };
  }
  if (found.kind === "fields" && found.messageId !== null) await noteWireId(ctx, contract, found.messageId);
  return judged(contract, { check, told, seen: await seenIn(found), evidence: evidenceOf(found) });
}

/** The provider's own Message-ID is the one that answers name. */
async function noteWireId(ctx: WorkspaceCtx, { message_id: messageId }: EmailContract, wireId: string): Promise<void> {
  if (wireId === messageId) return;
  // No event: it is the same email under its name on the wire.
  await withTransaction({ ...ctx, whileFrozen: true }, (tx) => setWireId(tx, { messageId, wireId }));
}

async function seenIn(found: FoundEmail): Promise<Seen> {
  if (found.kind === "fields") {
    const { to, cc, bcc, subject, text, html, event } = found;
    return {
      recipients: [...to, ...cc, ...bcc].map(bare),
      subject,
      body: bodyHash({ subject, text, html }),
      files: null,
      event,
    };
  }
  const message = await parseMessage(found.raw, { contents: true });
  const recipients = message.headers.filter(({ name }) => name === "delivered-to").map(({ value }) => value);
  const { subject, text, html } = message;
  const files = message.attachments.map(({ content = new Uint8Array() }) => hashOfBytes(content));
  return { recipients, subject, body: bodyHash({ subject, text, html: html ?? "" }), files, event: "accepted" };
}

const bare = (address: string): string => spellAddress(/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address);
const evidenceOf = (found: FoundEmail): string =>
  found.kind === "raw" ? found.raw.toString("utf8") : JSON.stringify(found);
const sorted = (list: readonly string[]): string => JSON.stringify([...list].toSorted());

/** Facts that change no verdict: an opened picture is no reader, and a delay no loss. */
const factsOf = (told: Told | null): JsonObject => ({
  ...(told?.delayedAt && { delayed_at: told.delayedAt }),
  ...(told?.openedAt && { opened_at: told.openedAt }),
});

function judged(
  contract: EmailContract,
  { check, told, seen, evidence }: { check: string; told: Told | null; seen: Seen; evidence: string },
): Check {
  const differs = [
    sorted(seen.recipients) === sorted([...contract.to, ...contract.cc, ...contract.bcc]) ? "" : "recipients",
    seen.subject === contract.subject ? "" : "subject",
    seen.body === contract.body_sha256 ? "" : "text",
    seen.files === null || sorted(seen.files) === sorted(contract.attachments.map(({ sha256 }) => sha256))
      ? ""
      : "attachments",
  ].filter(Boolean);
  const status = told?.status;
  const event = status === "bounced" || status === "complained" || status === "delivered" ? status : seen.event;
  const observed = {
    recipients: seen.recipients,
    subject: seen.subject,
    body_sha256: seen.body,
    attachments: seen.files,
    event,
    differs,
    ...factsOf(told),
  };
  if (differs.length > 0) {
    const words = `Its ${differs.join(", ")} ${differs.length === 1 ? "is" : "are"} not what was approved.`;
    return { verdict: "contradicted", check, words, observed, evidence };
  }
  if (LOST.has(event))
    return { verdict: "contradicted", check, words: `The provider says: ${event}.`, observed, evidence };
  const words =
    event === "delivered"
      ? "It was delivered, by the provider's word."
      : "The provider accepted exactly the approved email.";
  return { verdict: "verified", check, words, observed, evidence };
}
