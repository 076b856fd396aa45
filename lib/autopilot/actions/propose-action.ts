import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { AnyAction } from "@/lib/company/approvals/define-action";
import { originOf } from "@/lib/company/approvals/origin-of";
import type { Approval, Json, ProposeAction } from "@/lib/company/approvals/schemas";
import { stageApproval } from "@/lib/company/approvals/stage-approval";
import { refuseForeignWords } from "@/lib/company/mail/refuse-foreign-words";
import { getProject } from "@/lib/company/projects/get-project";
import { requireTask } from "@/lib/company/tasks/require-task";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { ACTIONS, actionOf } from "./registry";

type Wanted = ProposeAction & {
  projectId: string;
  /** The founder's own words that led to it: what they name, an agent may pass on. */
  said?: string;
  /** When they said so. */
  saidAt?: string;
};

/**
 * Proposes an action: its exact effect is worked out, sealed and shown, and it waits for a person's decision. 400 for a payload that does
 * not fit the kind, 422 `action.unknown`, `email.foreign_words` for an agent or an API key, and what the kind itself refuses now.
 */
export async function proposeAction(
  ctx: WorkspaceCtx,
  wanted: Wanted,
  actions: readonly AnyAction[] = ACTIONS,
): Promise<Approval> {
  requirePermission(ctx, "approvals.write");
  const { projectId, action_type, payload, task_id, dedupe_key, expires_in_hours, said = "" } = wanted;
  const cited = (wanted.evidence ?? []).map((reference) => Number(reference.slice(2)));
  const action = actionOf(action_type, actions);
  requirePermission(ctx, action.permission);
  const input = action.input.parse(payload) as Json;

  // No event: stageApproval appends it.
  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const task = task_id === undefined ? null : await requireTask(tx, task_id);
    const preview = await action.preview(tx, { projectId, input });
    const { contract } = preview;
    await refuseForeignWords(tx, { projectId, input, contract, said });
    return stageApproval(tx, {
      projectId,
      action,
      input,
      preview,
      origin: originOf(ctx.actor),
      dedupeKey: dedupe_key ?? null,
      taskId: task?.id ?? null,
      recommendationId: task?.recommendation_id ?? null,
      expiresInHours: expires_in_hours,
      news: { cited, askedAt: isNamed(input, said) ? (wanted.saidAt ?? null) : null },
    });
  });
}

/** A shorter value that is no address, such as a plain word, stands in many sentences. */
const TELLING = 12;
const isTelling = (value: string): boolean => value.includes("@") || value.length >= TELLING;

/** Whether the founder's own words name one of the input's values: a recipient, a repository, a subject. */
function isNamed(input: Json, said: string): boolean {
  if (typeof input === "string") return isTelling(input) && said.toLowerCase().includes(input.toLowerCase());
  if (typeof input !== "object" || input === null) return false;
  return Object.values(input).some((value) => isNamed(value as Json, said));
}
