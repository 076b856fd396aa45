import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listMembers } from "@/lib/foundation/members/list-members";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import type { ToldTrouble } from "./jobs";
import { findInstance } from "./store";
import { findLastJob } from "./store-jobs";
import { runtimeMail, type RuntimeTrouble } from "./trouble-mail";

/**
 * Emails the owners and admins that a runtime could not be set up, or that its work fell back to the shared one; nothing once that is over.
 * Safe to repeat: each person's email has one message id for this failure.
 */
export async function mailRuntimeTrouble(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { projectId, kind, number }: ToldTrouble,
): Promise<void> {
  requirePermission(ctx, "billing.write");
  const { company, members, trouble } = await withReadTransaction(ctx, async (tx) => ({
    company: (await getProject(tx, { projectId })).name,
    members: await listMembers(tx),
    trouble: await (kind === "failed" ? failureOf(tx, projectId, number) : fallBackOf(tx, projectId, number)),
  }));
  if (trouble === null) return;
  const content = runtimeMail({ company, trouble, page: `${appUrl()}/companies/${projectId}/runtime` });
  const mail = applicationMail();
  for (const { user_id, email, role } of members) {
    if (email === "" || (role !== "owner" && role !== "admin")) continue;
    const messageId = `<runtime.${projectId}.${kind}.${number}.${user_id}@greenlight>`;
    await mail.send({ to: email, ...content, messageId }, ctx.signal);
  }
}

const EFFECT = "The company’s work goes on on the shared runtime. Nothing was lost.";

/** Null once another attempt began, or that one ended well. */
async function failureOf(tx: TxCtx, projectId: string, attempt: number): Promise<RuntimeTrouble | null> {
  const job = await findLastJob(tx, projectId);
  if (job?.attempt !== attempt || job.status !== "failed") return null;
  const advice = job.steps.find(({ name }) => name === job.error_step)?.advice ?? "Try again.";
  return {
    title: "Your company’s own runtime could not be set up",
    reason: job.error_message ?? "It was stopped.",
    effect: EFFECT,
    advice,
  };
}

/** Null once the work is there again, or the runtime is given up. */
async function fallBackOf(tx: TxCtx, projectId: string, epoch: number): Promise<RuntimeTrouble | null> {
  const instance = await findInstance(tx, projectId);
  if (instance?.epoch !== epoch || instance.status !== "unhealthy") return null;
  return {
    title: "Your company’s own runtime does not answer",
    reason: instance.trouble ?? "It gave no answer.",
    effect: EFFECT,
    advice: "It is asked again each minute, and the work returns after three good answers: you need to do nothing now.",
  };
}
