import pRetry from "p-retry";
import { awaitDoor } from "@/lib/operations/machines/await-door";
import { AppError } from "@/lib/platform/errors";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { makesMachines } from "@/lib/providers/compute/select";
import type { IgnitionStep } from "../step";

const POLL_MS = 1_000;

export const awaitHandshake: IgnitionStep = {
  name: "await_handshake",
  title: "Connecting to n8n",
  status: "handshake_pending",
  /** A machine of a vendor installs itself first. */
  get timeoutSeconds() {
    return makesMachines() ? 900 : 60;
  },
  advice: "n8n or its sidecar does not answer. Look at `.local/logs/n8n.log` and `sidecar.log`, then try again.",

  // Polled until healthy, never waited for blindly (plan task 1.3.4).
  run: async (ctx, made, signal) => {
    const sidecarUrl = makesMachines() ? await awaitDoor({ ...ctx, signal }) : made.sidecarUrl;
    const engine = engineAt(sidecarUrl);
    const ask = async (): Promise<void> => {
      const { healthy } = await engine.checkHealth({ workspaceId: ctx.workspaceId, signal });
      if (!healthy)
        throw new AppError("unavailable", "The sidecar answers, but n8n is not ready yet.", { code: "n8n.not_ready" });
    };
    await pRetry(ask, { retries: Number.POSITIVE_INFINITY, factor: 1, minTimeout: POLL_MS, signal });
    return { sidecarUrl };
  },

  undo: async () => ({}),
};
