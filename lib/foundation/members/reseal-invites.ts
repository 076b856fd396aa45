import type { SystemCtx } from "@/lib/platform/ctx";
import { resealColumn, type ResealProgress, type ResealReport } from "@/lib/foundation/vault/reseal-column";

/** Seals the links of every invitation under the current master key. */
export function resealInvites(ctx: SystemCtx, onProgress?: ResealProgress): Promise<ResealReport> {
  const key = [{ name: "id", type: "uuid" }] as const;
  const of = { table: "public.workspace_invites", column: "token_encrypted", key, purpose: "vault" } as const;
  return resealColumn(ctx, of, onProgress);
}
