import type { Tokens } from "./port";

type Fields = Record<string, unknown>;

/** The names of token counts, by vendors and by software that passes their answers on (n8n, the AI SDK, proxies). */
const TOTALS = [
  { in: "prompt_tokens", out: "completion_tokens", total: "total_tokens" },
  { in: "input_tokens", out: "output_tokens", total: "total_tokens" },
  { in: "promptTokens", out: "completionTokens", total: "totalTokens" },
  { in: "inputTokens", out: "outputTokens", total: "totalTokens" },
  { in: "promptTokenCount", out: "candidatesTokenCount", total: "totalTokenCount" },
  { in: "inputTokenCount", out: "outputTokenCount", total: "totalTokenCount" },
  { in: "prompt_eval_count", out: "eval_count", total: "total_eval_count" },
] as const;

/** Fields that vendors count as part of another one. */
const INSIDE = {
  cacheRead: [
    "prompt_tokens_details.cached_tokens",
    "input_tokens_details.cached_tokens",
    "input_token_details.cache_read",
    "inputTokenDetails.cacheReadTokens",
    "cachedInputTokens",
    "cachedContentTokenCount",
    "prompt_cache_hit_tokens",
  ],
  cacheWrite: [
    "prompt_tokens_details.cache_creation_tokens",
    "prompt_tokens_details.cache_write_tokens",
    "input_token_details.cache_creation",
    "inputTokenDetails.cacheWriteTokens",
  ],
  reasoning: [
    "completion_tokens_details.reasoning_tokens",
    "output_tokens_details.reasoning_tokens",
    "output_tokens_details.thinking_tokens",
    "output_token_details.reasoning",
    "outputTokenDetails.reasoningTokens",
    "reasoningTokens",
    "reasoning_tokens",
  ],
  toolPrompt: [],
} as const;

/** Fields that vendors count beside the others. */
const BESIDE = {
  cacheRead: [
    "cache_read_input_tokens",
    "cacheReadInputTokens",
    "cacheReadInputTokenCount",
    "cacheReadTokens",
    "cached_tokens",
  ],
  cacheWrite: [
    "cache_creation_input_tokens",
    "cacheWriteInputTokens",
    "cacheWriteInputTokenCount",
    "cacheCreationInputTokens",
    "cacheWriteTokens",
  ],
  reasoning: ["thoughtsTokenCount"],
  toolPrompt: ["toolUsePromptTokenCount"],
} as const;

const PARTS = ["cacheRead", "cacheWrite", "reasoning", "toolPrompt"] as const;
type Part = (typeof PARTS)[number];
type Counted = { in: number; out: number; total: number | null } & Record<Part, number>;
type Placing = Record<Part, boolean>;

/** Where a usage is kept in an answer that was passed on whole. */
const WRAPPERS = ["usage", "usage_metadata", "usageMetadata", "tokenUsage", "token_usage"];
const MOST = 1_000_000_000;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST;
const at = (usage: Fields, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (isFields(value) ? value[key] : undefined), usage);
/** The same tokens may stand under several names. */
const largest = (usage: Fields, paths: readonly string[]): number =>
  Math.max(0, ...paths.map((path) => at(usage, path)).filter(isCount));

/**
 * The tokens of a call from the usage that a vendor or proxy reports, each counted once: `in` holds what was read from and written to a
 * cache, `out` what was thought. Whether a field is part of another one is decided by the total where there is one, else by the
 * vendor's convention; tokens of a total that no field names are output. Null when the usage cannot be read.
 */
export function readUsage(usage: unknown): Tokens | null {
  if (!isFields(usage)) return null;
  const counted = count(usage);
  if (counted) return toTokens(counted, usage);
  const inner = WRAPPERS.map((name) => usage[name]).find(isFields);
  return inner ? readUsage(inner) : null;
}

function count(usage: Fields): Counted | null {
  for (const names of TOTALS) {
    const [tokensIn, tokensOut, total] = [usage[names.in], usage[names.out] ?? 0, usage[names.total]];
    if (!isCount(tokensIn) || !isCount(tokensOut)) continue;
    const part = (name: Part): number => largest(usage, [...INSIDE[name], ...BESIDE[name]]);
    return {
      in: tokensIn,
      out: tokensOut,
      total: isCount(total) && total > 0 ? total : null,
      cacheRead: part("cacheRead"),
      cacheWrite: Math.max(part("cacheWrite"), writtenForAnHour(usage) + writtenForMinutes(usage)),
      reasoning: part("reasoning"),
      toolPrompt: part("toolPrompt"),
    };
  }
  return null;
}

