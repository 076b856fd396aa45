import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Drafts one packet of a company. */
export const GeneratePacket = defineJob({
  name: "phases.generate",
  payload: z.object({ workspaceId: z.uuid(), projectId: z.uuid(), phase: z.number().int().min(0).max(3) }),
  policy: "short",
  key: ({ projectId, phase }) => `${projectId}:${phase}`,
  retryLimit: 3,
  expireInSeconds: 300,
});
