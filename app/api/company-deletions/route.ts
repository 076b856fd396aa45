import { otherMethods } from "@/lib/http/refusal-route";
import { userRoute } from "@/lib/http/user-route";
import { listDeletions } from "@/lib/operations/deletion/list-deletions";

/** GET /api/company-deletions → the companies that the caller deleted, and how far each erasure is */
export const GET = userRoute({
  input: {},
  handler: async (ctx) => ({ data: await listDeletions(ctx), next_cursor: null }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
