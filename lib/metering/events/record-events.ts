import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isDeadlock, isTimeout } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { attributeEvents, type Draft } from "./attribute-events";
import type { Refusal } from "./attribution";
import type { NewEvent } from "./schemas";
import { applySideEffects } from "./side-effects";
import { insertContacts, insertEvents, selectTwins, type EventRow } from "./store-events";

export type Recorded = { event_id: string; deduped: boolean } | Refusal;

const ATTEMPTS = 4;

/**
 * Stores events with everything that follows from them, in one transaction. The answer has one entry an event, in order. The same
 * idempotency key, or the same provider message + type + step, is stored once however often and however concurrently it is reported;
 * test events are apart.
 */
export async function recordEvents(ctx: WorkspaceCtx, events: readonly NewEvent[]): Promise<Recorded[]> {
  requirePermission(ctx, "ingestion.write");
  // No event: one ledger line a stored event is written with the other side effects.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withTransaction(ctx, (tx) => store(tx, events));
    } catch (error) {
      if (isTimeout(error)) throw slow(error);
      // Two batches can still share an idempotency key and a provider message crosswise: one of them is rolled back and tries again.
      if (attempt === ATTEMPTS || ctx.db.isTransaction || !isDeadlock(error)) throw error;
    }
  }
}

const slow = (cause: unknown): AppError =>
  new AppError("unavailable", "The database did not store this in time. Send it again in a few seconds.", {
    code: "ingestion.slow",
    cause,
  });

async function store(tx: TxCtx, events: readonly NewEvent[]): Promise<Recorded[]> {
  const attributed = await attributeEvents(tx, events);
  const drafts = attributed.map((draft) => ("refusal" in draft ? draft : { ...draft, row: toRow(tx, draft) }));
  const accepted = drafts.filter((draft) => "row" in draft);
  const rows = accepted.map(({ row }) => row);
  const days = rows.length > 0 ? await insert(tx, rows) : new Map<string, string>();
  const twins = await selectTwins(
    tx,
    rows.filter(({ id }) => !days.has(id)),
  );
  await applySideEffects(
    tx,
    accepted.flatMap(({ row, place }) => {
      const day = days.get(row.id);
      return day === undefined ? [] : [{ row, place, day }];
    }),
  );
  return drafts.map((draft) => {
    if ("refusal" in draft) return draft.refusal;
    const { id } = draft.row;
    return days.has(id) ? { event_id: id, deduped: false } : { event_id: twins.get(id) ?? id, deduped: true };
  });
}

async function insert(tx: TxCtx, rows: readonly EventRow[]): Promise<Map<string, string>> {
  await insertContacts(
    tx,
    rows.map(({ contact_email }) => contact_email),
  );
  return insertEvents(tx, rows);
}

function toRow(tx: TxCtx, { event, place }: Extract<Draft, { place: unknown }>): EventRow {
  return {
    id: newId(),
    contact_email: event.contact_email,
    event_type: event.event_type,
    idempotency_key: event.idempotency_key,
    event_key: eventKey(event),
    campaign_id: place.campaignId,
    campaign_group_id: place.groupId,
    campaign_name: event.campaign ?? null,
    step: place.step,
    provider: event.provider ?? null,
    provider_message_id: event.provider_message_id ?? null,
    event_ts: event.event_ts ?? tx.now().toISOString(),
    subject: event.subject ?? null,
    body: event.body ?? null,
    n8n_execution_id: event.n8n_execution_id ?? null,
    is_test: event.is_test ?? false,
    metadata: event.metadata ?? {},
  };
}

/**
 * Made of the reporter's own words, so that a repetition has the same key whatever was attributed since. The recipient belongs to it,
 * because a provider may send one message to many; so does whether a bounce is final. A test event never equals a real one.
 */
function eventKey(event: NewEvent): string | null {
  const { provider, provider_message_id, event_type, step, contact_email, is_test } = event;
  if (!provider_message_id) return null;
  const isSoft = event_type === "bounced" && event.metadata?.bounce_type === "soft";
  const key = [provider ?? "", provider_message_id, event_type, step ?? null, contact_email];
  return JSON.stringify([...key, ...(isSoft ? ["soft"] : []), ...(is_test ? ["test"] : [])]);
}
