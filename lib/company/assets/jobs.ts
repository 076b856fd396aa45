import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Looks for uploads that were begun and never finished. */
export const SweepUploads = defineJob({
  name: "assets.sweep_uploads",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 60,
  cron: "17 * * * *",
});

/** Takes the bytes away of a file that was removed, or whose upload was never finished; also of a deleted company. */
export const RemoveBytes = defineJob({
  name: "assets.remove_bytes",
  payload: z.object({ workspaceId: z.uuid(), projectId: z.uuid(), assetId: z.uuid() }),
  policy: "short",
  key: ({ assetId }) => assetId,
  retryLimit: 20,
  expireInSeconds: 120,
  whileFrozen: "run",
});
