import type { SystemCtx } from "@/lib/platform/ctx";
import { resealColumn, type ResealProgress, type ResealReport } from "@/lib/foundation/vault/reseal-column";

/** Seals what companies connected under the current key of integrations. */
export function resealIntegrations(ctx: SystemCtx, onProgress?: ResealProgress): Promise<ResealReport> {
  const key = [
    { name: "project_id", type: "uuid" },
    { name: "provider", type: "text" },
  ] as const;
  const of = {
    table: "public.project_integrations",
    column: "config_encrypted",
    key,
    purpose: "integrations",
  } as const;
  return resealColumn(ctx, of, onProgress);
}
