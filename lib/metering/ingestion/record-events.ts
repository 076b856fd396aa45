import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isDeadlock, isTimeout } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/tenancy/require-permission";
import { attributeEvents, type EventAttribution } from "./attribute-events";
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
  const attributions = await attributeEvents(tx, events);
  const prepared = events.map((event, index) => prepare(tx, event, attributions[index]));
  const candidates = prepared.filter((item) => "row" in item);
  if (candidates.length === 0) return prepared.filter((item) => "error" in item);

  const rows = candidates.map(({ row }) => row);
  await insertContacts(
    tx,
    rows.map(({ contact_email }) => contact_email),
  );
  const inserted = await insertEvents(tx, rows);
  const twins = await selectTwins(
    tx,
    rows.filter(({ id }) => !inserted.has(id)),
  );
  await applySideEffects(
    tx,
    candidates.flatMap((candidate) => {
      const day = inserted.get(candidate.row.id);
      return day === undefined ? [] : [{ ...candidate, day }];
    }),
  );

  return prepared.map((item) => {
    if ("error" in item) return item;
    const { id } = item.row;
    return inserted.has(id) ? { event_id: id, deduped: false } : { event_id: twins.get(id) ?? id, deduped: true };
  });
}

type Candidate = { row: EventRow; attribution: EventAttribution };

function prepare(tx: TxCtx, event: NewEvent, attribution: EventAttribution | Refusal | undefined): Candidate | Refusal {
  if (!attribution || "error" in attribution)
    return attribution ?? { error: "The event could not be read.", code: "event.invalid" };
  const row = {
    id: newId(),
    contact_email: event.contact_email,
    event_type: event.event_type,
    idempotency_key: event.idempotency_key,
    event_key: eventKey(event),
    campaign_id: attribution.campaignId,
    campaign_group_id: attribution.groupId,
    campaign_name: event.campaign ?? null,
    step: attribution.step,
    provider: event.provider ?? null,
    provider_message_id: event.provider_message_id ?? null,
    event_ts: event.event_ts ?? tx.now().toISOString(),
    subject: event.subject ?? null,
    body: event.body ?? null,
    n8n_execution_id: event.n8n_execution_id ?? null,
    is_test: event.is_test ?? false,
    metadata: event.metadata ?? {},
  };
  return { row, attribution };
}

/** As its reporter says it, so that a repetition stays one whatever is found out since. A test event never stands for a real one. */
function eventKey({ provider, provider_message_id, event_type, step, is_test }: NewEvent): string | null {
  if (!provider_message_id) return null;
  return JSON.stringify([provider ?? "", provider_message_id, event_type, step ?? null, ...(is_test ? ["test"] : [])]);
}
