import type { TxCtx } from "@/lib/platform/transaction";
import type { AudienceSize, SaveAudience } from "./schemas";
import { callPreviewAudience } from "./store-audience";

/** How many people a campaign with this audience could email now, and how many of them a campaign emailed already, or will. */
export const countAudience = (tx: TxCtx, audience: SaveAudience): Promise<AudienceSize> =>
  callPreviewAudience(tx, audience);
