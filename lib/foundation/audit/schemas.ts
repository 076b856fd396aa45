import { z } from "zod";

/** `before` and `after` hold what changed; secrets are cut out before anything is written. */
export const AuditEntry = z.object({
  action: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/, "is named <thing>.<what>, like member.removed"),
  target: z.object({ type: z.string(), id: z.string() }).optional(),
  reason: z.string().max(1000).optional(),
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The actor, when no workspace's transaction names one. */
export type AuditActor = { type: string; id: string | null };

/** The two hash-chained logs, by the names of their tables. */
export const LogName = z.enum(["governance_audit_log", "login_audit"]);
export type LogName = z.infer<typeof LogName>;

/** A filter field that a form left empty asks for nothing. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const text = z
  .string()
  .trim()
  .max(200)
  .refine((value) => !value.includes("\0") && value.isWellFormed(), "holds a character that cannot be searched for");

/** Postgres has no year 0, and nothing in a log lies outside these. */
const isInCalendar = (time: string): boolean => time >= "1970" && time < "2200";
const BETWEEN = "must lie between the years 1970 and 2199";

/** A time with its zone, or a day in UTC: its first moment as a beginning, its last as an end. */
const momentOf = (time: string) =>
  z.union(
    [
      z.iso
        .datetime({ offset: true })
        .refine((value) => !Number.isNaN(Date.parse(value)))
        .transform((value) => new Date(value).toISOString())
        .refine(isInCalendar, BETWEEN),
      z.iso
        .date()
        .transform((day) => `${day}T${time}Z`)
        .refine(isInCalendar, BETWEEN),
    ],
    "must be a day (2026-11-22) or a time with its zone (2026-11-22T09:00:00Z)",
  );

const page = {
  search: optional(text),
  from: optional(momentOf("00:00:00.000")),
  to: optional(momentOf("23:59:59.999")),
  cursor: optional(z.coerce.number().int().positive()),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  format: z.enum(["json", "csv"]).default("json"),
};

/** `search` looks into action, actor, target, reason and address. */
export const ListAuditLinesQuery = z.object({
  workspace_id: optional(z.uuid("must be a uuid")),
  actor_id: optional(text),
  action: optional(text),
  ...page,
});
export type ListAuditLinesQuery = z.infer<typeof ListAuditLinesQuery>;

export const LOGIN_EVENTS = [
  "signed_in",
  "signed_out",
  "session_ended",
  "session_revoked",
  "created",
  "updated",
  "deleted",
] as const;

/** `search` looks into user, email, address and device. */
export const ListLoginsQuery = z.object({
  user_id: optional(text),
  email: optional(text),
  event_type: optional(z.enum(LOGIN_EVENTS)),
  ...page,
});
export type ListLoginsQuery = z.infer<typeof ListLoginsQuery>;

const Json = z.record(z.string(), z.unknown());

export const AuditLine = z.object({
  seq: z.number(),
  workspace_id: z.string().nullable(),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  address: z.string().nullable(),
  action: z.string(),
  target_type: z.string().nullable(),
  target_id: z.string().nullable(),
  reason: z.string().nullable(),
  before: Json.nullable(),
  after: Json.nullable(),
  request_id: z.string().nullable(),
  created_at: z.string(),
  hash: z.string(),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const LoginLine = z.object({
  seq: z.number(),
  user_id: z.string(),
  email: z.string().nullable(),
  event_type: z.enum(LOGIN_EVENTS),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  metadata: Json,
  occurred_at: z.string(),
  created_at: z.string(),
  hash: z.string(),
});
export type LoginLine = z.infer<typeof LoginLine>;

/** A sign-in or what else an identity provider says of a person. `deliveryId` is its message's: said again, it is written once. */
export type Login = {
  event: (typeof LOGIN_EVENTS)[number];
  userId: string;
  email: string | null;
  address: string | null;
  userAgent: string | null;
  occurredAt: string;
  deliveryId: string | null;
  metadata: Record<string, string | null>;
};

export const HASH_BEFORE_THE_FIRST = "0".repeat(64);

/** Where a log stood at a moment; `seq` 0 when it was empty. */
export const Head = z.object({
  log: LogName,
  seq: z.number().int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.number().int().nonnegative(),
  at: z.iso.datetime(),
});
export type Head = z.infer<typeof Head>;

export const VerifyAgainstHead = z.object({
  head: z.string("is required: the content of a file that GET …/head gave out").trim().min(1).max(4_000),
});

/** `jws` is the signed head as a file, `key` the public keys it can be checked with. */
export const SignHeadQuery = z.object({ format: z.enum(["jws", "key"]).default("jws") });

/** `broken_seq`: the first number whose line is missing, in a wrong place or not what was written. */
export type Verification = {
  ok: boolean;
  rows: number;
  head: { seq: number; hash: string } | null;
  broken_seq: number | null;
};
