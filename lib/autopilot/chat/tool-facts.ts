import { z } from "zod";
import type { Figure } from "@/lib/autopilot/wording/schemas";
import type { Json } from "@/lib/company/approvals/schemas";

const ADDRESS = /[^\s<>,;:"“”⟦⟧=]+@[^\s<>,;:"“”⟦⟧]+\.\w+/g;

const MeasuredFigure = z.object({
  id: z.string(),
  value: z.number(),
  unit: z.string(),
  label: z.string(),
  window: z.string(),
  ref: z.string(),
  measured: z.boolean(),
});

type Facts = { refs: string[]; figures: Figure[]; names: string[] };

/** The references, figures and addresses that a tool's answer allows a reply to use. References count only in fields called `ref`: texts of others may hold any. */
export function collectFacts(output: Json): Facts {
  if (typeof output === "string") return { refs: [], figures: [], names: output.match(ADDRESS) ?? [] };
  if (typeof output !== "object" || output === null) return { refs: [], figures: [], names: [] };
  const figure = MeasuredFigure.safeParse(output);
  const own = Array.isArray(output) ? null : output["ref"];
  const below = (Array.isArray(output) ? output : Object.values(output)).map(collectFacts);
  return {
    refs: [...(typeof own === "string" ? [own] : []), ...below.flatMap(({ refs }) => refs)],
    figures: [...(figure.success ? [figure.data] : []), ...below.flatMap(({ figures }) => figures)],
    names: below.flatMap(({ names }) => names),
  };
}
