import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { areNews } from "@/lib/foundation/ledger/are-news";
import { actorId } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutApproval } from "./about-approval";
import { contentHash, normalized } from "./content-hash";
import type { AnyAction, Preview, Sealed } from "./define-action";
import { ApprovalRequested } from "./events";
import { AskByEmail } from "./jobs";
import { makeRoom } from "./make-room";
import type { Json, Origin, StoredApproval } from "./schemas";
import { selectStatesByKey, findApproval, findOpenByKey, insertApproval, updateApproval } from "./store";
import { insertVersion } from "./store-versions";
import { assertTransition } from "./transitions";

const HOUR_MS = 3_600_000;
/** How long an approved action may wait to be carried out, after the last moment for the decision. */
const CARRIED_OUT_WITHIN_HOURS = 24;
/** A refusal, or two silences, count this long: the same is not proposed again. */
const REMEMBERED_DAYS = 90;

export type Staged = {
  projectId: string;
  action: Pick<AnyAction, "kind" | "permission" | "undoWindowSeconds" | "decideWithinHours">;
  input: Json;
  preview: Preview;
  origin: Origin;
  dedupeKey?: string | null;
  taskId?: string | null;
  recommendationId?: string | null;
  expiresInHours?: number;
  news?: News;
};

/** The reasons to propose once more what was refused: they count if they are later than the refusal. */
export type News = {
  /** The ids of ledger lines that it rests on. */
  cited: readonly number[];
  /** When a founder asked for it in so many words. */
  askedAt: string | null;
};

/**
 * Stages a proposal in the caller's transaction; the caller has checked who proposes. An open one with the same dedupe key is answered
 * instead. 422 `approval.suppressed` when the same was denied, or let expire twice, in the last 90 days, unless a founder asks for it or
 * a line that it cites is later.
 */
export async function stageApproval(tx: TxCtx, staged: Staged): Promise<StoredApproval> {
  const { projectId, action, preview, origin, dedupeKey = null } = staged;
  if (dedupeKey !== null) {
    const open = await findOpenByKey(tx, { projectId, dedupeKey });
    if (open) return existing(tx, open);
    if (origin !== "founder") await refuseRepeated(tx, { projectId, dedupeKey, news: staged.news });
  }
  if (origin !== "founder") await makeRoom(tx, { projectId, origin });
  const id = newId();
  const times = deadlines(tx.now(), staged.expiresInHours ?? action.decideWithinHours);
  const sealed = sealOf(staged, times.executeBy);
  const inserted = await insertApproval(tx, {
    id,
    projectId,
    actionType: action.kind,
    permission: action.permission,
    title: preview.title,
    accountLabel: preview.account.label,
    dedupeKey,
    origin,
    requestedBy: actorId(tx.actor),
    taskId: staged.taskId ?? null,
    recommendationId: staged.recommendationId ?? null,
    costCapCents: preview.costCapCents,
    undoWindowSeconds: action.undoWindowSeconds,
    ...times,
  });
  // Proposed in the same moment by another: theirs stands.
  if (!inserted) return existing(tx, (await findOpenByKey(tx, { projectId, dedupeKey: dedupeKey ?? "" })) ?? "");
  await writeVersion(tx, { id, version: 1, sealed, preview });
  return existing(tx, id);
}

/** Writes the next version of a proposal in the caller's transaction: earlier ones can never be carried out again. */
export async function stageNextVersion(
  tx: TxCtx,
  { approval, ...staged }: Omit<Staged, "origin" | "projectId"> & { approval: StoredApproval },
): Promise<StoredApproval> {
  const { id, state, version, project_id: projectId, origin } = approval;
  assertTransition(state, "pending");
  const { preview, action } = staged;
  const times = deadlines(tx.now(), staged.expiresInHours ?? action.decideWithinHours);
  const next = version + 1;
  const changed = await updateApproval(
    tx,
    { id, from: state },
    {
      state: "pending",
      why: null,
      version: next,
      title: preview.title,
      account_label: preview.account.label,
      cost_cap_cents: preview.costCapCents,
      expires_at: times.expiresAt,
      execute_by: times.executeBy,
      not_before: null,
      decided_at: null,
      decided_by: null,
      decided_via: null,
      note: null,
    },
  );
  if (!changed) throw new AppError("conflict", "This proposal was decided meanwhile.", { code: "approval.decided" });
  await writeVersion(tx, {
    id,
    version: next,
    sealed: sealOf({ ...staged, projectId, origin }, times.executeBy),
    preview,
  });
  return existing(tx, id);
}

function deadlines(now: Date, decideWithinHours: number): { expiresAt: string; executeBy: string } {
  const expires = now.getTime() + decideWithinHours * HOUR_MS;
  return {
    expiresAt: new Date(expires).toISOString(),
    executeBy: new Date(expires + CARRIED_OUT_WITHIN_HOURS * HOUR_MS).toISOString(),
  };
}

const sealOf = ({ action, input, preview }: Staged, executeBy: string): Sealed<Json> =>
  normalized({
    action_type: action.kind,
    input,
    account: { ...preview.account },
    cost_cap_cents: preview.costCapCents,
    execute_by: executeBy,
    contract: preview.contract,
  });

type Written = { id: string; version: number; sealed: Sealed<Json>; preview: Preview };

async function writeVersion(tx: TxCtx, { id, version, sealed, preview }: Written): Promise<void> {
  const hash = contentHash(sealed);
  await insertVersion(tx, {
    approvalId: id,
    version,
    sealed,
    hash,
    parts: preview.parts,
    title: preview.title,
    author: actorId(tx.actor),
    authorType: tx.actor.type,
  });
  const approval = await existing(tx, id);
  const { expires_at, dedupe_key, project_id: projectId, origin } = approval;
  const about = { ...aboutApproval(approval), content_hash: hash, expires_at, dedupe_key };
  await appendEvent(tx, ApprovalRequested, about, { projectId });
  // A founder who proposes stands before the page already.
  if (origin !== "founder") await enqueue(tx, AskByEmail, { workspaceId: tx.workspaceId, approvalId: id, version });
}

/** Lines about proposals and talk are no news about the company. */
const NO_EVIDENCE = ["approval.", "chat."];

type Repeated = { projectId: string; dedupeKey: string; news: News | undefined };

async function refuseRepeated(tx: TxCtx, { news, ...of }: Repeated): Promise<void> {
  const since = new Date(tx.now().getTime() - REMEMBERED_DAYS * 24 * HOUR_MS).toISOString();
  const before = await selectStatesByKey(tx, { ...of, since });
  const denied = before.find(({ state }) => state === "denied");
  const expired = before.filter(({ state }) => state === "expired");
  const refusal = denied ?? (expired.length < 2 ? undefined : expired[0]);
  if (!refusal) return;
  const { projectId } = of;
  if (news?.askedAt && Date.parse(news.askedAt) > Date.parse(refusal.at)) return;
  if (await areNews(tx, { projectId, cited: news?.cited ?? [], since: refusal.at, besides: NO_EVIDENCE })) return;
  const reason = denied ? "was denied" : "was left undecided twice";
  throw new AppError(
    "impossible",
    `The same proposal ${reason} in the last ${REMEMBERED_DAYS} days. If something changed since, cite the line of the ledger that says so.`,
    { code: "approval.suppressed", details: { since: refusal.at } },
  );
}

async function existing(tx: TxCtx, id: string): Promise<StoredApproval> {
  const found = await findApproval(tx, id);
  if (!found) throw new Error(`The proposal ${id} was staged and is not there.`);
  return found;
}
