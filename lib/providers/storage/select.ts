import { resolve } from "node:path";
import { env } from "@/lib/platform/env";
import { folderStorage } from "./local/provider";
import type { AssetStorage } from "./port";
import { supabaseStorage } from "./supabase/provider";

let selected: AssetStorage | undefined;

/** Where companies' files are: Supabase when it is configured, told to refuse larger ones, else the folder `storage` of the home. */
export function assetStorage({ maxBytes }: { maxBytes: number }): AssetStorage {
  const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, GREENLIGHT_HOME } = env();
  selected ??=
    SUPABASE_URL && SUPABASE_SERVICE_ROLE_KEY
      ? supabaseStorage({ url: SUPABASE_URL, serviceRoleKey: SUPABASE_SERVICE_ROLE_KEY, maxBytes })
      : folderStorage(resolve(GREENLIGHT_HOME, "storage"));
  return selected;
}
