import { timingSafeEqual } from "node:crypto";
import { env } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";

/** Whether this is the installation's global webhook token, and that is allowed here. Takes as long for any token. */
export function isGlobalToken(token: string | null): boolean {
  const { DASH_WEBHOOK_TOKEN, ALLOW_GLOBAL_WEBHOOK_TOKEN } = env();
  if (!ALLOW_GLOBAL_WEBHOOK_TOKEN || !DASH_WEBHOOK_TOKEN || token === null) return false;
  return timingSafeEqual(Buffer.from(sha256(token)), Buffer.from(sha256(DASH_WEBHOOK_TOKEN)));
}
