import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Brand } from "./schemas";
import { readBrand } from "./read-brand";

/** Company and sender as saved; null before the first save. */
export async function findBrand(ctx: WorkspaceCtx): Promise<Brand | null> {
  return (await readBrand(ctx)).brand;
}
