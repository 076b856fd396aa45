import { getEmailIdentity } from "@/lib/company/projects/get-email-identity";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { emailDomain } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { composeReceived } from "@/lib/providers/mail/local/received-message";
import { applicationMail, localInbound, receivedMail } from "@/lib/providers/mail/select";

const TIMEOUT_MS = 15_000;
const TEXT = "This is a test. If you read it on the page Mail of your company, email to its address arrives.";
const SUBJECT = "Test of your company's address";

/**
 * Sends a message to the company's own address: by the mail provider, as a customer's would come, or on the operator's own machine through
 * the same webhook with its secret. It is filed like any other.
 */
export async function sendTest(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<{ to: string }> {
  requirePermission(ctx, "email.write");
  const { reply_address: to } = await getEmailIdentity(ctx, { projectId });
  const domain = emailDomain();
  const messageId = `<${newId()}@${domain}>`;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  if (receivedMail() !== null) {
    await applicationMail().send({ to, subject: SUBJECT, text: TEXT, html: `<p>${TEXT}</p>`, messageId }, signal);
    return { to };
  }
  const raw = await composeReceived({
    from: `greenlight@${domain}`,
    to,
    subject: SUBJECT,
    text: TEXT,
    messageId,
    domain,
  });
  await localInbound().deliver({ id: messageId, to, raw }, signal);
  return { to };
}
