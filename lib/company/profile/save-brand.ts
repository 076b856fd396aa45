import { isDeepStrictEqual } from "node:util";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { BrandSaved } from "./events";
import { readBrand } from "./read-brand";
import { Brand, type SaveBrandOver } from "./schemas";
import { findBrandRow, upsertBrand } from "./store-brand";

/**
 * Saves company and sender. Saving what is there already writes nothing. With the `revision` that was read, a later one is not replaced:
 * 409 `brand.stale` with the current `brand` and its `revision`.
 */
export async function saveBrand(ctx: WorkspaceCtx, { revision, ...input }: SaveBrandOver): Promise<Brand> {
  requirePermission(ctx, "onboarding.write");
  const brand = Brand.parse(input);

  return withTransaction(ctx, async (tx) => {
    if (isDeepStrictEqual((await findBrandRow(tx)).brand, brand)) return brand;
    if (!(await upsertBrand(tx, brand, revision))) {
      throw new AppError(
        "conflict",
        "Company and sender were changed since you opened them. Look at the current answers, then save again.",
        { code: "brand.stale", details: { ...(await readBrand(tx)) } },
      );
    }
    const { company_name: companyName, sender_name: senderName, sender_email: senderEmail } = brand;
    await appendEvent(tx, BrandSaved, { companyName, senderName, senderEmail });
    return brand;
  });
}
