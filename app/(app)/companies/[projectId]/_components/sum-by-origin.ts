import { ORIGIN_WORDS } from "@/app/_ui/origin-words";
import type { Origin } from "@/lib/company/approvals/schemas";
import type { VerifiedRatio } from "@/lib/company/receipts/schemas";

type OfOrigin = VerifiedRatio["origins"][number];

/** The shares of all kinds of action together, of each origin that proposed any. */
export function sumByOrigin(ratios: readonly Pick<VerifiedRatio, "origins">[]): OfOrigin[] {
  const all = ratios.flatMap(({ origins }) => origins);
  return (Object.keys(ORIGIN_WORDS) as Origin[]).flatMap((origin) => {
    const own = all.filter((one) => one.origin === origin);
    if (own.length === 0) return [];
    const sum = (of: "verified" | "judged"): number => own.reduce((total, one) => total + one[of], 0);
    return [{ origin, verified: sum("verified"), judged: sum("judged") }];
  });
}
