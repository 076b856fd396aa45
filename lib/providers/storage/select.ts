import { resolve } from "node:path";
import { env } from "@/lib/platform/env";
import { folderStorage } from "./local/provider";
import type { AssetStorage } from "./port";
import { supabaseStorage } from "./supabase/provider";

/** The largest file; also what the vendor is told to refuse beyond. */
export const MAX_ASSET_BYTES = 25 * 1024 * 1024;

let selected: AssetStorage | undefined;

/** Where companies' files are: Supabase when it is configured, else the folder `storage` of the home. */
export function assetStorage(): AssetStorage {
  const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, GREENLIGHT_HOME } = env();
  selected ??=
    SUPABASE_URL && SUPABASE_SERVICE_ROLE_KEY
      ? supabaseStorage({ url: SUPABASE_URL, serviceRoleKey: SUPABASE_SERVICE_ROLE_KEY, maxBytes: MAX_ASSET_BYTES })
      : folderStorage(resolve(GREENLIGHT_HOME, "storage"));
  return selected;
}
