import type { WorkspaceCtx } from "@/lib/platform/ctx";

/**
 * The chat's own mind in a founder's name: it has that founder's rights and can decide nothing. Any other actor, like an API key, stays
 * who it is.
 */
export function agentCtx(ctx: WorkspaceCtx): WorkspaceCtx {
  const { actor } = ctx;
  if (actor.type !== "user" && actor.type !== "admin") return ctx;
  const permissions = new Set([...actor.permissions].filter((permission) => permission !== "approvals.decide"));
  return { ...ctx, actor: { type: "agent", agent: "chat", onBehalfOf: actor.userId, permissions } };
}
