import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

export const InjectWebhookToken = defineJob({
  name: "ignition.inject_webhook_token",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 10,
  expireInSeconds: 60,
});
