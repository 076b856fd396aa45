import { findBrand } from "@/lib/company/profile/find-brand";
import { writerFacts } from "@/lib/company/profile/writer-facts";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Ground } from "./check-claims";
import { findKnownFields, selectFindings } from "./store";

type Asked = { leadId: string; more?: readonly string[] };

/**
 * All that an email to this lead may state: the findings, and the founder's own words: their answers, the lead's fields, and `more`. The caller
 * has checked the permission. Null when there is no such lead here.
 */
export async function findGround(tx: TxCtx, { leadId, more = [] }: Asked): Promise<Ground | null> {
  const lead = await findKnownFields(tx, leadId);
  if (!lead) return null;
  // Part of the text that the caller may write, not a look into the onboarding.
  const brand = await findBrand({ ...tx, actor: { type: "job", job: "research.find_ground" } });
  const company = brand ? writerFacts(brand) : null;
  const answers = company ? Object.values(company).flatMap((value) => value ?? []) : [];
  return {
    findings: await selectFindings(tx, [leadId]),
    known: [...lead.texts, ...answers, ...more],
    leadCompany: lead.company ?? "",
    language: company?.language ?? "en",
  };
}
