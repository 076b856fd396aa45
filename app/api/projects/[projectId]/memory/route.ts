import { listMemory } from "@/lib/autopilot/memory/list-memory";
import { proposeMemory } from "@/lib/autopilot/memory/propose-memory";
import { AddMemory } from "@/lib/autopilot/memory/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → proposed, active and superseded memories, with counts */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => listMemory(ctx, params),
});

/** POST { kind, text, supersedes? } → 201, the memory */
export const POST = projectRoute({
  input: { params: ProjectRef, body: AddMemory },
  status: 201,
  handler: (ctx, { params, body }) => proposeMemory(ctx, { ...params, ...body, source: { type: "person", id: null } }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
