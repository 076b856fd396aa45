import { isOwnPage } from "@/lib/autopilot/actions/is-own-page";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { postSigned } from "@/lib/providers/web/post-signed";
import { requireOwnAddress } from "./require-own-address";
import { PAYLOADS, type Done } from "./schemas";
import type { StoredRecurring } from "./store";
import { webhookSecret } from "./webhook-secret";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Posted = {
  task: Pick<StoredRecurring, "id" | "project_id" | "title" | "payload">;
  key: string;
  scheduledFor: string;
};

/**
 * Posts a run to an address of the company, signed as Standard Webhooks says; the id is the run's key, so that a receiver can drop what it has
 * seen. The address is looked at again, because the company's website may be another one by now.
 */
export async function postWebhook(ctx: JobCtx, { task, key, scheduledFor }: Posted): Promise<Done> {
  const { url, body } = PAYLOADS["webhook.post"].parse(task.payload);
  const { id, project_id: projectId, title } = task;
  await requireOwnAddress(ctx, { projectId, url });
  const sent = JSON.stringify({
    type: "recurring.run",
    timestamp: ctx.now().toISOString(),
    recurring_id: id,
    title,
    scheduled_for: scheduledFor,
    data: body,
  });
  const { status } = await postSigned(url, {
    id: key,
    at: ctx.now(),
    body: sent,
    secret: webhookSecret(projectId),
    allowLoopback: await isOwnPage(new URL(url)),
    signal: ctx.signal,
  });
  if (status >= 200 && status < 300)
    return { summary: `${new URL(url).host} took it with status ${status}.`, links: [] };
  const retryable = status >= 500 || status === 429;
  throw new AppError("upstream", `${new URL(url).host} answered with status ${status}.`, {
    code: "recurring.webhook_refused",
    retryable,
  });
}
