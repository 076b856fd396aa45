import { z } from "zod";
import { askVendor, researchFailure, type Ask } from "../ask-vendor";
import { bounded, type ReadSource, type Subject } from "../port";

const Results = z.object({
  items: z
    .array(z.object({ title: z.string().catch(""), snippet: z.string().catch(""), link: z.string().catch("") }))
    .default([]),
});

/** Google's list price of one query beyond the first hundred of a day. */
const QUERY_USD = 0.005;
const MOST_RESULTS = 5;

function queryFor({ firstName, lastName, company, website }: Subject): string | null {
  const person = [firstName, lastName].filter((part) => part !== null && part !== "").join(" ");
  const place = company || (website && URL.canParse(website) ? new URL(website).hostname : "");
  if (!place) return null;
  return [person && `"${person}"`, place].filter((part) => part !== "").join(" ");
}

/** The titles and snippets that Google's search finds about a person and their company; no page behind them is opened. */
export const searchWithGoogle =
  ({ api_key, cx }: { api_key: string; cx: string }, ask: Ask): ReadSource =>
  async (subject, signal) => {
    const q = queryFor(subject);
    if (q === null) throw researchFailure("unknown_company", "The lead has no company to search for.");
    const query = new URLSearchParams({ key: api_key, cx, q, num: String(MOST_RESULTS) });
    const question = {
      method: "GET" as const,
      url: `https://www.googleapis.com/customsearch/v1?${query.toString()}`,
      headers: {},
    };
    const { items } = await askVendor({ vendor: "Google search", question, schema: Results, signal, ask });
    const documents = items.map(({ title, snippet, link }) => ({
      url: link,
      text: `${title}. ${snippet}`,
      date: null,
    }));
    return { documents: bounded(documents), costUsd: QUERY_USD };
  };
