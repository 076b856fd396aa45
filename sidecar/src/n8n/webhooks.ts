import { MAX_WEBHOOK_ANSWER_BYTES, type CommandPayload, type CommandResult } from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import { isReady } from "./readiness";
import { send } from "./request";

const PROBE_TIMEOUT_MS = 10_000;
const TRIGGER_TIMEOUT_MS = 60_000;

/** Posts without the token: a published webhook refuses it (401 or 403), an unpublished one is unknown (404). Starts nothing. */
export async function probeWebhook(n8nUrl: string, path: string): Promise<CommandResult<"PROBE_WEBHOOK">> {
  const response = await post(`${n8nUrl}/webhook/${path}`, {}, { payload: {}, timeoutMs: PROBE_TIMEOUT_MS });
  await response.body?.cancel();
  const { status } = response;
  if (status >= 500)
    throw new CommandFailure("n8n.failed", `n8n failed with ${status}. Try again shortly.`, {
      status: 502,
      retryable: true,
    });
  // while n8n starts it answers any path with 200, which proves nothing
  return { registered: response.ok ? await isReady(n8nUrl) : status !== 404, status };
}

/** Calls a published webhook once. No answer in time is not a proof that nothing ran, so it is never retried. */
export async function triggerWebhook(
  n8nUrl: string,
  { path, headers, payload }: CommandPayload<"TRIGGER_TEST">,
): Promise<CommandResult<"TRIGGER_TEST">> {
  const response = await post(`${n8nUrl}/webhook/${path}`, headers, { payload, timeoutMs: TRIGGER_TIMEOUT_MS }).catch(
    (cause: unknown) => {
      if (wasRefused(cause)) throw cause;
      const message = "The workflow was called but did not answer: whether it ran is unknown. Look at its executions.";
      throw new CommandFailure("webhook.no_answer", message, { status: 502, cause });
    },
  );
  return { status: response.status, body: await firstBytes(response, MAX_WEBHOOK_ANSWER_BYTES) };
}

/** A refused connection is the one failure that proves nothing ran. */
function wasRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "ECONNREFUSED") || wasRefused(error.cause);
}

type Post = { payload: unknown; timeoutMs: number };

function post(url: string, headers: Record<string, string>, { payload, timeoutMs }: Post): Promise<Response> {
  return send(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(payload),
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
}

async function firstBytes(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit).toString("utf8");
}
