import { AppError } from "@/lib/platform/errors";

export const noSuchRun = (): AppError =>
  new AppError("not_found", "There is no such test run in this workspace.", { code: "sandbox.run_not_found" });
