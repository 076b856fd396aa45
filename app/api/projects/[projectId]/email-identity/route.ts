import { getEmailIdentity } from "@/lib/company/projects/get-email-identity";
import { rotateEmailIdentity } from "@/lib/company/projects/rotate-email-identity";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/projects/:projectId/email-identity */
export const GET = projectRoute({
  input: { params: ProjectRef },
  feature: "mail",
  handler: (ctx, { params }) => getEmailIdentity(ctx, params),
});

/** POST replaces the address */
export const POST = projectRoute({
  input: { params: ProjectRef },
  feature: "mail",
  status: 201,
  handler: (ctx, { params }) => rotateEmailIdentity(ctx, params),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
