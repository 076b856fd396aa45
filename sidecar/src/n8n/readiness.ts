import { CommandFailure } from "../failure";
import { send } from "./request";

const TIMEOUT_MS = 3_000;
const APP_TIMEOUT_MS = 1_500;

/** Whether the application answers from here, where n8n is; a file of its own, because its health asks the sidecar's. */
export async function reachesApp(appUrl: string | undefined): Promise<boolean | null> {
  if (appUrl === undefined) return null;
  try {
    const response = await fetch(`${appUrl}/g.js`, { method: "HEAD", signal: AbortSignal.timeout(APP_TIMEOUT_MS) });
    return response.ok;
  } catch {
    return false; // refused, or silent
  }
}

/** True only when n8n itself says it is ready; any other 200 may be its start-up page. */
export async function isReady(n8nUrl: string): Promise<boolean> {
  try {
    const response = await send(`${n8nUrl}/healthz/readiness`, {
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch (error) {
    if (error instanceof CommandFailure) return false;
    throw error;
  }
}
