import * as assets from "@/lib/company/assets/jobs";
import * as audit from "@/lib/foundation/audit/jobs";
import * as campaigns from "@/lib/outreach/campaigns/jobs";
import * as leads from "@/lib/outreach/leads/jobs";
import * as mailbox from "@/lib/outreach/mailbox/jobs";
import * as sequence from "@/lib/outreach/sequence/jobs";
import * as replies from "@/lib/outreach/replies/jobs";
import * as deletion from "@/lib/operations/deletion/jobs";
import * as governance from "@/lib/operations/governance/jobs";
import * as ignition from "@/lib/operations/ignition/jobs";
import * as events from "@/lib/metering/events/jobs";
import * as ledger from "@/lib/foundation/ledger/jobs";
import * as metrics from "@/lib/metering/metrics/jobs";
import * as members from "@/lib/foundation/members/jobs";
import * as spending from "@/lib/metering/spending/jobs";

/** Every job in the system, one spread per domain. */
export const contracts = {
  ...assets,
  ...audit,
  ...campaigns,
  ...leads,
  ...mailbox,
  ...sequence,
  ...replies,
  ...deletion,
  ...governance,
  ...ignition,
  ...events,
  ...ledger,
  ...metrics,
  ...members,
  ...spending,
};
export type JobName = (typeof contracts)[keyof typeof contracts]["name"];
