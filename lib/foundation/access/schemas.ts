import { z } from "zod";

export const Role = z.enum(["owner", "admin", "member", "viewer"]);
export type Role = z.infer<typeof Role>;

export const WorkspaceRef = z.object({
  workspace_id: z
    .uuid("workspace_id must be a uuid")
    .meta({ description: "The workspace. A webhook token or API key opens only its own." }),
});
export type WorkspaceRef = z.infer<typeof WorkspaceRef>;
