import type { Operation, Tag } from "./operation";
import { CAMPAIGN_OPERATIONS } from "./operations/campaigns";
import { COST_OPERATIONS } from "./operations/costs";
import { DASHBOARD_OPERATIONS } from "./operations/dashboard";
import { EVENT_OPERATIONS } from "./operations/events";
import { HEALTH_OPERATIONS } from "./operations/health";
import { LEAD_OPERATIONS } from "./operations/leads";
import { MEMBER_OPERATIONS } from "./operations/members";
import { MODEL_OPERATIONS } from "./operations/models";
import { PROJECT_OPERATIONS } from "./operations/projects";
import { WEBSITE_OPERATIONS } from "./operations/website";
import { WORKSPACE_OPERATIONS } from "./operations/workspaces";

/** Everything that is documented, in the order people read it: machines first. */
export const OPERATIONS: readonly Operation[] = [
  ...EVENT_OPERATIONS,
  ...COST_OPERATIONS,
  ...MODEL_OPERATIONS,
  ...WEBSITE_OPERATIONS,
  ...DASHBOARD_OPERATIONS,
  ...PROJECT_OPERATIONS,
  ...CAMPAIGN_OPERATIONS,
  ...LEAD_OPERATIONS,
  ...WORKSPACE_OPERATIONS,
  ...MEMBER_OPERATIONS,
  ...HEALTH_OPERATIONS,
];

export const TAGS: Record<Tag, string> = {
  Events: "What n8n workflows and scripts report about mails.",
  Costs: "What calls of language models cost, and the month's budget.",
  "Language models": "The gateway: models without keys of theirs in your workflows.",
  "Website and payments": "What a company's website and servers report, and what becomes of it.",
  Dashboard: "The numbers and the notifications.",
  Companies: "What founders build; each lives in one workspace.",
  Ledger: "Everything that happened to a company, to read and to follow.",
  Campaigns: "Sequences of three mails.",
  "Leads and suppressions": "Whom to mail, and whom never again.",
  "Workspaces and keys": "The tenant, its webhook token and its API keys.",
  Members: "Who may enter, and as what.",
  Health: "For machines that watch.",
};
