import { forgetMemory } from "@/lib/autopilot/memory/forget-memory";
import { MemoryRef } from "@/lib/autopilot/memory/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → the memory without its words */
export const POST = projectRoute({
  input: { params: MemoryRef },
  handler: (ctx, { params }) => forgetMemory(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
