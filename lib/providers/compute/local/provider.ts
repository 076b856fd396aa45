import type { ComputeProvider } from "../port";

/** LOCAL_MODE: the n8n and sidecar that run on this machine serve every workspace; nothing is made and nothing taken away. */
export function localCompute({
  address,
  sidecarUrl,
  webhookUrl,
}: {
  address: string;
  sidecarUrl: string;
  webhookUrl: string;
}): ComputeProvider {
  return {
    provision: async () => ({ id: "local", address, sidecarUrl, webhookUrl }),
    terminate: async () => undefined,
  };
}
