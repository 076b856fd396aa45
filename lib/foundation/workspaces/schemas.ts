import { z } from "zod";
import { DisplayName } from "@/lib/platform/display-name";

export const Workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  plan: z.enum(["free", "starter", "pro", "enterprise"]),
  status: z.enum(["active", "frozen"]),
});
export type Workspace = z.infer<typeof Workspace>;

export const NameWorkspace = z.object({ name: DisplayName });
export type NameWorkspace = z.infer<typeof NameWorkspace>;
