import type { SidecarEnv } from "./env";
import { tryWaysOut } from "./egress";
import { eventReporter } from "./events/reporter";
import type { Follow } from "./events/followed-runs";
import { startHeartbeat } from "./heartbeat";
import { instanceClient } from "./instance-client";
import { isReady } from "./n8n/readiness";
import type { SidecarStore } from "./store";

/** The reports that this machine makes by itself: that it lives, and its sandbox runs; null without a key and an address. */
export function startReports(env: SidecarEnv, store: SidecarStore): { follow?: Follow; stop(): Promise<void> } | null {
  const { GREENLIGHT_URL: url, INSTANCE_NAME: name, INSTANCE_KEY: keyPem, N8N_EVENT_LOG: path } = env;
  if (url === undefined || keyPem === undefined) return null;
  const client = instanceClient({ url, name, keyPem });
  const events = path === undefined ? null : eventReporter({ path, store, client });
  const heart = startHeartbeat({
    client,
    boot: store.nextBoot(),
    folder: env.SIDECAR_DATA_DIR,
    isReady: () => isReady(env.N8N_URL),
    version: env.N8N_VERSION,
    ...(env.SIDECAR_EGRESS_CHECK && { tryWaysOut: (signal: AbortSignal) => tryWaysOut(signal) }),
  });
  return {
    ...(events && { follow: events.follow }),
    stop: async () => {
      await Promise.all([events?.stop(), heart.stop()]);
    },
  };
}
