import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const ProjectCreated = defineEvent(
  "project.created",
  z.object({ projectId: z.uuid(), name: z.string() }),
  ({ name }) => `Company “${name}” was created.`,
);
