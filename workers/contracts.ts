import * as jobs from "@/lib/autopilot/jobs/jobs";
import * as context from "@/lib/autopilot/context/jobs";
import * as recurring from "@/lib/autopilot/recurring/jobs";
import * as reports from "@/lib/autopilot/reports/jobs";
import * as approvals from "@/lib/company/approvals/jobs";
import * as assets from "@/lib/company/assets/jobs";
import * as chat from "@/lib/autopilot/chat/jobs";
import * as audit from "@/lib/foundation/audit/jobs";
import * as billing from "@/lib/metering/billing/jobs";
import * as campaigns from "@/lib/outreach/campaigns/jobs";
import * as leads from "@/lib/outreach/leads/jobs";
import * as mailbox from "@/lib/outreach/mailbox/jobs";
import * as sequence from "@/lib/outreach/sequence/jobs";
import * as tracking from "@/lib/outreach/tracking/jobs";
import * as publishing from "@/lib/company/publishing/jobs";
import * as receipts from "@/lib/company/receipts/jobs";
import * as tasks from "@/lib/company/tasks/jobs";
import * as replies from "@/lib/outreach/replies/jobs";
import * as deletion from "@/lib/operations/deletion/jobs";
import * as machines from "@/lib/operations/machines/jobs";
import * as exit from "@/lib/operations/exit/jobs";
import * as fleet from "@/lib/operations/fleet/jobs";
import * as governance from "@/lib/operations/governance/jobs";
import * as ignition from "@/lib/operations/ignition/jobs";
import * as onboarding from "@/lib/operations/onboarding/jobs";
import * as runtimes from "@/lib/operations/runtimes/jobs";
import * as sandbox from "@/lib/operations/sandbox/jobs";
import * as events from "@/lib/metering/events/jobs";
import * as ledger from "@/lib/foundation/ledger/jobs";
import * as mail from "@/lib/company/mail/jobs";
import * as models from "@/lib/autopilot/models/jobs";
import * as plan from "@/lib/autopilot/plan/jobs";
import * as metrics from "@/lib/metering/metrics/jobs";
import * as members from "@/lib/foundation/members/jobs";
import * as nightshift from "@/lib/autopilot/nightshift/jobs";
import * as projects from "@/lib/company/projects/jobs";
import * as watchdog from "@/lib/operations/watchdog/jobs";
import * as spending from "@/lib/metering/spending/jobs";

/** Every job in the system, one spread per domain. */
export const contracts = {
  ...approvals,
  ...assets,
  ...audit,
  ...billing,
  ...chat,
  ...campaigns,
  ...leads,
  ...mailbox,
  ...sequence,
  ...tracking,
  ...publishing,
  ...receipts,
  ...context,
  ...recurring,
  ...reports,
  ...jobs,
  ...tasks,
  ...replies,
  ...deletion,
  ...exit,
  ...fleet,
  ...machines,
  ...governance,
  ...ignition,
  ...onboarding,
  ...runtimes,
  ...sandbox,
  ...events,
  ...ledger,
  ...mail,
  ...models,
  ...metrics,
  ...plan,
  ...members,
  ...nightshift,
  ...projects,
  ...spending,
  ...watchdog,
};
export type JobName = (typeof contracts)[keyof typeof contracts]["name"];
