import { isDeepStrictEqual } from "node:util";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { BrandSaved } from "./events";
import { Brand, type SaveBrand } from "./schemas";
import { findBrandRow, upsertBrand } from "./store-brand";

/** Saves company and sender. Saving what is there already writes nothing. */
export async function saveBrand(ctx: WorkspaceCtx, input: SaveBrand): Promise<Brand> {
  requirePermission(ctx, "onboarding.write");
  const brand = Brand.parse(input);

  return withTransaction(ctx, async (tx) => {
    if (isDeepStrictEqual(await findBrandRow(tx), brand)) return brand;
    await upsertBrand(tx, brand);
    const { company_name: companyName, sender_name: senderName, sender_email: senderEmail } = brand;
    await appendEvent(tx, BrandSaved, { companyName, senderName, senderEmail });
    return brand;
  });
}
