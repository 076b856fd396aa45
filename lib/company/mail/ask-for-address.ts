import type { z } from "zod";
import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { signAddressLink } from "@/lib/foundation/members/confirm-address";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { spellAddress } from "@/lib/platform/email-address";
import { appUrl } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";
import { escapeHtml, oneLine } from "@/lib/platform/text";
import { withReadTransaction } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import type { AskForAddress } from "./jobs";
import { findThread } from "./store-conversations";

const DAY_MS = 24 * 3_600_000;

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Sends the link that confirms an address to that address, and nowhere else; valid for a day. */
export async function askForAddress(ctx: JobCtx, asked: z.infer<typeof AskForAddress.payload>): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  const { projectId, threadId, userId } = asked;
  const { thread, project } = await withReadTransaction(ctx, async (tx) => ({
    thread: await findThread(tx, { projectId, threadId }),
    project: await getProject(tx, { projectId }),
  }));
  if (!thread) return;
  const email = spellAddress(thread.contact_email);
  const expiresAt = new Date(ctx.now().getTime() + DAY_MS);
  const token = await signAddressLink({ workspace: ctx.workspaceId, user: userId, email }, expiresAt);
  const link = `${appUrl()}/companies/${projectId}/mail/confirm?token=${token}`;
  const name = oneLine(project.name);
  const [what, how, otherwise] = [
    `A member of “${name}” on Greenlight says that ${email} is their address.`,
    "If it is yours, open this link while you are signed in to Greenlight. It is valid for a day.",
    "Email from it then counts as yours. If you did not ask for this, ignore this email: nothing changes.",
  ];
  const day = Math.floor(ctx.now().getTime() / DAY_MS);
  await applicationMail().send(
    {
      to: email,
      subject: `Is this your address? ${Array.from(name).slice(0, 80).join("")} on Greenlight`,
      text: `${what}\n\n${how}\n${link}\n\n${otherwise}\n`,
      html: `<p>${escapeHtml(what)}</p><p>${escapeHtml(how)}</p><p><a href="${escapeHtml(link)}">Confirm ${escapeHtml(email)}</a></p><p>${escapeHtml(otherwise)}</p>`,
      messageId: `<address.${sha256(`${threadId}:${userId}:${day}`).slice(0, 32)}@greenlight>`,
    },
    ctx.signal,
  );
}
