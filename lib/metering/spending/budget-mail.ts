import { escapeHtml, oneLine } from "@/lib/platform/text";

type BudgetUse = {
  workspace: string;
  month: string;
  threshold: number;
  spentUsd: number;
  limitUsd: number;
  address: string;
};

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** The email to the owners when a share of the model budget is used: how much, the consequences, and the advice. */
export function budgetMail({ workspace, month, threshold, spentUsd, limitUsd, address }: BudgetUse) {
  const name = oneLine(workspace);
  const money = `$${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)}`;
  const during = MONTH.format(new Date(month));
  const { subject, what, next } = wordsFor(threshold, { name, during, money, isUsedUp: spentUsd >= limitUsd });
  const where = `The dashboard shows the spend by model and campaign: ${address}/companies`;
  return {
    subject,
    text: `${[what, next, where].join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${[what, next, where].map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}\n</body></html>\n`,
  };
}

type Facts = { name: string; during: string; money: string; isUsedUp: boolean };

function wordsFor(threshold: number, { name, during, money, isUsedUp }: Facts) {
  const until = "until the next month begins or the plan is changed";
  if (threshold < 100)
    return {
      subject: `${threshold} % of the model budget of ${name} are used`,
      what: `${threshold} % of the model budget of “${name}” for ${during} are used: ${money}.`,
      next: `Nothing is stopped. At 100 % calls that cost anything are refused ${until}.`,
    };
  if (isUsedUp)
    return {
      subject: `The model budget of ${name} is used up`,
      what: `The model budget of “${name}” for ${during} is used up: ${money}.`,
      next: `Calls that cost anything are refused ${until}. Existing drafts are still sent.`,
    };
  return {
    subject: `The model budget of ${name} refused a call`,
    what: `A model call of “${name}” was refused: the budget for ${during} has no room for it, ${money} is used.`,
    next: `Calls that cost more than what is left are refused ${until}. Existing drafts are still sent.`,
  };
}
