import { z } from "zod";

export const MachineState = z.enum([
  "requested",
  "creating",
  "handshaking",
  "ready",
  "terminating",
  "terminated",
  "lost",
]);
export type MachineState = z.infer<typeof MachineState>;

export const Machine = z.object({
  id: z.uuid(),
  workspace_id: z.uuid(),
  name: z.string(),
  provider: z.literal("digitalocean"),
  region: z.string(),
  size: z.string(),
  monthly_cents: z.number().int(),
  hourly_micros: z.number().int(),
  state: MachineState,
  ordered_at: z.string(),
  asks: z.number().int(),
  asked_at: z.string().nullable(),
  vendor_id: z.string().nullable(),
  address: z.string().nullable(),
  missing_since: z.string().nullable(),
  terminated_at: z.string().nullable(),
});
export type Machine = z.infer<typeof Machine>;

/** The machines of this installation at its vendor, their cost and the caps, for the administrators. Costs are US cents. */
export type MachineCosts = {
  machines: (Machine & { month_to_date_cents: number })[];
  monthly_cents: number;
  month_to_date_cents: number;
  limit: { machines: number; monthly_cents: number };
};
