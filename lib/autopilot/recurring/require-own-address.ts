import { isOwnPage } from "@/lib/autopilot/actions/is-own-page";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/** Throws 422 `recurring.foreign_address` unless an address is on the company's own website, by https. */
export async function requireOwnAddress(
  ctx: WorkspaceCtx,
  { projectId, url }: { projectId: string; url: string },
): Promise<void> {
  const { website } = await getProject(ctx, { projectId });
  const { hostname, protocol } = new URL(url);
  // A site that this machine serves for the company is its own as well.
  if (await isOwnPage(new URL(url))) return;
  const own = website === null ? null : new URL(website).hostname.replace(/^www\./, "");
  if (protocol === "https:" && own !== null && (hostname === own || hostname.endsWith(`.${own}`))) return;
  const reason = own === null ? "Save the company's website first" : `It must begin with https:// and be on ${own}`;
  throw new AppError("impossible", `A webhook goes to the company's own website only. ${reason}.`, {
    code: "recurring.foreign_address",
    details: { field: "payload.url" },
  });
}
