import { findAssets } from "@/lib/company/assets/find-assets";
import type { ActingAccount, Preview } from "@/lib/company/approvals/define-action";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { getEmailIdentity } from "@/lib/company/projects/get-email-identity";
import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { emailDomain } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { oneLine } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import { newToken, threadAddress } from "../thread-address";
import { selectSuppressed } from "../store-outbound";
import { bodyHash, htmlOf, type EmailContract } from "./email-contract";
import type { EmailContent } from "./email-payload";

/** The conversation that an email continues. */
export type Continued = {
  id: string;
  token: string;
  inReplyTo: string | null;
  references: string[];
  answers: string | null;
};
type Wanted = { projectId: string; to: string[]; subject: string; content: EmailContent; thread: Continued | null };

/**
 * Works out an email to the last byte: from which address, by which account, to which conversation its answers come. 422
 * `email.suppressed` for a recipient on the do-not-contact list, `email.attachment_changed` for a file that is not the one named.
 */
export async function prepareEmail(tx: TxCtx, wanted: Wanted): Promise<Preview> {
  requirePermission(tx, "email.write");
  const { projectId, to, subject, content, thread } = wanted;
  const recipients = [...to, ...content.cc, ...content.bcc];
  await assertMailable(tx, recipients);
  const identity = await getEmailIdentity(tx, { projectId });
  const { account, config } = await resolveIntegration(tx, { projectId, provider: "resend" });
  const { name } = await getProject(tx, { projectId });
  const local = identity.reply_address.split("@")[0] ?? "";
  const own = account.source === "own" ? (config?.from ?? (config?.domain && `${local}@${config.domain}`)) : undefined;
  const from = { address: own ?? identity.reply_address, name: oneLine(name).slice(0, 100) };
  const token = thread?.token ?? newToken();
  const html = htmlOf(content);
  const contract: EmailContract = {
    check: "email_accepted",
    provider: config === null ? "outbox" : "resend",
    from,
    reply_to: threadAddress(identity.reply_address, { projectId, token }),
    to,
    cc: content.cc,
    bcc: content.bcc,
    subject,
    body_sha256: bodyHash({ subject, text: content.text, html }),
    message_id: `<${newId()}@${from.address.split("@").at(-1) ?? emailDomain()}>`,
    in_reply_to: thread?.inReplyTo ?? null,
    references: thread?.references ?? [],
    attachments: await attached(tx, projectId, content),
    identity_id: identity.id,
    thread_id: thread?.id ?? newId(),
    thread_token: thread === null ? token : null,
    answers: thread?.answers ?? null,
  };
  const whose = account.source === "own" ? "your Resend" : account.label;
  const acting: ActingAccount = {
    label: `from ${from.address} (${whose})`,
    integration: account.integrationId,
    shared: account.shared,
  };
  return {
    title: `Email ${to.join(", ")}: ${subject}`,
    account: acting,
    costCapCents: 0,
    contract,
    parts: partsOf(contract, content),
  };
}

/** Refuses an email to anybody on the do-not-contact list. */
async function assertMailable(tx: TxCtx, recipients: readonly string[]): Promise<void> {
  const [suppressed] = await selectSuppressed(tx, recipients);
  if (suppressed === undefined) return;
  throw new AppError("impossible", `${suppressed} is on the do-not-contact list. Leave this recipient out.`, {
    code: "email.suppressed",
    details: { recipient: suppressed },
  });
}

async function attached(
  tx: TxCtx,
  projectId: string,
  { attachments }: EmailContent,
): Promise<EmailContract["attachments"]> {
  if (attachments.length === 0) return [];
  const assets = await findAssets(tx, { projectId, assetIds: attachments.map(({ asset_id }) => asset_id) });
  return attachments.map(({ asset_id, sha256 }) => {
    const asset = assets.find(({ id }) => id === asset_id);
    if (asset?.sha256 === sha256) return { asset_id, sha256, name: asset.name, type: asset.content_type };
    throw new AppError(
      "impossible",
      "An attachment is not a file of this company, or its content is another one now.",
      {
        code: "email.attachment_changed",
        details: { asset_id },
      },
    );
  });
}

function partsOf(contract: EmailContract, content: EmailContent): Preview["parts"] {
  const { from, reply_to, to, cc, bcc, subject, attachments } = contract;
  const list = (label: string, people: readonly string[]): Preview["parts"] =>
    people.length === 0 ? [] : [{ label, text: people.join(", ") }];
  return [
    { label: "From", text: `${from.name} <${from.address}>` },
    ...list("To", to),
    ...list("Cc", cc),
    ...list("Bcc", bcc),
    { label: "Answers go to", text: reply_to },
    { label: "Subject", text: subject },
    { label: "Text", text: content.text },
    ...(content.html === undefined ? [] : [{ label: "HTML", html: content.html }]),
    ...attachments.map(({ name, type, sha256 }) => ({
      label: "Attachment",
      text: `${name} (${type}), sha256 ${sha256}`,
    })),
  ];
}
