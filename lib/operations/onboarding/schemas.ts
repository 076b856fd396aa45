import { z } from "zod";
import { SaveMailAccount } from "@/lib/outreach/email/schemas";
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
