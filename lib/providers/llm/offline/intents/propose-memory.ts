import { outputOf } from "../planner-request";
import { sentence, textAt, type Intent } from "./intent";

const TO_KEEP =
  /^\s*(?:please\s+)?(?:remember|note|keep in mind|merk(?:e)? dir|husk)(?:\s+(?:that|this|dass|at))?\s*[:,]?\s*(.+)$/isu;
const RULE = /^\s*(?:from now on\b|never\b|always\b|don't ever\b|ab jetzt\b|niemals\b|immer\b|aldrig\b|altid\b)/iu;
const PREFERENCE = /\b(prefer|like|love|hate|rather|bevorzuge|mag|foretrækker)\b/iu;

function textIn(question: string): string {
  const [, wish = ""] = TO_KEEP.exec(question) ?? [];
  return wish !== "" ? wish.trim() : RULE.test(question) ? question.trim() : "";
}

const kindOf = (text: string): "rule" | "preference" | "fact" =>
  RULE.test(text) || /\b(never|always|niemals|immer)\b/iu.test(text)
    ? "rule"
    : PREFERENCE.test(text)
      ? "preference"
      : "fact";

/** “Remember that we never write on Sundays”: the founder's own words, quoted. */
export const proposeMemory: Intent = {
  fits: ({ question, tools }) => tools.has("propose_memory") && textIn(question) !== "",
  move: (request) => {
    const text = textIn(request.question);
    const made = outputOf(request, "propose_memory");
    if (made === undefined)
      return { use: "propose_memory", input: { kind: kindOf(text), text: sentence(text), quote: text } };
    const ref = textAt(made, "ref");
    const cited = ref === "" ? "" : ` [${ref}]`;
    const counts = textAt(made, "status") === "active";
    return {
      say: counts
        ? `I will keep to these words of yours${cited}. You can change them or have them forgotten under Memory.`
        : `I have proposed to remember these words${cited}. They count once you confirm them under Memory.`,
    };
  },
};
