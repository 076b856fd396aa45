import { createAsset } from "@/lib/company/assets/create-asset";
import { listAssets } from "@/lib/company/assets/list-assets";
import { CreateAsset, ListAssetsQuery } from "@/lib/company/assets/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** GET /api/projects/:projectId/assets?cursor=&limit= */
export const GET = projectRoute({
  input: { params: ProjectRef, query: ListAssetsQuery },
  handler: (ctx, { params, query }) => listAssets(ctx, { ...query, projectId: params.projectId }),
});

/** POST { name, content_type, size_bytes } */
export const POST = projectRoute({
  input: { params: ProjectRef, body: CreateAsset },
  status: 201,
  handler: (ctx, { params, body }) => createAsset(ctx, { ...body, projectId: params.projectId }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
