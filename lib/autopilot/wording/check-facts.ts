import { exemptParts } from "./check-numbers";
import { blank, type Rendered } from "./placeholders";
import type { Draft, Figure, LintItem } from "./schemas";
import { MILESTONES, NOT_YET } from "./verbs";
import { dayOf, windowsIn } from "./windows";

const SUPERLATIVE =
  /(?<![\p{L}-])(?:best|worst|biggest|largest|highest|lowest|fastest|greatest|most (?:successful|ever)|first[- ](?:ever|time|customer|reply|payment|sale|order|user)s?|(?:the|our|your|its) first|record|all[- ]time|unprecedented|never before|ever|beste[nrsm]?|größte[nrsm]?|höchste[nrsm]?|schnellste[nrsm]?|erste[nrsm]?|rekord|noch nie|bedste|største|højeste|hurtigste|første|nogensinde)(?![\p{L}-])/iu;

const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token.length > 1);

/** Whether a sentence speaks of the item: by its reference, its entity or its own words. */
function isBound({ text, spans }: Rendered, item: LintItem): boolean {
  if (spans.some((span) => span.item === item) || text.includes(`[${item.ref}]`)) return true;
  const lower = text.toLowerCase();
  return item.entity !== undefined && item.entity !== "" && lower.includes(item.entity.toLowerCase());
}

const boundItems = (rendered: Rendered, items: readonly LintItem[]): LintItem[] =>
  items.filter((item) => isBound(rendered, item));

const ACCEPTED = /accepted by the provider|vom anbieter angenommen|accepteret af udbyderen/iu;

function clauseAt(text: string, index: number): string {
  const before = Math.max(text.lastIndexOf(",", index), text.lastIndexOf(";", index), text.lastIndexOf("—", index)) + 1;
  const after = text.slice(index).search(/[,;—]|\s(?:and|but|und|aber|og|men)\s/u);
  return text.slice(before, after < 0 ? undefined : index + after);
}

type Facts = { items: readonly LintItem[]; used: readonly Figure[]; today: string | undefined };

/** Each word that says "it happened" is proved by a verified item of its kind, or counted by a figure of it. */
function checkMilestones(rendered: Rendered, { items, used }: Facts): string | null {
  const text = blank(rendered.text, [...rendered.spans, ...exemptParts(rendered.text)]);
  for (const { words, proof } of MILESTONES) {
    const at = words.exec(text);
    if (at === null || NOT_YET.test(clauseAt(text, at.index))) continue;
    const [verb] = at;
    const isCounted = used.some(({ label }) =>
      tokens(label).some((token) => token.slice(0, 4) === verb.toLowerCase().slice(0, 4)),
    );
    if (isCounted) continue;
    const proves = ({ kind, text: said, verdict }: LintItem): boolean =>
      (verdict === "verified" || (verdict === "accepted" && ACCEPTED.test(rendered.text))) &&
      ((kind !== undefined && proof.test(kind)) || said.toLowerCase().includes(verb.toLowerCase()));
    if (!boundItems(rendered, items).some(proves)) return `“${verb}” has no verified item.`;
  }
  return null;
}

/** Words like "yesterday" and dates are those of an item or a figure that the sentence speaks of. */
function checkTimes(rendered: Rendered, { items, used, today }: Facts): string | null {
  const bound = boundItems(rendered, items);
  const text = blank(rendered.text, rendered.spans);
  const isPast = MILESTONES.some(({ words }) => words.test(text)) && !NOT_YET.test(text);
  for (const { window } of windowsIn(text)) {
    if (/^\d+[a-z](?:-before)?$|^before$/.test(window)) continue;
    if (used.some((figure) => windowsIn(figure.window)[0]?.window === window)) continue;
    const day = today === undefined ? null : dayOf(window, today);
    if (day !== null && bound.some(({ at }) => at?.slice(0, 10) === day)) continue;
    // "Today you can decide" tells of nothing that happened.
    if (window === "today" && !isPast) continue;
    return `“${window.replaceAll("-", " ")}” has no source.`;
  }
  for (const [date] of text.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)) {
    const isKnown = date === today || bound.some((item) => item.at?.startsWith(date) || item.text.includes(date));
    if (!isKnown && isPast) return `The day ${date} has no source.`;
  }
  return null;
}

