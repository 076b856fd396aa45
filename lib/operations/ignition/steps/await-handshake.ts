import pRetry from "p-retry";
import { AppError } from "@/lib/platform/errors";
import { engineAt } from "@/lib/outreach/workflows/engine";
import type { IgnitionStep } from "../step";

const POLL_MS = 1_000;

export const awaitHandshake: IgnitionStep = {
  name: "await_handshake",
  title: "Connecting to n8n",
  status: "handshake_pending",
  timeoutSeconds: 60,
  advice: "n8n or its sidecar does not answer. Look at `.local/logs/n8n.log` and `sidecar.log`, then try again.",

  // Polled until healthy, never waited for blindly (plan task 1.3.4).
  run: async (ctx, { sidecarUrl }, signal) => {
    const engine = engineAt(sidecarUrl);
    const ask = async (): Promise<void> => {
      const { healthy } = await engine.checkHealth({ workspaceId: ctx.workspaceId, signal });
      if (!healthy)
        throw new AppError("unavailable", "The sidecar answers, but n8n is not ready yet.", { code: "n8n.not_ready" });
    };
    await pRetry(ask, { retries: Number.POSITIVE_INFINITY, factor: 1, minTimeout: POLL_MS, signal });
    return {};
  },

  undo: async () => ({}),
};
