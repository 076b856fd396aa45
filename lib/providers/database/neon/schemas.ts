import { z } from "zod";

/** The parts of Neon's answers that are read here. */
export const Project = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.string(),
  org_id: z.string().nullish(),
});
export type Project = z.infer<typeof Project>;

export const OneProject = z.object({ project: Project });
export const Projects = z.object({
  projects: z.array(Project),
  pagination: z.object({ cursor: z.string() }).nullish(),
});
export const Operations = z.object({ operations: z.array(z.object({ action: z.string(), status: z.string() })) });
export const ConnectionUri = z.object({ uri: z.url({ protocol: /^postgres(ql)?$/ }) });
