import { env, isLocalMode } from "./env";

const SWITCHES = {
  ledger: "FEATURE_PROJECT_EVENTS",
  integrations: "FEATURE_PROJECT_INTEGRATIONS",
  kpis: "FEATURE_PROJECT_KPI_INGESTION",
  mail: "FEATURE_PROJECT_INBOUND_EMAIL",
  recurring: "FEATURE_PROJECT_RECURRING_TASKS",
  context: "FEATURE_COMPANY_CONTEXT_ASSEMBLER",
  runtimes: "FEATURE_POST_PAYMENT_PROVISIONING",
} as const;
/** A part of the product that an installation can do without. A switch is here only when something is behind it. */
export type Feature = keyof typeof SWITCHES | "testMailbox" | "gmail";

/** The built-in mailbox as a screen: only on the operator's own machine, where its messages lie. */
const hasTestMailbox = (): boolean => isLocalMode() && env().OUTBOX_DIR !== undefined;

/**
 * Whether a feature is shown; what belongs to none always is. One that is off answers 404 on its routes and is on no screen; what is
 * stored stays. The ledger goes on being written while it is hidden: it is the record, and what it missed nobody could add later.
 */
export function isOn(feature: Feature | undefined): boolean {
  if (feature === "testMailbox") return hasTestMailbox();
  if (feature === "gmail") return env().GOOGLE_CLIENT_ID !== undefined;
  return feature === undefined || env()[SWITCHES[feature]];
}
