import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listProjectKeys } from "@/lib/foundation/credentials/list-project-keys";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { RotateProjectKey } from "@/lib/foundation/credentials/schemas";

/** GET /api/projects/:projectId/keys → the keys its website and servers report with; of a secret one only the end */
export const GET = projectRoute({
  feature: "kpis",
  input: { params: ProjectRef },
  handler: async (ctx, { params }) => ({ data: await listProjectKeys(ctx, params), next_cursor: null }),
});

/** POST /api/projects/:projectId/keys { kind: publishable|secret } → a new one; the old one ends. A secret key is shown this once */
export const POST = projectRoute({
  feature: "kpis",
  input: { params: ProjectRef, body: RotateProjectKey },
  status: 201,
  handler: (ctx, { params, body }) => rotateProjectKey(ctx, { ...params, ...body }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
