import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";

export const WorkspaceCreated = defineEvent(
  "workspace.created",
  z.object({ workspaceId: z.uuid(), name: z.string(), slug: z.string() }),
  ({ name }) => `Workspace “${name}” was created.`,
);

export const WorkspaceRenamed = announce(
  defineEvent(
    "workspace.renamed",
    z.object({ from: z.string(), to: z.string() }),
    ({ from, to }) => `Workspace “${from}” is now called “${to}”.`,
  ),
);
