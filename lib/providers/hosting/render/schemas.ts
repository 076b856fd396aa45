import { z } from "zod";

/** The parts of Render's answers that are read here. */
export const RenderService = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  suspended: z.string().optional(),
  suspenders: z.array(z.string()).optional(),
  serviceDetails: z.object({ url: z.string().optional() }),
});
export type RenderService = z.infer<typeof RenderService>;

export const RenderServices = z.array(z.object({ service: RenderService }));
export const ServiceMade = z.object({ service: RenderService.optional() });

export const RenderDeploy = z.object({
  id: z.string(),
  /** Missing until Render has fetched it. */
  commit: z.object({ id: z.string().optional() }).nullish(),
  status: z.string().optional(),
});
export type RenderDeploy = z.infer<typeof RenderDeploy>;

export const RenderDeploys = z.array(z.object({ deploy: RenderDeploy.optional() }));
/** An order that waits behind another one is confirmed without a body. */
export const DeployOrdered = RenderDeploy.optional();
