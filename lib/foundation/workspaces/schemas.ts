import { z } from "zod";
import { DisplayName } from "@/lib/platform/display-name";

export const Plan = z.enum(["free", "starter", "pro", "enterprise"], "must be free, starter, pro or enterprise");
export type Plan = z.infer<typeof Plan>;

export const Workspace = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    plan: Plan,
    status: z.enum(["active", "frozen"]),
  })
  .meta({ id: "Workspace" });
export type Workspace = z.infer<typeof Workspace>;

export const NameWorkspace = z.object({ name: DisplayName.meta({ description: "The display name." }) });
export type NameWorkspace = z.infer<typeof NameWorkspace>;
