import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enterAsMemberOrAdmin } from "@/lib/operations/governance/enter-as-member-or-admin";
import {
  makeRoute,
  namedWorkspace,
  namesWorkspace,
  type RawInput,
  type RouteHandler,
  type RouteOptions,
  type Schemas,
} from "./route";
import { enterWithKey, identifyCaller, type Caller } from "./session";

async function enter(caller: Caller, raw: RawInput, request: Request): Promise<WorkspaceCtx> {
  if ("user" in caller) return enterAsMemberOrAdmin(caller.user, namedWorkspace(raw, request), request);
  // A key need not repeat which workspace it is for.
  return namesWorkspace(raw, request) ? enterWithKey(caller.key, namedWorkspace(raw, request)) : caller.key;
}

/** Enters: a member of the workspace that the request names, or one of its API keys. The verb checks permissions. */
export const workspaceRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute({ who: "member", identify: identifyCaller, enter }, options);
