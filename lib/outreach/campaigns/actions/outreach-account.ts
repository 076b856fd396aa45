import type { ActingAccount } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";

/** Campaigns run on the company's own outreach engine. */
export const OUTREACH_ACCOUNT: ActingAccount = { label: "your outreach engine", integration: null, shared: false };

/** The refusal of a check as the reason why approved bytes are out of date; null when it passes. */
export function refusalOf(check: () => void): { code: string; words: string } | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, words: error.message };
    throw error;
  }
}
