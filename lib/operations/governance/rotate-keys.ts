import { recordServiceAudit } from "@/lib/foundation/audit/record-audit";
import { resealIntegrations } from "@/lib/company/integrations/reseal-integrations";
import type { SystemCtx } from "@/lib/platform/ctx";
import { patiently } from "@/lib/platform/patience";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { resealInvites } from "@/lib/foundation/members/reseal-invites";
import { resealWebhookTokens } from "@/lib/foundation/credentials/reseal-webhook-tokens";
import { keyring, type Purpose } from "@/lib/foundation/vault/keyring";
import type { ResealProgress, ResealReport } from "@/lib/foundation/vault/reseal-column";
import { resealCredentials } from "@/lib/foundation/vault/reseal-credentials";
import { resealSecrets } from "@/lib/foundation/vault/reseal-secrets";

/** Everything that is sealed, one owner each. A test finds columns of the database that are missing here. */
const RESEALERS = [resealCredentials, resealSecrets, resealWebhookTokens, resealInvites, resealIntegrations];

/** No request waits for it, and it may count whole tables. */
const LONGEST_SECONDS = 600;

/** Rows that stay under another key than the current one. */
export type Leftover = {
  table: string;
  keyId: string;
  rows: number;
  /** `unknown`: no configured key has this id. `damaged`: the bytes were changed. `busy`: written meanwhile, or by a process with an older key. */
  why: "unknown" | "damaged" | "busy";
};
export type KeyUse = { purpose: Purpose; keyId: string; role: "current" | "previous" | "unknown"; rows: number };
export type Rotation = { columns: ResealReport[]; resealed: number; leftovers: Leftover[]; keys: KeyUse[] };

/**
 * Seals everything under the current keys, while the application runs. Repeatable and resumable; what cannot be read stays as it is and
 * is named, and the rest is done. One line in the audit log a run.
 */
export async function rotateKeys(ctx: SystemCtx, onProgress?: ResealProgress): Promise<Rotation> {
  const columns: ResealReport[] = [];
  for (const reseal of RESEALERS) {
    columns.push(await patiently(LONGEST_SECONDS, () => reseal(ctx, onProgress)));
  }
  const rotation: Rotation = {
    columns,
    resealed: columns.reduce((sum, { resealed }) => sum + resealed, 0),
    leftovers: columns.flatMap(leftoversOf),
    keys: (["vault", "integrations"] as const).flatMap((purpose) => keysInUse(purpose, columns)),
  };
  const { resealed, leftovers, keys } = rotation;
  await withServiceTransaction(ctx, (tx) =>
    recordServiceAudit(tx, {
      action: "keys.rotated",
      actor: { type: "operator", id: null },
      workspaceId: null,
      after: { resealed, tables: columns.map((of) => ({ table: of.table, resealed: of.resealed })), leftovers, keys },
    }),
  );
  return rotation;
}

function leftoversOf({ table, purpose, unreadable, rows }: ResealReport): Leftover[] {
  const [current, ...previous] = keyring(purpose).map(({ id }) => id);
  const known = new Set(previous);
  const unknown = Object.entries(rows)
    .filter(([keyId]) => keyId !== current && !known.has(keyId))
    .map(([keyId, count]): Leftover => ({ table, keyId, rows: count, why: "unknown" }));
  const stayed = Object.entries(rows)
    .filter(([keyId]) => known.has(keyId))
    .map(([keyId, count]): Leftover => ({ table, keyId, rows: count, why: unreadable > 0 ? "damaged" : "busy" }));
  return [...unknown, ...stayed];
}

function keysInUse(purpose: Purpose, columns: readonly ResealReport[]): KeyUse[] {
  const ids = keyring(purpose).map(({ id }) => id);
  const rows = new Map(ids.map((id) => [id, 0]));
  for (const column of columns.filter((one) => one.purpose === purpose)) {
    for (const [id, count] of Object.entries(column.rows)) rows.set(id, (rows.get(id) ?? 0) + count);
  }
  const roleOf = (id: string): KeyUse["role"] =>
    id === ids[0] ? "current" : ids.includes(id) ? "previous" : "unknown";
  return [...rows].map(([keyId, count]) => ({ purpose, keyId, role: roleOf(keyId), rows: count }));
}
