import type { EventContract } from "@/lib/platform/contracts";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { Dispatch } from "./jobs";
import { callHomesOf, insertEntries, insertEntry } from "./store";

/**
 * Writes one line of the ledger in the caller's transaction, and for an announced event the job that tells its subscribers. Without a
 * project the line belongs to the company whose campaign it names, else to the only company there is. One that belongs to no single
 * company of several belongs to the workspace.
 */
export async function appendEvent<P>(
  tx: TxCtx,
  event: EventContract<P>,
  payload: P,
  of: { projectId?: string | null } = {},
): Promise<void> {
  const data = event.payload.parse(payload);
  await announce(tx, event, data);
  const projectId = of.projectId ?? (await callHomesOf(tx, [data]))[0] ?? null;
  await insertEntry(tx, { projectId, type: event.type, message: event.describe(data), data: recorded(event, data) });
}

export type LedgerLine<P> = { event: EventContract<P>; payload: P; projectId: string | null };

/** The same for many lines at once, in one insert. */
export async function appendEvents<P>(tx: TxCtx, lines: readonly LedgerLine<P>[]): Promise<void> {
  for (const { event, payload } of lines.filter(({ event }) => event.announced)) await announce(tx, event, payload);
  const homeless = lines.filter(({ projectId }) => projectId === null);
  const homes =
    homeless.length > 0
      ? await callHomesOf(
          tx,
          homeless.map(({ payload }) => payload),
        )
      : [];
  const found = new Map(homeless.map((line, index) => [line, homes[index] ?? null]));
  await insertEntries(
    tx,
    lines.map((line) => {
      const { event, payload, projectId } = line;
      const data = event.payload.parse(payload);
      const home = projectId ?? found.get(line) ?? null;
      return { projectId: home, type: event.type, message: event.describe(data), data: recorded(event, data) };
    }),
  );
}

const recorded = <P>({ unrecorded = [] }: EventContract<P>, data: P): P => {
  const kept = Object.entries(data as object).filter(([field]) => !unrecorded.includes(field));
  return Object.fromEntries(kept) as P;
};

async function announce<P>(tx: TxCtx, { announced, type }: EventContract<P>, data: P): Promise<void> {
  if (!announced) return;
  await enqueue(tx, Dispatch, { workspaceId: tx.workspaceId, type, data, at: tx.now().toISOString() });
}
