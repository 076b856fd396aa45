import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";

export const BrandSaved = announce(
  defineEvent(
    "brand.saved",
    z.object({ companyName: z.string(), senderName: z.string(), senderEmail: z.string() }),
    ({ companyName, senderName, senderEmail }) =>
      `Company and sender were saved: ${companyName}, mailing as ${senderName} <${senderEmail}>.`,
  ),
);
