import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const BrandSaved = defineEvent(
  "brand.saved",
  z.object({ companyName: z.string(), senderName: z.string(), senderEmail: z.string() }),
  ({ companyName, senderName, senderEmail }) =>
    `Company and sender were saved: ${companyName}, mailing as ${senderName} <${senderEmail}>.`,
);
