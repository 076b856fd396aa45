import type { ReviewMode } from "@/lib/outreach/campaigns/schemas";

/** Which emails of a campaign leave without the founder. */
export const REVIEW_MODES: Record<ReviewMode, string> = {
  every: "Each email is sent only after you approved its exact text.",
  sample: "The first ten emails wait for you; after that they are sent by themselves, until an edit or a complaint.",
  off: "Emails are sent without your approval. You can change that in the campaign’s settings.",
};

/** The next state of an email whose text was changed: in a sample each one waits from then on. */
export const afterChange = (mode: ReviewMode): string =>
  mode === "off" ? "It is sent by itself when it is due." : "It waits for your approval.";
