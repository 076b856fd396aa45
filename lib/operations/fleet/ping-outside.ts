import type { SystemCtx } from "@/lib/platform/ctx";
import { env, isLocalMode } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import { connect } from "@/lib/providers/web/connect";
import { secondsSinceWorker } from "./store";
import { claimPing, notePingAnswered } from "./store-evaluation";
import { WORKER_SILENT_SECONDS } from "./worker-silence";

/** A minute, less what a round of the timer may be early. */
const EVERY_SECONDS = 55;
const TIMEOUT_MS = 5_000;

/**
 * Calls the address of the operator's monitor, at most once a minute however many processes ask, so that silence of this whole installation
 * is noticed elsewhere. It is not called while no worker serves the queue. Its address is checked as a founder's link is, and no redirect is
 * followed. True when it answered 2xx; a call that failed is in the log and is tried again a minute later.
 */
export async function pingOutside({ requestId, db, now }: SystemCtx, url = env().OUTSIDE_PING_URL): Promise<boolean> {
  // No permission: a sweep by the clock.
  // No event: what is told is told to a monitor, and belongs to no company.
  if (url === undefined) return false;
  const ctx = { requestId, db, now };
  if (!(await withServiceTransaction(ctx, isDue))) return false;
  const failure = await call(url);
  if (failure) {
    log().warn({ err: failure }, "the outside ping failed");
    return false;
  }
  await withServiceTransaction(ctx, notePingAnswered);
  return true;
}

async function isDue(tx: ServiceTx): Promise<boolean> {
  const { WORKER_MODE } = env();
  if (!(await claimPing(tx, EVERY_SECONDS))) return false;
  if (WORKER_MODE === "off") return true;
  const seconds = await secondsSinceWorker(tx);
  if (seconds !== null && seconds < WORKER_SILENT_SECONDS[WORKER_MODE]) return true;
  log().warn({ worker_seconds: seconds }, "no outside ping: no worker serves the queue");
  return false;
}

/** Why the monitor was not told; its address is a password of a kind and stands in no message. */
async function call(url: string): Promise<AppError | null> {
  try {
    const { status } = await connect(url, {
      method: "GET",
      headers: { "user-agent": "Greenlight" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      allowLoopback: isLocalMode(),
    });
    if (status >= 200 && status < 300) return null;
    return new AppError("upstream", `The monitor answered ${status}.`, { code: `ping.http_${status}` });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
