import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { currentPosition } from "./current-position";

const POSITION = /^\d{1,18}:\d{1,18}$/;

/** Where a reader begins: after `asked`, if that is a position, else now. */
export const startingPosition = async (ctx: WorkspaceCtx, asked: string | undefined): Promise<string> =>
  asked && POSITION.test(asked) ? asked : currentPosition(ctx);
