import { z } from "zod";
import { askVendor, researchFailure, type Ask } from "../ask-vendor";
import { bounded, dayOf, type ReadSource } from "../port";

type Key = { auth_token: string; base_url: string; project_id: string; studio_id: string };

const text = z.string().nullish().catch(null);
const Run = z.object({
  status: z.enum(["complete", "inprogress", "failed", "cancelled"]),
  output: z
    .object({
      documents: z
        .array(z.object({ url: text, text, date: text }))
        .optional()
        .catch(undefined),
    })
    .nullish()
    .catch(null),
});

/** The documents about a person and their posts that the founder's tool at Relevance AI answers with: the one of ours, or one with its fields. */
export const runTool =
  ({ auth_token, base_url, project_id, studio_id }: Key, ask: Ask): ReadSource =>
  async (subject, signal) => {
    const { firstName, lastName, company, title, website } = subject;
    if (!lastName || !company)
      throw researchFailure("unknown_person", "The lead has no last name and company to look up.");
    const params = {
      first_name: firstName ?? "",
      last_name: lastName,
      company,
      title: title ?? "",
      website: website ?? "",
    };
    const question = {
      method: "POST" as const,
      url: `${base_url.replace(/\/+$/, "")}/studios/${encodeURIComponent(studio_id)}/trigger_limited`,
      headers: { authorization: `${project_id}:${auth_token}`, "content-type": "application/json" },
      body: JSON.stringify({ params, project: project_id }),
    };
    const { status, output } = await askVendor({ vendor: "Relevance AI", question, schema: Run, signal, ask });
    if (status !== "complete")
      throw researchFailure("run_failed", `The tool at Relevance AI did not finish (${status}).`);
    if (!output?.documents) {
      const message =
        "The tool at Relevance AI answers without documents. Import the tool that Greenlight offers as a download.";
      throw researchFailure("other_tool", message);
    }
    const documents = output.documents.map(({ url, text: found, date }) => ({
      url: url ?? "",
      text: found ?? "",
      date: dayOf(date),
    }));
    // It counts in credits, whose price depends on the plan.
    return { documents: bounded(documents), costUsd: null };
  };
