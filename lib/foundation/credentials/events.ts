import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";

export const WebhookTokenIssued = announce(
  defineEvent(
    "workspace.webhook_token_issued",
    z.object({ tokenId: z.uuid(), lastFour: z.string(), overlapHours: z.number().int(), isRotation: z.boolean() }),
    ({ lastFour, overlapHours }) =>
      overlapHours > 0
        ? `A new webhook token ending in ${lastFour} was issued; the old one stays valid for ${overlapHours} h.`
        : `A webhook token ending in ${lastFour} was issued.`,
  ),
);

const OfKey = z.object({ keyId: z.uuid(), name: z.string(), lastFour: z.string() });
export const KeyCreated = defineEvent(
  "workspace.key_created",
  OfKey,
  ({ name, lastFour }) => `API key “${name}”, ending in ${lastFour}, was created.`,
);
export const KeyRevoked = defineEvent(
  "workspace.key_revoked",
  OfKey,
  ({ name, lastFour }) => `API key “${name}”, ending in ${lastFour}, was revoked.`,
);

export const ProjectKeyIssued = defineEvent(
  "project.key_issued",
  z.object({ kind: z.string(), lastFour: z.string() }),
  ({ kind, lastFour }) => `A new ${kind} key ending in ${lastFour} was issued for the company's website and servers.`,
);
