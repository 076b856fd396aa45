import { findBrand } from "@/lib/company/profile/find-brand";
import type { Brand } from "@/lib/company/profile/schemas";
import { findUnfitting } from "./find-unfitting";
import { findInfrastructure } from "./find-infrastructure";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import { countLeads } from "@/lib/outreach/leads/count-leads";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { makesMachines } from "@/lib/providers/compute/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Infrastructure, MissingField, OnboardingStep } from "./schemas";

const field = (step: OnboardingStep, name: string, message: string): MissingField => ({ field: name, step, message });

const DESCRIPTION = field("brand", "description", "Enter what the company does. The emails are written from it.");
const BRAND: readonly MissingField[] = [
  field("brand", "company_name", "Enter the company’s name."),
  DESCRIPTION,
  field("brand", "sender_name", "Enter the sender’s name."),
  field("brand", "sender_email", "Enter the sender’s email address."),
  field("brand", "postal_address", "Enter the postal address. The law requires it in every email."),
];
const MAIL_ACCOUNT: readonly MissingField[] = [
  field("credentials", "mail_account", "Add an SMTP account, or use the built-in test mailbox."),
];
const SCHEDULE: readonly MissingField[] = [
  field("infrastructure", "time_zone", "Choose the time zone of the sending window."),
  field("infrastructure", "send_window", "Choose the days and hours for sending."),
  field("infrastructure", "daily_limit", "Choose the most emails per day."),
];
const REGION = field("machine", "region", "Choose where the company’s machine stands.");
const SIZE = field("machine", "size", "Choose the size of the company’s machine.");
const LEADS: readonly MissingField[] = [field("leads", "leads", "Import at least one lead.")];

const missingOf = (brand: Brand | null): readonly MissingField[] => {
  if (!brand) return BRAND;
  return brand.description ? [] : [DESCRIPTION];
};

const missingOfMachine = (saved: Infrastructure | null): readonly MissingField[] =>
  makesMachines() ? [...(saved?.region ? [] : [REGION]), ...(saved?.size ? [] : [SIZE])] : [];

/**
 * The missing and the unfitting parts of a launch, one sentence each, in the order of the wizard; empty when it can start. Read from the data
 * itself, so that no launch fails later for an answer that was known to be wrong.
 */
export async function getReadiness(ctx: WorkspaceCtx): Promise<MissingField[]> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const [brand, infrastructure] = [await findBrand(tx), await findInfrastructure(tx)];
    const unfitting = findUnfitting({ brand, infrastructure });
    return [
      ...missingOf(brand),
      ...unfitting.filter(({ step }) => step === "brand"),
      ...((await findMailAccount(tx)) ? [] : MAIL_ACCOUNT),
      ...unfitting.filter(({ step }) => step === "calendar"),
      ...(infrastructure ? [] : SCHEDULE),
      ...unfitting.filter(({ step }) => step === "infrastructure"),
      ...missingOfMachine(infrastructure),
      ...((await countLeads(tx)) > 0 ? [] : LEADS),
    ];
  });
}
