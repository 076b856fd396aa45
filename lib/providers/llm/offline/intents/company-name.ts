import { linesOf, type SeenContext } from "../seen-context";

/** The company's name as its context has it, “name: Acme [c:name]”; empty where it has none. */
export function companyNameIn(context: SeenContext): string {
  const line = linesOf(context, "company").find(({ refs }) => refs.includes("c:name"));
  return line?.text.replace(/^name:\s*/i, "").trim() ?? "";
}
