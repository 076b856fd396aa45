import type { EventContract } from "@/lib/platform/contracts";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { Dispatch } from "./jobs";
import { findFirstProjectId, insertEntries, insertEntry, type NewEntry } from "./store";

/**
 * Writes one line of the ledger in the caller's transaction, and for an announced event the job that tells its subscribers. Without a
 * project the line goes to the workspace's first one; a workspace without any project keeps no ledger, but its subscribers are told.
 */
export async function appendEvent<P>(
  tx: TxCtx,
  event: EventContract<P>,
  payload: P,
  of: { projectId?: string | null } = {},
): Promise<void> {
  const data = event.payload.parse(payload);
  await announce(tx, event, data);
  const projectId = of.projectId ?? (await findFirstProjectId(tx));
  if (!projectId) return;
  await insertEntry(tx, { projectId, type: event.type, message: event.describe(data), data: recorded(event, data) });
}

export type LedgerLine<P> = { event: EventContract<P>; payload: P; projectId: string | null };

/** The same for many lines at once, in one insert. */
export async function appendEvents<P>(tx: TxCtx, lines: readonly LedgerLine<P>[]): Promise<void> {
  for (const { event, payload } of lines.filter(({ event }) => event.announced)) await announce(tx, event, payload);
  const homeless = lines.some(({ projectId }) => projectId === null);
  const first = homeless ? await findFirstProjectId(tx) : null;
  const entries = lines.flatMap(({ event, payload, projectId }): NewEntry[] => {
    const home = projectId ?? first;
    if (home === null) return [];
    const data = event.payload.parse(payload);
    return [{ projectId: home, type: event.type, message: event.describe(data), data: recorded(event, data) }];
  });
  await insertEntries(tx, entries);
}

const recorded = <P>({ unrecorded = [] }: EventContract<P>, data: P): P => {
  const kept = Object.entries(data as object).filter(([field]) => !unrecorded.includes(field));
  return Object.fromEntries(kept) as P;
};

async function announce<P>(tx: TxCtx, { announced, type }: EventContract<P>, data: P): Promise<void> {
  if (!announced) return;
  await enqueue(tx, Dispatch, { workspaceId: tx.workspaceId, type, data, at: tx.now().toISOString() });
}
