import { restoreMemory } from "@/lib/autopilot/memory/restore-memory";
import { MemoryRef } from "@/lib/autopilot/memory/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → the memory, which counts again */
export const POST = projectRoute({
  input: { params: MemoryRef },
  handler: (ctx, { params }) => restoreMemory(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
