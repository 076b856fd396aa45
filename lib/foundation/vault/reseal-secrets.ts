import type { SystemCtx } from "@/lib/platform/ctx";
import { resealColumn, type ResealProgress, type ResealReport } from "./reseal-column";

/** Seals the secrets that Greenlight made, of every workspace, under the current master key. */
export function resealSecrets(ctx: SystemCtx, onProgress?: ResealProgress): Promise<ResealReport> {
  const key = [{ name: "id", type: "uuid" }] as const;
  return resealColumn(
    ctx,
    { table: "genesis.vault_secrets", column: "data_encrypted", key, purpose: "vault" },
    onProgress,
  );
}
