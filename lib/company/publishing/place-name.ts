import { AppError } from "@/lib/platform/errors";

/** The name, as a founder could give it, under which a company's own runtime keeps its repository, database and application. */
export const RUNTIME_PLACE = "gl";

/** A company's name for something, at an account or a machine that many companies share. */
export const placeName = (name: string, projectId: string): string => `${name}-${projectId.replaceAll("-", "")}`;

const OF_A_RUNTIME = new RegExp(`^${RUNTIME_PLACE}-[0-9a-f]{32}$`, "i");

/**
 * The same name, of a repository (with or without its owner) or of a site, unless it is that of a runtime's part: 422 `name.reserved`. Hosts
 * compare names without regard to case.
 */
export function freeName(name: string): string {
  if (!OF_A_RUNTIME.test(name.split("/").at(-1) ?? "")) return name;
  throw new AppError("impossible", `The name ${name} is kept for a company’s own runtime. Choose another name.`, {
    code: "name.reserved",
  });
}
