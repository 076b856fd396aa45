import { saveBrand } from "@/lib/company/profile/save-brand";
import { validateCalendly } from "@/lib/operations/onboarding/validate-calendly";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import type { Company, TestWorld } from "../../../factories/test-world";
import { BRAND, SCHEDULE } from "../../outreach/email-world";

export const MAILBOX = { TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "2525", OUTBOX_DIR: "/nowhere" };

/** Each step of the wizard, as a founder would finish it. */
export const finish = {
  brand: ({ owner }: Company) => saveBrand(owner, BRAND),
  credentials: ({ owner }: Company) => saveMailAccount(owner, { type: "smtp", use_test_mailbox: true }),
  infrastructure: ({ owner }: Company) => saveInfrastructure(owner, SCHEDULE),
  leads: ({ workspaceId }: Company, { admin }: TestWorld) =>
    admin.query("insert into genesis.leads (workspace_id, email) values ($1, 'jo@example.org')", [workspaceId]),
};

export const LINK = "https://calendly.com/ada/intro";

/** A visit of a booking link at which its page answers with the status. */
export const visitLink = ({ owner }: Company, status: number, link = LINK) =>
  validateCalendly(owner, { link }, () =>
    Promise.resolve({ status, url: link, redirects: [], headers: {}, body: "", bytes: Buffer.alloc(0) }),
  );

type Answered = { credentialId: string; outcome: string; message?: string };

/** A service's answer about a saved key. */
export const answerKey = ({ admin }: TestWorld, { workspaceId }: Company, of: Answered) =>
  admin.query(
    `insert into genesis.credential_checks (workspace_id, credential_id, outcome, message, checked_at, next_check_at)
     values ($1, $2, $3, $4, now(), now())
     on conflict (workspace_id, credential_id) do update set outcome = excluded.outcome, message = excluded.message`,
    [workspaceId, of.credentialId, of.outcome, of.message ?? "The service says so."],
  );
