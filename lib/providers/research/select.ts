import type { LookOptions } from "../web/look-at-page";
import { readReviews } from "./apify/read-reviews";
import { askInPublic, type Ask } from "./ask-vendor";
import { searchWithGoogle } from "./google/search";
import type { ReadSource, Source } from "./port";
import { runTool } from "./relevance/run-tool";
import { readWebsite } from "./website/read-website";

/** The keys of a founder that research can use; an absent one is not connected. */
export type ResearchKeys = {
  google_cse?: { api_key: string; cx: string };
  apify?: { api_token: string; actor_id?: string | undefined };
  relevance_config?: { auth_token: string; base_url: string; project_id: string; studio_id: string };
};

export type Reaching = { ask?: Ask; looking?: Partial<LookOptions> };

/** The sources that can be read: the lead's website always, each vendor with its key. */
export function sourcesFor(
  { google_cse, apify, relevance_config }: ResearchKeys,
  { ask = askInPublic, looking = {} }: Reaching = {},
): { source: Source; read: ReadSource }[] {
  return [
    { source: "website", read: readWebsite(looking) },
    ...(google_cse ? [{ source: "google" as const, read: searchWithGoogle(google_cse, ask) }] : []),
    ...(apify ? [{ source: "apify" as const, read: readReviews(apify, ask) }] : []),
    ...(relevance_config ? [{ source: "relevance" as const, read: runTool(relevance_config, ask) }] : []),
  ];
}
