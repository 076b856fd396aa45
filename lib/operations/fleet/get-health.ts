import type { SystemCtx } from "@/lib/platform/ctx";
import { checkHealth, type Health } from "./check-health";

const FRESH_MS = 5_000;

let seen: { at: number; health: Promise<Health> } | undefined;

/** The health of the parts, looked at no more than every five seconds however many callers ask. */
export function getHealth(ctx: SystemCtx): Promise<Health> {
  const at = ctx.now().getTime();
  if (!seen || Math.abs(at - seen.at) >= FRESH_MS) seen = { at, health: checkHealth(ctx) };
  return seen.health;
}
