import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { readInfrastructure } from "./read-infrastructure";
import type { Infrastructure } from "./schemas";

/** Time zone, sending window, daily limit and machine as saved; null before the first save. */
export async function findInfrastructure(ctx: WorkspaceCtx): Promise<Infrastructure | null> {
  return (await readInfrastructure(ctx)).infrastructure;
}
