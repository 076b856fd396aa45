import { assembleCompanyContext, type LintFacts } from "@/lib/autopilot/context/assemble-company-context";
import { askForObject } from "@/lib/autopilot/models/ask-for-object";
import { guardClaims } from "@/lib/autopilot/wording/guard-claims";
import { lintText } from "@/lib/autopilot/wording/lint-text";
import { splitSentences } from "@/lib/autopilot/wording/split-sentences";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { oneLine } from "@/lib/platform/text";
import { toolModel } from "@/lib/providers/llm/select";
import { LIMITS } from "./limits";
import { NightWords, swapNeighbours, toIdeas, WORDING } from "./night-words";
import type { Work, Worded } from "./work";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Wanted = { projectId: string; work: Work };
/** The words of a night, and what a model had to do with them. */
export type WordedNight = Required<Pick<Work, "worded" | "removedSentences" | "modelCalls" | "costUsd">> &
  Pick<Work, "answeredBy" | "factsOnly">;

const MAX_OUTPUT_TOKENS = 2_000;

/**
 * The third step of a night: a model may swap neighbours, word the findings and add two ideas. A sentence without a source is left out, and
 * the rule's own words stay wherever a model's do not hold; if it does not answer at all, the report says so. No findings, no call.
 */
export async function wordNight(
  ctx: JobCtx,
  { projectId, work: { ranked = [], factsOnly = null } }: Wanted,
  port = toolModel(),
): Promise<WordedNight> {
  requirePermission(ctx, "nightshift.write");
  const rules = ranked.map((scored): Worded => ({ ...scored, origin: "rule" }));
  if (factsOnly !== null || ranked.length === 0)
    return { worded: rules, answeredBy: null, removedSentences: 0, modelCalls: 0, costUsd: 0, factsOnly };
  let costUsd = 0;
  const spent = (usd: number): void => void (costUsd += usd);
  try {
    const context = await assembleCompanyContext(ctx, { projectId, purpose: "nightshift" });
    const findings = ranked.map(({ key, title, why, evidence }) => ({ key, title, why, evidence }));
    const { value, answeredBy } = await askForObject(
      ctx,
      {
        projectId,
        purpose: "nightshift",
        system: `${WORDING}\n\n${context.text}`,
        messages: [{ role: "user", content: JSON.stringify({ findings }) }],
        context: { hash: context.hash, position: context.as_of.position },
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        signal: ctx.signal,
        spent,
        schema: NightWords,
        schemaName: "night_words",
      },
      port,
    );
    const refs = new Set(context.sections.flatMap(({ items }) => items.flatMap((item) => item.refs)));
    const judge = judgeOf(context.facts);
    const worded = swapNeighbours(rules, value.order).map((rule) => wordsFor(rule, value, judge));
    const ideas = toIdeas(value.ideas, { refs, isKept: (text) => judge.keep(text) === text });
    return {
      worded: [...worded, ...ideas].slice(0, LIMITS.shown),
      answeredBy: answeredBy.label,
      removedSentences: judge.removed(),
      modelCalls: 1,
      costUsd,
      factsOnly: null,
    };
  } catch (error) {
    if (!(error instanceof AppError) || ctx.signal.aborted) throw error;
    const why = `The model did not word this report, so the rules' own words stand: ${oneLine(error.message).slice(0, 200)}`;
    return { worded: rules, answeredBy: null, removedSentences: 0, modelCalls: 1, costUsd, factsOnly: why };
  }
}

type Judge = { keep: (text: string) => string; removed: () => number };

/** The sentences of a text that have a source each, and the number of those that had none. */
function judgeOf({ figures, items, names, today }: LintFacts): Judge {
  let removed = 0;
  return {
    keep: (text) => {
      const unclaimed = splitSentences(text).filter((sentence) => guardClaims({ sentence, done: [] }) === sentence);
      const linted = lintText({ text: unclaimed.join(""), figures, items, names, today });
      removed += splitSentences(text).length - unclaimed.length + linted.removed.length;
      return linted.text.trim();
    },
    removed: () => removed,
  };
}

/** A model's words for one finding, if all of them hold. */
function wordsFor(rule: Worded, { words }: NightWords, judge: Judge): Worded {
  const given = words.find(({ key }) => key === rule.key);
  if (!given) return rule;
  const [title, why] = [judge.keep(given.title), judge.keep(given.why)];
  return title === given.title.trim() && why !== "" ? { ...rule, title, why, origin: "model" } : rule;
}
