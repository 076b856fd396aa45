import { z } from "zod";
import { CREDENTIAL_DATA, MailServer } from "@/lib/foundation/vault/schemas";

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:00");

export const SendWindow = z
  .object({
    /** 1 = Monday … 7 = Sunday (ISO 8601). */
    days: z
      .array(z.number().int().min(1, "must be 1 (Monday) to 7 (Sunday)").max(7, "must be 1 (Monday) to 7 (Sunday)"))
      .min(1, "needs at least one day")
      .max(7)
      .overwrite((days) => [...new Set(days)].sort((a, b) => a - b))
      .meta({ description: "1 is Monday, 7 is Sunday." }),
    from: Clock.meta({ description: "Start, `HH:MM`." }),
    to: z
      .union([z.literal("24:00"), Clock], "must be a time like 17:00, at most 24:00")
      .meta({ description: "End, `HH:MM`, at most 24:00." }),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "must be later than from" });
export type SendWindow = z.infer<typeof SendWindow>;

/** An SMTP account, or the built-in mailbox. `use_test_mailbox` is taken beside `data` and inside it. */
export const SaveMailAccount = z
  .object({
    type: z.literal("smtp"),
    use_test_mailbox: z.boolean().optional(),
    data: z.looseObject({ use_test_mailbox: z.boolean().optional() }).optional(),
  })
  .transform(({ type, use_test_mailbox, data }, ctx) => {
    if (use_test_mailbox || data?.use_test_mailbox) return { type, use_test_mailbox: true as const };
    const server = MailServer.safeParse(data ?? {});
    if (server.success && server.data.secure && server.data.encryption === "none") {
      const message = "contradicts secure: true, which is TLS from the first byte. Send one of the two";
      ctx.addIssue({ code: "custom", path: ["data", "encryption"], message });
      return z.NEVER;
    }
    if (server.success) return { type, use_test_mailbox: false as const, data: server.data };
    for (const { path, message } of server.error.issues)
      ctx.addIssue({ code: "custom", path: ["data", ...path], message });
    return z.NEVER;
  });
export type SaveMailAccount = z.infer<typeof SaveMailAccount>;

/** `savedAt`: since when mail goes this way. */
export type MailAccount = {
  provider: "smtp" | "gmail";
  credentialId: string;
  usesTestMailbox: boolean;
  savedAt: string;
};

/** A test of an account: what was tried, when, and what came of it. */
export const AccountTest = z.object({
  protocol: z.enum(["smtp", "imap"]),
  credential_id: z.uuid(),
  ok: z.boolean(),
  stage: z.string().nullable(),
  message: z.string(),
  checked_at: z.string(),
});
export type AccountTest = z.infer<typeof AccountTest>;

/** The IMAP account that answers arrive in. */
export const SaveReplyMailbox = z.object({ type: z.literal("imap"), data: CREDENTIAL_DATA.imap });
export type SaveReplyMailbox = z.infer<typeof SaveReplyMailbox>;
