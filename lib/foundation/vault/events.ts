import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const CredentialStored = defineEvent(
  "credential.stored",
  z.object({ credentialId: z.uuid(), type: z.string(), name: z.string(), preview: z.string() }),
  ({ name, preview }) => `Credential “${name}” was saved (${preview}).`,
);
