import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";
import { MaskedAddress } from "@/lib/platform/unnamed";

const emails = (count: number): string => (count === 1 ? "1 email" : `${count} emails`);

/** `hash` names the list: sha256 over the lines `<id> <hash>`, in the order of the ids. */
export const DraftsDecided = defineEvent(
  "drafts.decided",
  z.object({
    campaignId: z.uuid(),
    name: z.string(),
    decision: z.enum(["approved", "rejected"]),
    count: z.number().int(),
    hash: z.string(),
  }),
  ({ name, decision, count }) => `${emails(count)} of “${name}” ${count === 1 ? "was" : "were"} ${decision}.`,
);

export const DraftEdited = defineEvent(
  "draft.edited",
  z.object({
    campaignId: z.uuid(),
    draftId: z.uuid(),
    step: z.number().int(),
    recipient: MaskedAddress,
    reviewAgain: z.boolean(),
  }),
  ({ step, recipient, reviewAgain }) =>
    `Email ${step} to ${recipient} was edited.${reviewAgain ? " From now on each email of its campaign waits for approval." : ""}`,
);

export const DraftRegenerated = defineEvent(
  "draft.regenerated",
  z.object({
    campaignId: z.uuid(),
    draftId: z.uuid(),
    step: z.number().int(),
    recipient: MaskedAddress,
    source: z.string(),
    reviewAgain: z.boolean(),
  }),
  ({ step, recipient, source, reviewAgain }) =>
    `Email ${step} to ${recipient} was written anew by ${source}.${reviewAgain ? " From now on each email of its campaign waits for approval." : ""}`,
);

export const DraftTestSent = defineEvent(
  "draft.test_sent",
  z.object({ draftId: z.uuid(), recipient: MaskedAddress }),
  ({ recipient }) => `A test of a draft was sent to ${recipient}.`,
);

export const AccountTestSent = defineEvent(
  "mail_account.test_sent",
  z.object({ recipient: MaskedAddress }),
  ({ recipient }) => `A test of the mail account was sent to ${recipient}.`,
);

export const UnwrittenLeadsRetried = defineEvent(
  "drafts.retried",
  z.object({ campaignId: z.uuid(), name: z.string(), count: z.number().int() }),
  ({ name, count }) =>
    `The writer of “${name}” is asked again for ${count === 1 ? "1 lead" : `${count} leads`} it had written nothing usable for.`,
);

export const ApprovalsVoided = defineEvent(
  "drafts.approvals_voided",
  z.object({ count: z.number().int() }),
  ({ count }) =>
    `${emails(count)} ${count === 1 ? "waits" : "wait"} for approval again: sender, footer or recipient changed.`,
);
