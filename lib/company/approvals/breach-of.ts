import type { ActionRule, Json, JsonObject, RuleScope } from "./schemas";

type Acting = {
  sealed: { action_type: string; input: Json; cost_cap_cents: number; contract: JsonObject };
  weekday: number;
};

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SCOPES: Record<RuleScope, RegExp> = { email: /^email\./, publish: /^(?:website|repository|ads)\./, any: /^/ };
const RECIPIENTS: ReadonlySet<string> = new Set(["to", "cc", "bcc"]);

/** The words for a person in which an action breaks a rule; null when it keeps it. */
export function breachOf(rule: ActionRule, { sealed, weekday }: Acting): string | null {
  switch (rule.kind) {
    case "quiet_days": {
      if (!SCOPES[rule.scope].test(sealed.action_type) || !rule.days.includes(weekday)) return null;
      return `your rule about quiet days forbids it, and today is a ${DAYS[weekday - 1]}.`;
    }
    case "banned_recipients": {
      const banned = recipientsOf([sealed.input, sealed.contract]).find((address) => isBanned(rule, address));
      return banned === undefined
        ? null
        : `your rule about people not to write to forbids it, and ${banned} is a recipient.`;
    }
    case "max_spend":
      return sealed.cost_cap_cents > rule.cents
        ? `your limit for one action is ${dollars(rule.cents)}, and it may cost up to ${dollars(sealed.cost_cap_cents)}.`
        : null;
    case "banned_words": {
      const text = textsOf(sealed.input).join("\n").normalize("NFKC").toLowerCase();
      const word = rule.words.find((each) => holdsWord(text, each.normalize("NFKC").toLowerCase()));
      return word === undefined ? null : `your rule about words to avoid forbids it, and the text says “${word}”.`;
    }
  }
}

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;

function isBanned({ addresses, domains }: { addresses: string[]; domains: string[] }, address: string): boolean {
  const folded = address.toLowerCase();
  const domain = folded.split("@").at(-1) ?? "";
  return addresses.includes(folded) || domains.some((each) => domain === each || domain.endsWith(`.${each}`));
}

/** Whole words only: “free” is not in “freedom”. */
function holdsWord(text: string, word: string): boolean {
  const plain = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, "u").test(text);
}

function recipientsOf(value: Json, isRecipient = false): string[] {
  if (typeof value === "string") return isRecipient && value.includes("@") ? [bareAddress(value)] : [];
  if (Array.isArray(value)) return value.flatMap((item) => recipientsOf(item, isRecipient));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => recipientsOf(item, isRecipient || RECIPIENTS.has(name)));
}

const bareAddress = (text: string): string => /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim();

function textsOf(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
