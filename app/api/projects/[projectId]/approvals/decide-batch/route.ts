import { decideBatch } from "@/lib/company/approvals/decide-batch";
import { DecideBatch } from "@/lib/company/approvals/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { items: [{ id, version, decision }] } → each proposal decided by itself, a result per item */
export const POST = projectRoute({
  input: { params: ProjectRef, body: DecideBatch },
  handler: (ctx, { body }) => decideBatch(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
