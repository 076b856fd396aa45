import { AppError } from "@/lib/platform/errors";

export const noSuchDraft = (): AppError =>
  new AppError("not_found", "There is no such draft in this workspace.", { code: "draft.not_found" });
