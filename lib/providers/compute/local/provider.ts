import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson } from "../../http/request-json";
import type { ComputeProvider, Intervened } from "../port";
import { requestRestart, type RestartablePart } from "./restart-requests";
import { readParts } from "./runtime";

type Options = {
  address: string;
  sidecarUrl: string;
  webhookUrl: string;
  /** The folder of `npm start`, which looks after the parts. */
  home: string;
};

const PROBE_TIMEOUT_MS = 5_000;
const TAKEN_WITHIN_MS = 10_000;

/**
 * LOCAL_MODE: the n8n and sidecar that run on this machine serve every workspace; nothing is made and nothing taken away. A reboot is one of
 * both processes, by `npm start`; the machine itself is the operator's, and is never switched off.
 */
export function localCompute({ address, sidecarUrl, webhookUrl, home }: Options): ComputeProvider {
  const restart = async (parts: readonly RestartablePart[], signal: AbortSignal): Promise<Intervened> => {
    const running = await readParts(home);
    const mine = parts.filter((part) => running?.has(part));
    if (mine.length === 0) return refused(`No npm start of this home runs ${parts.join(" or ")}: restart it by hand.`);
    const within = AbortSignal.any([signal, AbortSignal.timeout(TAKEN_WITHIN_MS)]);
    for (const part of mine) {
      if (!(await requestRestart(home, part, within)))
        return refused(`npm start did not take the request to restart ${part} within ${TAKEN_WITHIN_MS / 1000} s.`);
    }
    return { accepted: true, evidence: `npm start restarts ${mine.join(" and ")}.` };
  };
  return {
    provision: async () => ({ id: "local", address, sidecarUrl, webhookUrl }),
    terminate: async () => undefined,
    inspect: async () => ((await readParts(home))?.has("sidecar") ? "active" : "unknown"),
    probe: ({ signal }) => answers(`${sidecarUrl}/api/health`, signal),
    intervene: async ({ step, signal }) => {
      if (step === "restart_n8n") return restart(["n8n"], signal);
      if (step === "reboot") return restart(["n8n", "sidecar"], signal);
      return refused("This machine is the operator's own: it is not switched off from here.");
    },
  };
}

const refused = (evidence: string): Intervened => ({ accepted: false, evidence });

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const accept = (): boolean => true;
    const request = { vendor: "sidecar", url, init: {}, schema: z.unknown(), timeoutMs: PROBE_TIMEOUT_MS, signal };
    await requestJson({ ...request, accept });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) return error.code === "sidecar.bad_answer";
    throw error;
  }
}
