import { saveBrand } from "@/lib/company/profile/save-brand";
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
