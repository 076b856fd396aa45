import type { Operation, Tag } from "./operation";
import { AUDIENCE_OPERATIONS } from "./operations/audiences";
import { CAMPAIGN_ENDING_OPERATIONS } from "./operations/campaign-endings";
import { CAMPAIGN_OPERATIONS } from "./operations/campaigns";
import { CHAT_OPERATIONS } from "./operations/chat";
import { COST_OPERATIONS } from "./operations/costs";
import { DASHBOARD_OPERATIONS } from "./operations/dashboard";
import { DRIFT_OPERATIONS } from "./operations/drifts";
import { ENGINE_OPERATIONS } from "./operations/engine";
import { DRAFT_OPERATIONS } from "./operations/drafts";
import { EVENT_OPERATIONS } from "./operations/events";
import { HEALTH_OPERATIONS } from "./operations/health";
import { LEAD_IMPORT_OPERATIONS } from "./operations/lead-imports";
import { LEAD_OPERATIONS } from "./operations/leads";
import { MAIL_OPERATIONS } from "./operations/mail";
import { MAILBOX_OPERATIONS } from "./operations/mailboxes";
import { MEMBER_OPERATIONS } from "./operations/members";
import { MEMORY_OPERATIONS } from "./operations/memory";
import { MODEL_OPERATIONS } from "./operations/models";
import { NIGHTSHIFT_OPERATIONS } from "./operations/nightshift";
import { ONBOARDING_OPERATIONS } from "./operations/onboarding";
import { PACING_OPERATIONS } from "./operations/pacing";
import { PLAN_OPERATIONS } from "./operations/plan";
import { PROJECT_OPERATIONS } from "./operations/projects";
import { PROPOSAL_OPERATIONS } from "./operations/proposals";
import { RECEIPT_OPERATIONS } from "./operations/receipts";
import { CONTEXT_OPERATIONS } from "./operations/context";
import { RECURRING_OPERATIONS } from "./operations/recurring";
import { REPLY_OPERATIONS } from "./operations/replies";
import { SEQUENCE_OPERATIONS } from "./operations/sequence";
import { SUPPRESSION_OPERATIONS } from "./operations/suppressions";
import { WEBSITE_OPERATIONS } from "./operations/website";
import { WORK_OPERATIONS } from "./operations/work";
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
  ...PROPOSAL_OPERATIONS,
  ...RECEIPT_OPERATIONS,
  ...CONTEXT_OPERATIONS,
  ...RECURRING_OPERATIONS,
  ...WORK_OPERATIONS,
  ...MEMORY_OPERATIONS,
  ...CHAT_OPERATIONS,
  ...NIGHTSHIFT_OPERATIONS,
  ...PLAN_OPERATIONS,
  ...ONBOARDING_OPERATIONS,
  ...CAMPAIGN_OPERATIONS,
  ...CAMPAIGN_ENDING_OPERATIONS,
  ...DRIFT_OPERATIONS,
  ...AUDIENCE_OPERATIONS,
  ...SEQUENCE_OPERATIONS,
  ...DRAFT_OPERATIONS,
  ...PACING_OPERATIONS,
  ...MAILBOX_OPERATIONS,
  ...LEAD_OPERATIONS,
  ...LEAD_IMPORT_OPERATIONS,
  ...REPLY_OPERATIONS,
  ...MAIL_OPERATIONS,
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
  Onboarding: "Prepare a launch: suggestions from the website, and the domain that emails are sent from.",
  Companies: "Create, list and change companies. Each one belongs to one workspace.",
  Ledger: "Read and follow everything that happened to a company.",
  "Approvals, receipts and tasks":
    "Propose actions, read what was decided, carried out and verified, and keep the tasks of a company.",
  "Recurring tasks": "Have work done again and again, by a schedule in a time zone.",
  "Memory and plan": "Read and change a company's memory and its plan: brief, validation, distribution and launch.",
  Chat: "Talk with the company: it reads its own facts, and proposes what you decide.",
  "Night shift": "Read what a company could do next, how sure that is and what it rests on, and decide about it.",
  Campaigns: "Create, change, activate and pause campaigns.",
  Drafts: "Read, edit and approve each email before it leaves.",
  "Leads and suppressions": "Import and list leads, and manage the do-not-contact list.",
  Replies: "Read answers, decide what follows from them, and answer.",
  Mail: "Read the email of a company's own address.",
  "Workspaces and keys": "Manage the workspace, its webhook token and its API keys.",
  Members: "Invite people, change roles and remove members.",
  Health: "Check that Greenlight is up.",
};
