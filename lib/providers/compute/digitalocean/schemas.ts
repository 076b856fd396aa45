import { z } from "zod";

/** The parts of DigitalOcean's answers that are read here. */
export const Droplet = z.object({
  id: z.number().int(),
  name: z.string(),
  status: z.string(),
  locked: z.boolean(),
  created_at: z.iso.datetime({ offset: true }),
  networks: z.object({
    v4: z.array(z.object({ ip_address: z.string().optional(), type: z.string().optional() })).nullish(),
  }),
});
export type Droplet = z.infer<typeof Droplet>;
export const OneDroplet = z.object({ droplet: Droplet });

const Links = z.object({ pages: z.object({ next: z.string().optional() }).nullish() }).nullish();
export const Droplets = z.object({ droplets: z.array(Droplet), links: Links });
export const Firewalls = z.object({ firewalls: z.array(z.object({ name: z.string().nullish() })), links: Links });

export const Sizes = z.object({
  sizes: z.array(
    z.object({
      slug: z.string(),
      memory: z.number(),
      vcpus: z.number(),
      disk: z.number(),
      price_monthly: z.number().nonnegative(),
      price_hourly: z.number().nonnegative(),
      regions: z.array(z.string()),
      available: z.boolean(),
    }),
  ),
  links: Links,
});
export type Size = z.infer<typeof Sizes>["sizes"][number];
export const Regions = z.object({
  regions: z.array(z.object({ slug: z.string(), name: z.string(), available: z.boolean() })),
  links: Links,
});
export type Region = z.infer<typeof Regions>["regions"][number];
