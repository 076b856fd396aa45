import { findMemberEmail } from "@/lib/foundation/access/find-member-email";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/** The address of the person who is signed in; 400 `test_send.not_own_address` when another one was named. */
export async function requireOwnAddress({ actor, ...ctx }: WorkspaceCtx, named: string | undefined): Promise<string> {
  const own = actor.type === "user" ? await findMemberEmail(ctx, actor.userId) : null;
  if (own === null) {
    throw new AppError("forbidden", "A test is sent to a person who is signed in.", { code: "test_send.no_person" });
  }
  if (named === undefined || named.toLowerCase() === own.toLowerCase()) return own;
  throw new AppError("invalid", `A test goes to your own address only: ${own}.`, {
    code: "test_send.not_own_address",
    details: { field: "to" },
  });
}