const writtenForAnHour = (usage: Fields): number => largest(usage, ["cache_creation.ephemeral_1h_input_tokens"]);
const writtenForMinutes = (usage: Fields): number => largest(usage, ["cache_creation.ephemeral_5m_input_tokens"]);

const sumOf = (counted: Counted, beside: Placing): number =>
  PARTS.reduce((sum, part) => sum + (beside[part] ? counted[part] : 0), counted.in + counted.out);

function toTokens(counted: Counted, usage: Fields): Tokens {
  const beside = placingOf(counted, usage);
  const added = (part: Part): number => (beside[part] ? counted[part] : 0);
  const unnamed = counted.total === null ? 0 : Math.max(0, counted.total - sumOf(counted, beside));
  const hour = Math.min(writtenForAnHour(usage), counted.cacheWrite);
  return {
    in: counted.in + added("cacheRead") + added("cacheWrite") + added("toolPrompt"),
    out: counted.out + added("reasoning") + unnamed,
    ...(counted.cacheRead > 0 && { cacheRead: counted.cacheRead }),
    ...(counted.cacheWrite > 0 && { cacheWrite: counted.cacheWrite }),
    ...(hour > 0 && { cacheWriteHour: hour }),
    ...(counted.reasoning > 0 && { reasoning: counted.reasoning }),
  };
}

/** Which parts stand beside the counts: of those placings that fit the total, the one nearest to the vendor's convention. */
function placingOf(counted: Counted, usage: Fields): Placing {
  const usual = conventionOf(counted, usage);
  const fitting = placings()
    .filter((placing) => isPossible(counted, placing) && sumOf(counted, placing) === counted.total)
    // Where two are equally near, the dearer one: thoughts are output.
    .toSorted((a, b) => distance(a, usual) - distance(b, usual) || Number(b.reasoning) - Number(a.reasoning));
  return fitting[0] ?? usual;
}

function conventionOf(counted: Counted, usage: Fields): Placing {
  // Proxies that speak OpenAI's language put a sum into `prompt_tokens`, whatever the names of its parts.
  const isSum = isCount(usage.prompt_tokens);
  const usual = (part: Part): boolean => largest(usage, BESIDE[part]) > 0 && largest(usage, INSIDE[part]) === 0;
  const cached = {
    cacheRead: usual("cacheRead") && !isSum,
    cacheWrite: counted.cacheWrite > 0 && largest(usage, INSIDE.cacheWrite) === 0 && !isSum,
  };
  const placing = { ...cached, reasoning: usual("reasoning"), toolPrompt: true };
  if (isPossible(counted, placing)) return placing;
  const fitsOutput = placing.reasoning || counted.reasoning <= counted.out;
  const fitsInput = isPossible(counted, { ...placing, reasoning: true });
  return {
    ...placing,
    reasoning: !fitsOutput || placing.reasoning,
    ...(!fitsInput && { cacheRead: true, cacheWrite: true }),
  };
}

/** A part cannot be larger than what holds it. */
function isPossible(counted: Counted, beside: Placing): boolean {
  const within = (part: Part): number => (beside[part] ? 0 : counted[part]);
  return (
    within("cacheRead") + within("cacheWrite") + within("toolPrompt") <= counted.in &&
    within("reasoning") <= counted.out
  );
}

const placings = (): Placing[] =>
  Array.from({ length: 2 ** PARTS.length }, (_, bits) => {
    const isBeside = (part: Part): boolean => (bits & (1 << PARTS.indexOf(part))) !== 0;
    return {
      cacheRead: isBeside("cacheRead"),
      cacheWrite: isBeside("cacheWrite"),
      reasoning: isBeside("reasoning"),
      toolPrompt: isBeside("toolPrompt"),
    };
  });

const distance = (a: Placing, b: Placing): number => PARTS.filter((part) => a[part] !== b[part]).length;
