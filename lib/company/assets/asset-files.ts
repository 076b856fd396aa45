import type { AssetStorage } from "@/lib/providers/storage/port";
import { assetStorage } from "@/lib/providers/storage/select";
import { MAX_ASSET_BYTES } from "./schemas";

/** Where the bytes of companies' files are. */
export const assetFiles = (): AssetStorage => assetStorage({ maxBytes: MAX_ASSET_BYTES });
