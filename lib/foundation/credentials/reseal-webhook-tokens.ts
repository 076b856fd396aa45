import type { SystemCtx } from "@/lib/platform/ctx";
import { resealColumn, type ResealProgress, type ResealReport } from "@/lib/foundation/vault/reseal-column";

/** Seals the webhook tokens of every workspace, the ended ones too, under the current master key. */
export function resealWebhookTokens(ctx: SystemCtx, onProgress?: ResealProgress): Promise<ResealReport> {
  const key = [{ name: "id", type: "uuid" }] as const;
  const of = { table: "public.workspace_webhook_tokens", column: "token_encrypted", key, purpose: "vault" } as const;
  return resealColumn(ctx, of, onProgress);
}
