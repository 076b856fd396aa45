import type { ServiceTx } from "@/lib/platform/transaction";
import type { Diagnosis } from "./schemas";

const AGAIN_MS = 60_000;

export type Undiagnosed = { id: string; name: string; provider: string; last_seen_at: string };

/** Silent machines that were not looked at within a minute, the longest silent first. */
export async function selectUndiagnosed(tx: ServiceTx, limit: number): Promise<Undiagnosed[]> {
  const before = new Date(tx.now().getTime() - AGAIN_MS).toISOString();
  return tx.db
    .selectFrom("instances")
    .select(["id", "name", "provider", "last_seen_at"])
    .where("state", "=", "silent")
    .where((or) => or.or([or("diagnosed_at", "is", null), or("diagnosed_at", "<=", before)]))
    .orderBy("diagnosed_at", (order) => order.asc().nullsFirst())
    .orderBy("last_seen_at")
    .limit(limit)
    .execute();
}

/** Unless it was heard of meanwhile. */
export async function updateDiagnosis(
  tx: ServiceTx,
  { id, last_seen_at }: Undiagnosed,
  diagnosis: Diagnosis,
): Promise<void> {
  await tx.db
    .updateTable("instances")
    .set({ diagnosis, diagnosed_at: tx.now().toISOString() })
    .where("id", "=", id)
    .where("state", "=", "silent")
    .where("last_seen_at", "=", last_seen_at)
    .execute();
}
