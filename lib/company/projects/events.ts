import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";

export const ProjectCreated = announce(
  defineEvent(
    "project.created",
    z.object({ projectId: z.uuid(), name: z.string() }),
    ({ name }) => `Company “${name}” was created.`,
  ),
);

export const ProjectUpdated = defineEvent(
  "project.updated",
  z.object({ projectId: z.uuid(), name: z.string(), changed: z.array(z.string()) }),
  ({ name, changed }) => `Company “${name}” was changed: ${changed.join(", ")}.`,
);

const Address = z.object({ identityId: z.uuid(), address: z.string() });
export const EmailAddressGiven = defineEvent(
  "email.address_given",
  Address,
  ({ address }) => `The company's email address is ${address}.`,
);
export const EmailAddressRotated = defineEvent(
  "email.address_rotated",
  z.object({ identityId: z.uuid(), from: z.string().nullable(), to: z.string() }),
  ({ from, to }) => `The email address ${from ?? "of the company"} was replaced by ${to}.`,
);
