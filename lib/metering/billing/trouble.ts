import { escapeHtml, oneLine } from "@/lib/platform/text";
import type { SubscriptionStatus } from "@/lib/providers/payments/port";
import { GRACE_DAYS } from "./standing";

type Trouble = { title: string; effect: string; advice: string };

/** The states of a subscription that its owners have to be told of. */
export const TROUBLES: Partial<Record<SubscriptionStatus, Trouble>> = {
  past_due: {
    title: `A payment failed: the plan stays as it is for ${GRACE_DAYS} days`,
    effect: `Nothing changes for ${GRACE_DAYS} days after the invoice; then the workspace is on the free plan.`,
    advice: "Check the payment method, or pay the open invoice.",
  },
  unpaid: {
    title: "The payment stayed open: the paid plan ended",
    effect: "The workspace is on the free plan. Nothing of the company was deleted.",
    advice: "Pay the open invoice to get the plan back.",
  },
  paused: {
    title: "The trial ended without a payment method: the paid plan is paused",
    effect: "The workspace is on the free plan. Nothing of the company was deleted.",
    advice: "Add a payment method, then resume the subscription.",
  },
  canceled: {
    title: "The subscription ended: the workspace is on the free plan",
    effect: "Nothing of the company was deleted.",
    advice: "Choose a plan to raise the limit again.",
  },
};

type About = { workspace: string; trouble: Trouble; address: string };

/** The email about it: the effect, the advice and the place where it is followed. */
export function troubleMail({ workspace, trouble: { title, effect, advice }, address }: About) {
  const lines = [
    `${title} (workspace “${oneLine(workspace)}”).`,
    effect,
    `${advice} Open the company and its page “Plan and billing”: ${address}/companies`,
  ];
  return {
    subject: `${title} — ${oneLine(workspace)}`,
    text: `${lines.join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}\n</body></html>\n`,
  };
}
