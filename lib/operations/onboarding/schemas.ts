import { z } from "zod";
import { TimeZone } from "@/lib/company/profile/schemas";
import { SaveMailAccount, SendWindow } from "@/lib/outreach/mailbox/schemas";
import { CredentialType, SealCredential } from "@/lib/foundation/vault/schemas";

/** The steps of the first onboarding, in order. */
export const OnboardingStep = z.enum(["brand", "credentials", "infrastructure", "leads"]);
export type OnboardingStep = z.infer<typeof OnboardingStep>;

export const SaveProgress = z.object({
  current_step: z.enum(OnboardingStep.options, `must be one of ${OnboardingStep.options.join(", ")}`),
});
export type SaveProgress = z.infer<typeof SaveProgress>;

/** One thing a launch still needs: where to fill it in, and the sentence that says so. */
export type MissingField = { field: string; step: OnboardingStep; message: string };

export type Progress = {
  current_step: OnboardingStep;
  steps: { step: OnboardingStep; complete: boolean; missing: MissingField[] }[];
  ready: boolean;
};

/** Any credential of the wizard: the mail account by its own schema, every other type by the vault's. */
export const SaveCredential = z
  .looseObject({ type: z.enum(CredentialType.options, `must be one of ${CredentialType.options.join(", ")}`) })
  .transform((body, ctx): SaveMailAccount | SealCredential => {
    const parsed = body.type === "smtp" ? SaveMailAccount.safeParse(body) : SealCredential.safeParse(body);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) ctx.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
export type SaveCredential = z.infer<typeof SaveCredential>;

const MachineName = z
  .string()
  .max(50)
  .regex(/^[a-z0-9-]*$/, "may only contain a–z, 0–9 and -")
  .nullish()
  .transform((name) => name || null);

export const SaveInfrastructure = z.object({
  region: MachineName,
  size: MachineName,
  time_zone: TimeZone,
  send_window: SendWindow,
  daily_limit: z
    .number()
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(10_000, "may be at most 10,000"),
});
export type SaveInfrastructure = z.infer<typeof SaveInfrastructure>;

export const Infrastructure = z.object({
  region: z.string().nullable(),
  size: z.string().nullable(),
  time_zone: z.string(),
  send_window: z.object({ days: z.array(z.number()), from: z.string(), to: z.string() }),
  daily_limit: z.number(),
});
export type Infrastructure = z.infer<typeof Infrastructure>;
