import type { Ask } from "@/lib/providers/research/ask-vendor";
import { vendorContract } from "../support/vendor-contract";

type Reply = { status: number; body: string };
type Asked = { vendor: "google" | "apify" | "relevance"; url: URL; authorization: string | undefined; body: unknown };
type Answers = {
  google: () => Reply;
  apifyRun: () => Reply;
  apifyItems: () => Reply;
  relevance: () => Reply;
};

export const json = (status: number, body: unknown): Reply => ({ status, body: JSON.stringify(body) });
export const REVIEW = "The ladies at the reception were so kind to my old father.";
export const POST_TEXT = "Proud to say that our second clinic in Graz is open since Monday.";

/** Google search, Apify and Relevance AI as their descriptions have them: each request is judged, and an answer can be replaced. */
export function researchVendors(replaced: Partial<Answers> = {}): { ask: Ask; asked: Asked[] } {
  const [apify, relevance] = [vendorContract("apify"), vendorContract("relevance-ai")];
  const asked: Asked[] = [];
  const answers: Answers = {
    google: () =>
      json(200, {
        items: [{ title: "Acme Dental", snippet: "Acme Dental opens in Graz.", link: "https://news.example/acme" }],
      }),
    apifyRun: () =>
      json(
        201,
        apify.answer("POST /v2/actors/{actorId}/runs", {
          data: { status: "SUCCEEDED", defaultDatasetId: "set1", usageTotalUsd: 0.0123 },
        }),
      ),
    apifyItems: () =>
      json(200, [
        {
          title: "Acme Dental",
          url: "https://maps.example/acme",
          reviews: [
            { text: REVIEW, publishedAtDate: "2026-10-05T09:00:00.000Z", reviewUrl: "https://maps.example/acme/1" },
            { text: null, stars: 5 },
          ],
        },
      ]),
    relevance: () =>
      json(
        200,
        relevance.answer("POST /studios/{studio_id}/trigger_limited", {
          status: "complete",
          errors: [],
          output: { documents: [{ url: "https://social.example/ada/1", text: POST_TEXT, date: "2026-11-02" }] },
        }),
      ),
    ...replaced,
  };

  const judge = (
    contract: typeof apify,
    { method, url, body }: { method: string; url: URL; body: unknown },
    below = "",
  ) => {
    const path = url.pathname.slice(below.length);
    const faults = contract.judgeRequest({ method, path, query: [...url.searchParams.keys()], body });
    if (faults.length > 0) throw new Error(faults.join("; "));
  };
  const ask: Ask = async ({ method, url: href, headers, body: text }) => {
    const url = new URL(href);
    const body: unknown = text === undefined ? undefined : JSON.parse(text);
    const note = (vendor: Asked["vendor"]): void =>
      void asked.push({ vendor, url, authorization: headers["authorization"], body });
    if (url.hostname === "www.googleapis.com") {
      note("google");
      return answers.google();
    }
    if (url.hostname === "api.apify.com") {
      note("apify");
      judge(apify, { method, url, body });
      return method === "POST" ? answers.apifyRun() : answers.apifyItems();
    }
    note("relevance");
    judge(relevance, { method, url, body }, "/latest");
    return answers.relevance();
  };
  return { ask, asked };
}
