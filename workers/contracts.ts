import * as assets from "@/lib/assets/jobs";
import * as audit from "@/lib/audit/jobs";
import * as campaigns from "@/lib/campaigns/jobs";
import * as email from "@/lib/email/jobs";
import * as governance from "@/lib/governance/jobs";
import * as ignition from "@/lib/ignition/jobs";
import * as ingestion from "@/lib/ingestion/jobs";
import * as metrics from "@/lib/metrics/jobs";
import * as tenancy from "@/lib/tenancy/jobs";

/** Every job in the system, one spread per domain. */
export const contracts = {
  ...assets,
  ...audit,
  ...campaigns,
  ...email,
  ...governance,
  ...ignition,
  ...ingestion,
  ...metrics,
  ...tenancy,
};
export type JobName = (typeof contracts)[keyof typeof contracts]["name"];
