import { z } from "zod";
import { DisplayName } from "@/lib/platform/display-name";

export const Workspace = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    plan: z.enum(["free", "starter", "pro", "enterprise"]),
    status: z.enum(["active", "frozen"]),
  })
  .meta({ id: "Workspace" });
export type Workspace = z.infer<typeof Workspace>;

export const NameWorkspace = z.object({ name: DisplayName.meta({ description: "The display name." }) });
export type NameWorkspace = z.infer<typeof NameWorkspace>;
