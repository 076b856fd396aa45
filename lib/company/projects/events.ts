import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const ProjectCreated = defineEvent(
  "project.created",
  z.object({ projectId: z.uuid(), name: z.string() }),
  ({ name }) => `Company “${name}” was created.`,
);

export const ProjectUpdated = defineEvent(
  "project.updated",
  z.object({ projectId: z.uuid(), name: z.string(), changed: z.array(z.string()) }),
  ({ name, changed }) => `Company “${name}” was changed: ${changed.join(", ")}.`,
);
