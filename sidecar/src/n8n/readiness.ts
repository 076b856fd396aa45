import { CommandFailure } from "../failure";
import { send } from "./request";

const TIMEOUT_MS = 3_000;

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
