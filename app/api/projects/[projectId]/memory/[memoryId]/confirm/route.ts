import { confirmMemory } from "@/lib/autopilot/memory/confirm-memory";
import { MemoryRef } from "@/lib/autopilot/memory/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → the memory, which counts from now on */
export const POST = projectRoute({
  input: { params: MemoryRef },
  handler: (ctx, { params }) => confirmMemory(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
