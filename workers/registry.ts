import type { JobName } from "./contracts";
import injectWebhookToken from "./ignition/inject-webhook-token";

/** A contract without a handler does not compile. */
export const handlers = {
  "ignition.inject_webhook_token": injectWebhookToken,
} satisfies { [N in JobName]: { contract: { name: N } } };