const ADDRESS = /[^\s<>()[\],;:"“”]+@[^\s<>()[\],;:"“”]+\.\p{L}{2,}/gu;
const PAGE =
  /(?<![@\p{L}\d.-])(?:[a-z]+:\/\/)?(?:[\p{L}\d-]+\.)+(?:com|org|net|io|dev|app|ai|co|de|dk|eu|uk|fr|es|it|nl|se|no|ch|at|me|info|biz|example|test|localhost)(?![\p{L}\d-])(?:[/?#][^\s<>"“”)\]]*)?/giu;
/** Words that are written with a capital and name no person or company. */
const COMMON = new Set(
  tokens(
    "I I'm I've OK Greenlight Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December English German Danish UTC AI API CRM KPI URL PDF CSV USD EUR DKK GBP Today Chat Approvals Leads Campaigns Ledger Tasks Plan Memory Night Mail Email Note Here",
  ),
);

/** People, companies, addresses and pages that are not known. German writes every noun with a capital: there pairs of them are looked at. */
function checkNames({ text, spans }: Rendered, { names, items, figures }: Draft): string | null {
  const known = [...names, ...items.flatMap(({ text: words, entity }) => [words, ...(entity ? [entity] : [])])];
  const said = known.join("\n").toLowerCase();
  const masked = blank(text, spans);
  for (const [found] of [...masked.matchAll(ADDRESS), ...masked.matchAll(PAGE)]) {
    const plain = found
      .replace(/^[a-z]+:\/\//i, "")
      .replace(/[.,;:!?]+$/, "")
      .toLowerCase();
    if (!said.includes(plain)) return `“${found}” is not known.`;
  }
  const vocabulary = new Set([...tokens(said), ...figures.flatMap(({ label }) => tokens(label))]);
  const rest = masked
    .replace(ADDRESS, " ")
    .replace(PAGE, " ")
    .replace(/\[[a-z]:[^\]\s]*\]/g, " ");
  const isGerman =
    /(?<!\p{L})(?:der|die|das|dem|des|und|ist|wurde|nicht|mit|ein|eine|ich|wir|sie|für|soll|haben|können)(?!\p{L})/u.test(
      rest,
    );
  const capital = isGerman
    ? /(?<=[\p{L}\d,;–-] )\p{Lu}[\p{L}'’-]+ \p{Lu}[\p{L}'’-]+/gu
    : /(?<=[\p{L}\d,;)–&'’-] )\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*/gu;
  for (const [found] of rest.matchAll(capital)) {
    const stranger = tokens(found.replace(/['’]s$/, "")).find((token) => !vocabulary.has(token) && !COMMON.has(token));
    if (stranger !== undefined) return `“${found}” is not known.`;
  }
  return null;
}

/** A number of the whole company is not said of one of its contacts. */
function checkEntity(rendered: Rendered, { names, items }: Draft, used: readonly Figure[]): string | null {
  if (used.length === 0 || boundItems(rendered, items).length > 0) return null;
  const [own = "", ...others] = names;
  const text = blank(rendered.text, rendered.spans).toLowerCase();
  const other = others.find((name) => {
    const at = text.indexOf(name.toLowerCase());
    return (
      name.length > 2 &&
      at >= 0 &&
      !own.toLowerCase().includes(name.toLowerCase()) &&
      !/[\p{L}\d]/u.test(text[at + name.length] ?? " ")
    );
  });
  return other === undefined ? null : `The number is the company's, not that of “${other}”.`;
}

/** Why a rendered sentence says more than its sources; null if it does not. */
export function checkFacts(rendered: Rendered, draft: Draft, used: readonly Figure[]): string | null {
  const masked = blank(rendered.text, rendered.spans);
  const superlative = SUPERLATIVE.exec(masked)?.[0];
  if (
    superlative &&
    !boundItems(rendered, draft.items).some(({ text }) => text.toLowerCase().includes(superlative.toLowerCase()))
  )
    return `“${superlative}” has no source.`;
  const facts = { items: draft.items, used, today: draft.today };
  return (
    checkMilestones(rendered, facts) ??
    checkTimes(rendered, facts) ??
    checkNames(rendered, draft) ??
    checkEntity(rendered, draft, used)
  );
}
