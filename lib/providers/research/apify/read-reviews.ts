import { z } from "zod";
import { askVendor, researchFailure, type Ask } from "../ask-vendor";
import { bounded, dayOf, type Document, type ReadSource } from "../port";

/** Reads the place of a company on Google Maps with its newest reviews. */
const REVIEWS_ACTOR = "compass/crawler-google-places";

const BASE = "https://api.apify.com/v2";
const MOST_REVIEWS = 5;
/** A run ends by itself before we stop waiting, so that none goes on at the founder's expense. */
const RUN_SECONDS = 45;
const WAIT_SECONDS = 50;
/** The most that one lead may cost, at an actor that charges by event. */
const MOST_USD = "0.05";

const Run = z.object({
  data: z.object({
    status: z.string(),
    defaultDatasetId: z.string(),
    usageTotalUsd: z.number().nonnegative().nullish().catch(null),
  }),
});
const text = z.string().nullish().catch(null);
const Review = z.object({ text, publishedAtDate: text, date: text, reviewUrl: text, url: text });
const Items = z.array(Review.extend({ reviews: z.array(Review).nullish().catch(null) }));
type Item = z.infer<typeof Items>[number];

/** The reviews of a company that an actor finds by its name; another actor's items may be the reviews themselves. */
export const readReviews =
  ({ api_token, actor_id }: { api_token: string; actor_id?: string | undefined }, ask: Ask): ReadSource =>
  async ({ company, website }, signal) => {
    if (!company) throw researchFailure("unknown_company", "The lead has no company to look for reviews of.");
    const headers = { authorization: `Bearer ${api_token}`, "content-type": "application/json" };
    const actor = encodeURIComponent((actor_id ?? REVIEWS_ACTOR).replace("/", "~"));
    const limits = new URLSearchParams({
      timeout: String(RUN_SECONDS),
      waitForFinish: String(WAIT_SECONDS),
      maxItems: String(MOST_REVIEWS),
      maxTotalChargeUsd: MOST_USD,
    });
    const input = {
      searchStringsArray: [company],
      website,
      maxCrawledPlacesPerSearch: 1,
      maxReviews: MOST_REVIEWS,
      reviewsSort: "newest",
    };
    const begin = {
      method: "POST" as const,
      url: `${BASE}/actors/${actor}/runs?${limits.toString()}`,
      headers,
      body: JSON.stringify(input),
    };
    const { data } = await askVendor({ vendor: "Apify", question: begin, schema: Run, signal, ask });
    if (data.status !== "SUCCEEDED")
      throw researchFailure("run_failed", `The Apify actor did not finish: ${STATUS[data.status] ?? "it failed"}.`);
    const query = new URLSearchParams({ clean: "true", limit: String(MOST_REVIEWS) });
    const url = `${BASE}/datasets/${encodeURIComponent(data.defaultDatasetId)}/items?${query.toString()}`;
    const items = await askVendor({
      vendor: "Apify",
      question: { method: "GET", url, headers },
      schema: Items,
      signal,
      ask,
    });
    return { documents: bounded(items.flatMap(documentsOf)), costUsd: data.usageTotalUsd ?? null };
  };

const STATUS: Record<string, string> = {
  READY: "it waits for a free machine",
  RUNNING: "it is still running",
  "TIMED-OUT": "it took longer than 45 seconds",
  ABORTED: "it was stopped",
};

function documentsOf({ reviews, ...item }: Item): Document[] {
  return [item, ...(reviews ?? [])].flatMap((review) => {
    const url = review.reviewUrl ?? review.url ?? item.url;
    if (!review.text || !url) return [];
    return [{ url, text: review.text, date: dayOf(review.publishedAtDate ?? review.date) }];
  });
}
