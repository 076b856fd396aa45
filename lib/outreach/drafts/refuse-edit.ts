import { AppError } from "@/lib/platform/errors";
import { EDITABLE, type Draft } from "./schemas";

/** Why a draft was not replaced: it is another version by now, or on its way. */
export const refuseEdit = (draft: Draft): AppError =>
  EDITABLE.has(draft.status)
    ? new AppError("conflict", "This draft was changed since you read it. Look at the current text, then save again.", {
        code: "draft.stale",
        details: { draft },
      })
    : new AppError("conflict", `This email cannot be changed: it is ${draft.status}.`, { code: "draft.not_waiting" });
