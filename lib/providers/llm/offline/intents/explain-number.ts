import { outputOf } from "../planner-request";
import { listAt, textAt, type Intent } from "./intent";

const NUMBER =
  /\b(how many|how much|number|numbers|kpis?|metrics?|visits?|views|traffic|revenue|sales|payments?|leads|sign-?ups|wie viele?|zahlen|umsatz|besucher|hvor mange|omsætning)\b/iu;
const MOST = 6;

/** Which figures the question is about: those whose name it holds, else the last seven days of all. */
function wanted(figures: Record<string, unknown>[], question: string): Record<string, unknown>[] {
  const asked = question.toLowerCase();
  const named = figures.filter((figure) =>
    textAt(figure, "label")
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.length > 3 && asked.includes(word.replace(/s$/, ""))),
  );
  const chosen = named.length > 0 ? named : figures;
  const month = /\b(month|30|monat|måned)\b/iu.test(question);
  const within = chosen.filter((figure) => textAt(figure, "window").includes(month ? "30" : "7"));
  return (within.length > 0 ? within : chosen).slice(0, MOST);
}

/** “How many visits did we have?”: a measured number, by its placeholder and its source; one that was never measured is said to be so. */
export const explainNumber: Intent = {
  fits: ({ question, tools }) => tools.has("get_kpis") && NUMBER.test(question),
  move: (request) => {
    const made = outputOf(request, "get_kpis");
    if (made === undefined) return { use: "get_kpis", input: {} };
    const lines = wanted(listAt(made, "figures"), request.question).map((figure) => {
      const [id, label, window, ref] = ["id", "label", "window", "ref"].map((name) => textAt(figure, name));
      const cited = ref === "" ? "" : ` [${ref}]`;
      return figure.measured === false
        ? `${label}, ${window}: not measured${cited}.`
        : `${label}, ${window}: {{fig:${id}}}${cited}.`;
    });
    return {
      say:
        lines.length > 0
          ? lines.join("\n")
          : "No number of this company is measured yet. The Metrics page says how its website reports visits and payments.",
    };
  },
};
