import { editMemory } from "@/lib/autopilot/memory/edit-memory";
import { EditMemory, MemoryRef } from "@/lib/autopilot/memory/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** PATCH { text, kind? } → the memory */
export const PATCH = projectRoute({
  input: { params: MemoryRef, body: EditMemory },
  handler: (ctx, { params, body }) => editMemory(ctx, { ...params, ...body }),
});

export const { GET, POST, PUT, DELETE, OPTIONS } = otherMethods({ PATCH });
