import type { LeadToResearch } from "@/lib/contracts/engine";
import type { StoredRun } from "./store";

/** The test person of a run as workflows know a lead. */
export function toTestLead({ id, test_email: email, testLead }: StoredRun): LeadToResearch {
  const { first_name, last_name, company, title, website } = testLead;
  return {
    lead_id: id,
    email,
    first_name: first_name || null,
    last_name: last_name || null,
    company: company || null,
    title: title || null,
    website: website || null,
    notes: null,
  };
}
