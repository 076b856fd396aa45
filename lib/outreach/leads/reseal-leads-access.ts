import type { SystemCtx } from "@/lib/platform/ctx";
import { resealColumn, type ResealProgress, type ResealReport } from "@/lib/foundation/vault/reseal-column";
import { lockPartitions } from "./store-partitions";

/** Seals the database logins of every instance under the current master key. */
export function resealLeadsAccess(ctx: SystemCtx, onProgress?: ResealProgress): Promise<ResealReport> {
  const key = [{ name: "workspace_id", type: "uuid" }] as const;
  const of = { table: "genesis.partition_registry", column: "password_encrypted", key, purpose: "vault" } as const;
  // A repeated launch reads the sealed password and writes it back.
  return resealColumn(ctx, { ...of, lock: lockPartitions }, onProgress);
}
