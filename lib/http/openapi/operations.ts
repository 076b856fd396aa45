import type { Operation, Tag } from "./operation";
import { AUDIENCE_OPERATIONS } from "./operations/audiences";
import { CAMPAIGN_OPERATIONS } from "./operations/campaigns";
import { COST_OPERATIONS } from "./operations/costs";
import { DASHBOARD_OPERATIONS } from "./operations/dashboard";
import { ENGINE_OPERATIONS } from "./operations/engine";
import { DRAFT_OPERATIONS } from "./operations/drafts";
import { EVENT_OPERATIONS } from "./operations/events";
import { HEALTH_OPERATIONS } from "./operations/health";
import { LEAD_IMPORT_OPERATIONS } from "./operations/lead-imports";
import { LEAD_OPERATIONS } from "./operations/leads";
import { MAILBOX_OPERATIONS } from "./operations/mailboxes";
import { MEMBER_OPERATIONS } from "./operations/members";
import { MODEL_OPERATIONS } from "./operations/models";
import { PACING_OPERATIONS } from "./operations/pacing";
import { PROJECT_OPERATIONS } from "./operations/projects";
import { REPLY_OPERATIONS } from "./operations/replies";
import { SEQUENCE_OPERATIONS } from "./operations/sequence";
import { SUPPRESSION_OPERATIONS } from "./operations/suppressions";
import { WEBSITE_OPERATIONS } from "./operations/website";
import { WORKSPACE_OPERATIONS } from "./operations/workspaces";

/** Everything that is documented, in the order people read it: machines first. */
export const OPERATIONS: readonly Operation[] = [
  ...EVENT_OPERATIONS,
  ...ENGINE_OPERATIONS,
  ...COST_OPERATIONS,
  ...MODEL_OPERATIONS,
  ...WEBSITE_OPERATIONS,
  ...DASHBOARD_OPERATIONS,
  ...PROJECT_OPERATIONS,
  ...CAMPAIGN_OPERATIONS,
  ...AUDIENCE_OPERATIONS,
  ...SEQUENCE_OPERATIONS,
  ...DRAFT_OPERATIONS,
  ...PACING_OPERATIONS,
  ...MAILBOX_OPERATIONS,
  ...LEAD_OPERATIONS,
  ...LEAD_IMPORT_OPERATIONS,
  ...REPLY_OPERATIONS,
  ...SUPPRESSION_OPERATIONS,
  ...WORKSPACE_OPERATIONS,
  ...MEMBER_OPERATIONS,
  ...HEALTH_OPERATIONS,
];

export const TAGS: Record<Tag, string> = {
  Events: "Report what happened to an email, from n8n workflows and scripts.",
  "Sequence engine": "Ask who is due, and report what became of it, from n8n workflows: emails, drafts and research.",
  Costs: "Report and list what model calls cost, against the monthly budget.",
  "Language models": "Call a model through Greenlight, without vendor keys in your workflows.",
  "Website and payments": "Report visits, leads and payments from a company's website and servers, and read its KPIs.",
  Dashboard: "Read the dashboard's numbers and the notifications.",
  Companies: "Create, list and change companies. Each one belongs to one workspace.",
  Ledger: "Read and follow everything that happened to a company.",
  Campaigns: "Create, change, activate and pause campaigns.",
  Drafts: "Read, edit and approve each email before it leaves.",
  "Leads and suppressions": "Import and list leads, and manage the do-not-contact list.",
  Replies: "Read answers, decide what follows from them, and answer.",
  "Workspaces and keys": "Manage the workspace, its webhook token and its API keys.",
  Members: "Invite people, change roles and remove members.",
  Health: "Check that Greenlight is up.",
};
