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

export const ProjectKeyIssued = defineEvent(
  "project.key_issued",
  z.object({ kind: z.string(), lastFour: z.string() }),
  ({ kind, lastFour }) => `A new ${kind} key ending in ${lastFour} was issued for the company's website and servers.`,
);
