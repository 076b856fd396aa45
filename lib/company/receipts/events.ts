import { z } from "zod";
import { Link } from "@/lib/company/approvals/events";
import { defineEvent } from "@/lib/platform/contracts";
import { Unnamed } from "@/lib/platform/unnamed";

const About = z.object({
  receipt_id: z.uuid(),
  approval_id: z.uuid().nullable(),
  action_type: z.string(),
  title: Unnamed,
  check: z.string(),
  words: Unnamed,
  evidence_sha256: z.string(),
  links: z.array(Link),
});
export const ReceiptVerified = defineEvent(
  "receipt.verified",
  About,
  ({ title, words }) => `“${title}” is verified: ${words}`,
);
export const ReceiptContradicted = defineEvent(
  "receipt.contradicted",
  About,
  ({ title, words }) => `“${title}” was claimed and is not true: ${words}`,
);
export const ReceiptUnverifiable = defineEvent(
  "receipt.unverifiable",
  About,
  ({ title, words }) => `“${title}” cannot be verified: ${words}`,
);
