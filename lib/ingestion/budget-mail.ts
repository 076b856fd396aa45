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

/** What the owners read when a share of the model budget is used: how much, what happens next, and what to do. */
export function budgetMail({ workspace, month, threshold, spentUsd, limitUsd, address }: BudgetUse) {
  const name = oneLine(workspace);
  const money = `$${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)}`;
  const during = MONTH.format(new Date(month));
  const usedUp = threshold === 100;
  const what = usedUp
    ? `The model budget of “${name}” for ${during} is used up: ${money}.`
    : `${threshold} % of the model budget of “${name}” for ${during} are used: ${money}.`;
  const next = usedUp
    ? "Calls that cost anything are refused until the next month begins or the plan is changed. What is drafted already is still sent."
    : "Nothing is stopped. At 100 % calls that cost anything are refused until the next month begins or the plan is changed.";
  const where = `What it was spent on, by model and campaign, is on the dashboard: ${address}/companies`;
  return {
    subject: usedUp
      ? `The model budget of ${name} is used up`
      : `${threshold} % of the model budget of ${name} are used`,
    text: `${[what, next, where].join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${[what, next, where].map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}\n</body></html>\n`,
  };
}
