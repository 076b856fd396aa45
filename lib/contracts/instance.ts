import { z } from "zod";

/**
 * Packets of a machine to the application: `Authorization: Bearer` holds a compact JWS (Ed25519) by the machine's own key, whose claims
 * name the machine and the hash of the body. No clock is part of it.
 */
export const INSTANCE_ISSUER = "greenlight-instance";
/** The n8n that this version of Greenlight is tested with, as `sidecar/n8n/package.json` pins it. */
export const PINNED_N8N = "2.39.10";
export const InstanceName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "1–60 small letters, digits or -");
export const InstanceClaims = z.object({
  iss: z.literal(INSTANCE_ISSUER),
  sub: InstanceName,
  body_sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type InstanceClaims = z.infer<typeof InstanceClaims>;

export const EXECUTION_PHASES = [
  "node_started",
  "node_finished",
  "workflow_succeeded",
  "workflow_failed",
  "workflow_cancelled",
] as const;

/** One line of the engine's event log that belongs to a sandbox run; the engine's own id makes a repeated report harmless. */
export const ExecutionEvent = z.object({
  id: z.uuid("must be a uuid"),
  run_id: z.uuid("must be a uuid"),
  execution_id: z.string().min(1).max(64),
  phase: z.enum(EXECUTION_PHASES),
  node_name: z.string().max(200).nullable(),
  node_type: z.string().max(200).nullable(),
  message: z.string().max(1_000).nullable(),
  at: z.iso.datetime({ offset: true }),
});
export type ExecutionEvent = z.infer<typeof ExecutionEvent>;
export const MAX_EVENTS = 200;
export const ExecutionEvents = z.object({ events: z.array(ExecutionEvent).min(1).max(MAX_EVENTS) });
export type ExecutionEvents = z.infer<typeof ExecutionEvents>;

/** `boot` grows with each life of the sidecar and `counter` with each packet of it: a late or repeated packet is known without a clock. */
const Life = z.object({
  boot: z.number().int().positive(),
  boot_id: z.uuid("must be a uuid"),
  counter: z.number().int().nonnegative(),
});

/** The ports that mail travels by, 443, which the application itself is reached by, and 5432 of databases. */
export const EGRESS_PORTS = ["25", "443", "465", "587", "993", "2525", "5432"] as const;
/** Which of them a machine can reach beyond its provider's network; one that is not named was not tried. */
export const Egress = z.partialRecord(z.enum(EGRESS_PORTS), z.boolean());
export type Egress = z.infer<typeof Egress>;
/** Servers of others that listen at each port, to see whether it can be reached. */
export const EGRESS_TARGETS: Readonly<Record<(typeof EGRESS_PORTS)[number], string>> = {
  "25": "gmail-smtp-in.l.google.com",
  "443": "api.digitalocean.com",
  "465": "smtp.gmail.com",
  "587": "smtp.gmail.com",
  "993": "imap.gmail.com",
  "2525": "smtp.sendgrid.net",
  "5432": "portquiz.net",
};

const percent = z.number().min(0).max(100).nullable();
/** `egress`: from a machine that tried its way out. */
export const Handshake = Life.extend({ egress: Egress.optional() });
export type Handshake = z.infer<typeof Handshake>;
export const Heartbeat = Life.extend({
  cpu: percent,
  memory: percent,
  disk: percent,
  n8n: z.object({
    healthy: z.boolean(),
    version: z.string().max(50).nullable(),
    active_workflows: z.number().int().nonnegative().nullable(),
  }),
});
export type Heartbeat = z.infer<typeof Heartbeat>;
