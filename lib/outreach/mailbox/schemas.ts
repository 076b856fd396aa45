import { z } from "zod";
import { SaveBrand } from "@/lib/company/profile/schemas";
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

const UseTestMailbox = z
  .boolean()
  .optional()
  .meta({ description: "True: emails go to the built-in test mailbox, and no server is needed." });

/** An SMTP account, or the built-in mailbox. `use_test_mailbox` is taken beside `data` and inside it. */
export const SaveMailAccount = z
  .object({
    type: z.literal("smtp").meta({ description: "The kind of account." }),
    use_test_mailbox: UseTestMailbox,
    data: z
      .looseObject({ use_test_mailbox: UseTestMailbox })
      .optional()
      .meta({ description: "Server and login: `host`, `port`, `secure`, `encryption`, `user` and `password`." }),
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

/** The mailbox that each workspace has; its sender is the brand's. */
export const FIRST_MAILBOX = 1;

/** `savedAt`: since when mail goes this way. `senderEmail` is null for the first mailbox. */
export type MailAccount = {
  mailbox: number;
  senderEmail: string | null;
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

const { shape: server } = MailServer;

/** The IMAP account that answers to another mailbox arrive in; without a login, that of the account that sends. */
export const ConnectReplies = z.object({
  type: z.literal("imap").meta({ description: "The kind of account." }),
  data: z
    .object({
      host: server.host.meta({ description: "The IMAP server’s name, like imap.example.com." }),
      port: server.port.meta({ description: "Its port; 993 with TLS." }),
      secure: server.secure.meta({ description: "True: TLS from the first byte. False only with `encryption: none`." }),
      encryption: server.encryption.meta({
        description: "`none`: you accept that the password can be read on the way.",
      }),
      user: server.user.optional().meta({ description: "The login; left out: that of the account that sends." }),
      password: server.password.optional().meta({ description: "Given with `user`." }),
    })
    .refine(({ user, password }) => (user === undefined) === (password === undefined), {
      path: ["password"],
      error: "is required with user, and user with it; leave both out for the login that sends",
    })
    .refine(({ secure, encryption }) => secure || encryption === "none", {
      path: ["secure"],
      error:
        'must be true; without TLS the password can be read on the way: send encryption: "none" if you accept that',
    })
    .meta({ description: "Server and login." }),
});
export type ConnectReplies = z.infer<typeof ConnectReplies>;

export const ConsentPurpose = z.enum(["mail_account", "reply_mailbox"]);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

/** Begins to connect a Gmail account: the one that emails are sent from, or the one that answers arrive in. */
export const BeginGmail = z.object({ purpose: ConsentPurpose });
export type BeginGmail = z.infer<typeof BeginGmail>;

/** Google's answer, as it came back in the address. */
export const ConnectGmail = z.object({
  code: z.string().min(1, "is required").max(2_000),
  state: z.string().min(1, "is required").max(200),
});
export type ConnectGmail = z.infer<typeof ConnectGmail>;

const Seconds = z.number().int("must be a whole number").min(0).max(3600, "may be at most 3,600");

/** A change of the fields that are given. */
export const SavePacing = z
  .object({
    gap_from_seconds: Seconds.optional().meta({
      description: "The shortest gap between two emails. 0 only for an account whose emails stay on this machine.",
    }),
    gap_to_seconds: Seconds.optional().meta({ description: "The longest gap; each gap is drawn between the two." }),
    domain_limit: z
      .number()
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .max(10_000, "may be at most 10,000")
      .optional()
      .meta({ description: "The most emails a day to people of one email domain; Gmail and the like are exempt." }),
    ramp_up: z
      .boolean()
      .optional()
      .meta({ description: "Begin with 10 emails a day, and 5 more for each day of sending." }),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "needs at least one setting");
export type SavePacing = z.infer<typeof SavePacing>;

export const ReadReplies = z.object({
  read_by_founder: z.boolean("must be true or false").meta({
    description: "True: you read answers yourself and stop people who answered. False takes it back: follow-ups wait.",
  }),
});
export type ReadReplies = z.infer<typeof ReadReplies>;

export const Guardrail = z.enum(["bounces", "complaints"]);
export type Guardrail = z.infer<typeof Guardrail>;

/** How fast the sending account may go, and what keeps it from sending. */
export const Pacing = z
  .object({
    paced: z.boolean().meta({ description: "False for the built-in test mailbox, and before an account is saved." }),
    gap_from_seconds: z.number().int(),
    gap_to_seconds: z.number().int(),
    domain_limit: z.number().int(),
    ramp_up: z.boolean(),
    ramp_limit: z
      .number()
      .int()
      .nullable()
      .meta({ description: "The most emails of today while the account is ramped up; null without a ramp-up." }),
    next_slot_at: z
      .string()
      .nullable()
      .meta({ description: "When the account may hand over its next email; null: now." }),
    guardrail: Guardrail.nullable().meta({ description: "Sending stands still because of too many of these." }),
    guardrail_at: z.string().nullable(),
    replies_heard: z.boolean().meta({
      description:
        "Whether answers are read: by IMAP, Gmail, the test mailbox, or `replies_read_since` stands in for it. Of another mailbox than the first: within the last 4 hours.",
    }),
    replies_read_since: z.string().nullable().meta({
      description:
        "Since when follow-ups leave without a connected mailbox: a founder confirmed that they read the answers, or the account had sent before this was asked.",
    }),
  })
  .meta({ id: "Pacing" });
export type Pacing = z.infer<typeof Pacing>;

export const MailboxRef = z.object({
  mailbox: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1)
    .max(1000)
    .meta({ description: "The mailbox's number; 1 is the first." }),
});
export type MailboxRef = z.infer<typeof MailboxRef>;

const DailyLimit = z
  .number()
  .int("must be a whole number")
  .min(1, "must be at least 1")
  .max(10_000, "may be at most 10,000")
  .meta({ description: "The most emails a day from this mailbox. That of the first is the company's daily limit." });

/** Another mailbox: the sender that people see, and the account that sends for it. */
export const AddMailbox = z.object({
  sender_name: SaveBrand.shape.sender_name.meta({ description: "The name that people see." }),
  sender_email: SaveBrand.shape.sender_email.meta({ description: "The address that people see and answer to." }),
  daily_limit: DailyLimit.default(50),
  account: SaveMailAccount.meta({ description: "The account that sends for it." }),
});
export type AddMailbox = z.infer<typeof AddMailbox>;

/** A change of the fields that are given. */
export const SaveMailbox = SavePacing.safeExtend({ daily_limit: DailyLimit.optional() });
export type SaveMailbox = z.infer<typeof SaveMailbox>;

export const MailboxRow = z.object({
  mailbox: z.number().int().meta({ description: "Its number; 1 is the first." }),
  address: z.string().nullable().meta({ description: "The sender's address; null before the company is saved." }),
  sender_name: z.string().nullable(),
  use_test_mailbox: z.boolean(),
  account: z.string().nullable().meta({ description: "Server and login; the password is never shown." }),
  removed_at: z.string().nullable().meta({ description: "Set: people in the middle of a sequence still wait for it." }),
  test: AccountTest.nullable().meta({ description: "The last test of the account." }),
  held: z
    .boolean()
    .meta({ description: "The server took no email three times in a row; it is tested again by itself." }),
  people: z.number().int().meta({ description: "How many people were given to it, once there are several mailboxes." }),
  waiting: z.number().int().meta({ description: "How many of them have an email that did not go out yet." }),
  sent_today: z.number().int(),
  daily_limit: z.number().int().nullable(),
});
export type MailboxRow = z.infer<typeof MailboxRow>;

/** How the answers to another mailbox than the first are read. */
export const MailboxReplies = z.object({
  account: z.string().nullable().meta({ description: "Server and login; the password is never shown." }),
  read_at: z.string().nullable().meta({ description: "When everything that had arrived was read, the last time." }),
  waits_for_email: z.boolean().meta({ description: "True: reading begins with the first email from this mailbox." }),
  problem: z.string().nullable().meta({ description: "Why the last attempt to read failed, with the server’s words." }),
  failing_since: z.string().nullable(),
  holds_follow_ups: z.boolean().meta({ description: "True: follow-ups from this mailbox wait until it can be read." }),
});
export type MailboxReplies = z.infer<typeof MailboxReplies>;

/** A mailbox that the workspace sends from, and where it stands. */
export const Mailbox = MailboxRow.extend({
  pacing: Pacing,
  replies: MailboxReplies.nullable().meta({
    description:
      "The account that Greenlight reads answers from; null: none, and for the first mailbox, which n8n reads.",
  }),
}).meta({ id: "Mailbox" });
export type Mailbox = z.infer<typeof Mailbox>;

export const RemovedMailbox = z.object({
  moved: z.number().int().meta({ description: "How many people who were not written to yet other mailboxes got." }),
  waiting: z.number().int().meta({ description: "How many people in the middle of a sequence wait to be moved." }),
  voided: z.number().int().meta({ description: "How many approved emails wait for approval again." }),
});
export type RemovedMailbox = z.infer<typeof RemovedMailbox>;

export const MovePeople = z.object({
  to: z.number().int().min(1).max(1000).meta({ description: "The mailbox that gets the people." }),
});
export type MovePeople = z.infer<typeof MovePeople>;

export const MovedPeople = RemovedMailbox.pick({ moved: true, voided: true });
export type MovedPeople = z.infer<typeof MovedPeople>;
