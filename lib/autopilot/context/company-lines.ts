import { limitOf } from "@/lib/metering/spending/budget";
import type { CompanyRow } from "./facts";
import { ownText } from "./marks";
import type { ContextItem } from "./schemas";

const own = (label: string, key: string, text: string | null): ContextItem[] =>
  text === null || text.trim() === ""
    ? []
    : [{ text: `${label}: ${ownText(text, 400)}`, refs: [`c:${key}`], trust: "founder" }];

const fact = (text: string, key: string): ContextItem => ({ text, refs: [`c:${key}`], trust: "system" });

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

function budgetLine({ plan, spent, reserved }: CompanyRow): string {
  const limit = limitOf(plan);
  const used = `${dollars(spent)} spent on models this month, ${dollars(reserved)} set aside`;
  return limit === null
    ? `budget: no limit; ${used}`
    : `budget left: ${dollars(Math.max(0, limit - spent - reserved))} of ${dollars(limit)}; ${used}`;
}

/** Limits of the company stand before its description. */
export function companyLines(company: CompanyRow): ContextItem[] {
  const frozen = company.status === "frozen";
  return [
    ...own("name", "name", company.name),
    ...own("idea", "idea", company.idea),
    fact(frozen ? `frozen: nothing may be done. ${ownText(company.frozen_reason ?? "", 200)}` : "not frozen", "freeze"),
    fact(budgetLine(company), "budget"),
    ...(company.is_sample ? [fact("a sample: its people and numbers are invented", "sample")] : []),
    fact(`time zone: ${company.time_zone}; here since ${company.created}`, "time_zone"),
    ...own("website", "website", company.website),
    ...own("offer", "offer", company.offer),
    ...own("audience", "audience", company.audience),
    ...own("problem it solves", "problem", company.problem),
    ...own("proof", "proof", company.proof),
    ...own("description", "description", company.description),
  ];
}
