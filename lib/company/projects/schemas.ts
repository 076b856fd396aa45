import { z } from "zod";
import { DisplayName } from "@/lib/platform/display-name";

/** `example.com` is taken as `https://example.com`; anything that is not a web address is refused. */
export const Website = z
  .string()
  .trim()
  .max(500)
  .transform((text) => (text === "" || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
  .refine(
    (text) => text === "" || (/^https?:\/\/[^/]+\.[^/]+/i.test(text) && URL.canParse(text)),
    "must be a web address, like https://example.com",
  );

export const Project = z
  .object({
    id: z.uuid(),
    workspace_id: z.uuid(),
    name: z.string(),
    idea: z.string().nullable(),
    website: z.string().nullable(),
    is_sample: z.boolean().meta({ description: "True for the demo company: its people and numbers are invented." }),
    created_at: z.string(),
  })
  .meta({ id: "Project" });
export type Project = z.infer<typeof Project>;

export const ProjectRef = z.object({ projectId: z.uuid("must be a uuid").meta({ description: "The company." }) });
export type ProjectRef = z.infer<typeof ProjectRef>;

export const CreateProject = z.object({
  name: DisplayName.meta({ description: "The display name." }),
  idea: z
    .string()
    .trim()
    .max(5000, "may have at most 5,000 characters")
    .optional()
    .meta({ description: "The business of the company." }),
  website: Website.optional().meta({ description: "The website; `example.com` becomes `https://example.com`." }),
  workspace_id: z
    .uuid()
    .optional()
    .meta({ description: "The workspace. A webhook token or API key opens only its own." }),
  is_sample: z
    .boolean()
    .optional()
    .meta({ description: "Marks a company whose people and numbers are invented. Only in local mode." }),
});
export type CreateProject = z.infer<typeof CreateProject>;

export const UpdateProject = CreateProject.omit({ workspace_id: true, is_sample: true }).partial();
export type UpdateProject = z.infer<typeof UpdateProject>;

export const EmailIdentity = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    reply_address: z.string().meta({ description: "The address that people write to, and that emails come from." }),
    provider: z.enum(["resend", "outbox"]).meta({ description: "The way its emails go out." }),
    status: z.enum(["active", "rotated", "closed"]),
    metadata: z.record(z.string(), z.unknown()),
    created_at: z.string(),
    rotated_at: z.string().nullable().meta({ description: "The time at which another address replaced it." }),
  })
  .meta({ id: "EmailIdentity" });
export type EmailIdentity = z.infer<typeof EmailIdentity>;
