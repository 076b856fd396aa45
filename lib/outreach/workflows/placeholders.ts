import type { CredentialType } from "./schemas";

/** `YOUR_` and as many upper-case words as follow: the longest name wins, so YOUR_NAME never eats into a longer one. */
export const PLACEHOLDER = /YOUR(?:_(?!YOUR_)[A-Z0-9]+)+/g;

const SERVICES = [1, 2, 3, 4].map((number) => `SERVICE_${number}_DESCRIPTION`);

/** Credentials in templates are ids the workflow engine gave; the secrets themselves never come here. */
export const CREDENTIAL_PLACEHOLDERS: Readonly<Record<CredentialType, string>> = {
  postgres: "CREDENTIAL_POSTGRES_ID",
  gmail: "CREDENTIAL_GMAIL_ID",
  smtp: "CREDENTIAL_SMTP_ID",
  imap: "CREDENTIAL_IMAP_ID",
  openai_api: "CREDENTIAL_OPENAI_ID",
  google_sheets: "CREDENTIAL_GOOGLE_SHEETS_ID",
  google_cse: "CREDENTIAL_GOOGLE_CSE_QUERY_ID",
  webhook: "CREDENTIAL_WEBHOOK_ID",
  trigger: "CREDENTIAL_TRIGGER_ID",
};

/** Known names whose value is a secret: a template that writes one into its text is refused, a credential holds it instead. */
export const SECRET_PLACEHOLDERS: ReadonlySet<string> = new Set([
  "WEBHOOK_TOKEN",
  "RELEVANCE_AI_AUTH_TOKEN",
  "GOOGLE_CSE_API_KEY",
  "APIFY_API_TOKEN",
]);

const CREDENTIAL_ID = /^[A-Za-z0-9_-]{1,64}$/;
const CRON = /^[0-9*][0-9A-Za-z*,/-]*( [0-9A-Za-z*][0-9A-Za-z*,/-]*){4,5}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Values that may stand outside a code literal, each with the only shape it may have there.
 * None of these shapes can start or close an expression, a query or a path.
 */
export const STRUCTURAL_PLACEHOLDERS: ReadonlyMap<string, RegExp> = new Map([
  ["CAMPAIGN_ID", UUID],
  ["WORKSPACE_ID", UUID],
  ["TIMEZONE", /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/],
  ...["SEND_WINDOW_CRON", "PREPARATION_CRON", "RESEARCH_CRON", "REPLIES_CRON"].map(
    (name) => [name, CRON] as [string, RegExp],
  ),
  ["LEADS_TABLE", /^genesis\.leads_p_[a-z0-9_]{1,55}$/],
  ...[...Object.values(CREDENTIAL_PLACEHOLDERS), "CREDENTIAL_ANTHROPIC_ID"].map(
    (name) => [name, CREDENTIAL_ID] as [string, RegExp],
  ),
]);

/** The names the contract knows, without `YOUR_`. */
export const KNOWN_PLACEHOLDERS: ReadonlySet<string> = new Set([
  ...STRUCTURAL_PLACEHOLDERS.keys(),
  ...SECRET_PLACEHOLDERS,
  ...SERVICES,
  "WORKSPACE_SLUG",
  "WORKSPACE_NAME",
  "CAMPAIGN_NAME",
  "CAMPAIGN_GROUP_ID",
  "DASHBOARD_URL",
  "N8N_INSTANCE_URL",
  "UNSUBSCRIBE_URL",
  "UNSUBSCRIBE_REDIRECT_URL",
  "SENDER_EMAIL",
  "TEST_EMAIL",
  "NAME",
  "COMPANY_NAME",
  "COMPANY_DESCRIPTION",
  "COMPANY_ADDRESS",
  "WEBSITE",
  "CALENDLY_LINK_1",
  "CALENDLY_LINK_2",
  "DAILY_LIMIT",
  "LLM_BASE_URL",
  "LLM_MODEL",
  "RELEVANCE_AI_BASE_URL",
  "RELEVANCE_AI_PROJECT_ID",
  "RELEVANCE_AI_STUDIO_ID",
  "GOOGLE_CSE_CX",
]);
