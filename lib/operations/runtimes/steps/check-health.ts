import { AppError } from "@/lib/platform/errors";
import { askHealth } from "@/lib/providers/hosting/ask-health";
import { openRuntimeSecrets } from "../open-runtime-secrets";
import type { ProvisioningStep } from "../step";

const TIMES = 3;

export const checkHealth: ProvisioningStep = {
  name: "check_health",
  title: "It answers with this version, and writes and reads its database",
  timeoutSeconds: 120,
  advice:
    "The application runs and is not well. Look at its `application.log`, or with RUNTIME_TARGET=cloud at its logs in Vercel or Render, then try again.",

  run: async (ctx, { url, commit }, signal) => {
    const { runtime_key: key } = await openRuntimeSecrets(ctx);
    if (url === null || commit === null)
      throw new AppError("internal", "The application has no address.", { code: "runtime.no_address" });
    for (let time = 0; time < TIMES; time++) await askHealth({ url, key, commit }, signal);
    return {};
  },

  undo: async () => ({}),
};
