import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { frozenError } from "@/lib/platform/transaction";

/** 404; in a frozen workspace what every other request is told there. */
export const noSuchClaim = ({ whileFrozen }: WorkspaceCtx): AppError =>
  whileFrozen
    ? frozenError("")
    : new AppError("not_found", "There is no such claim in this workspace.", { code: "claim.not_found" });
