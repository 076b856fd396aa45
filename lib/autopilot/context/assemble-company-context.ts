import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Figure, LintItem } from "@/lib/autopilot/wording/schemas";
import { monthOf } from "@/lib/metering/spending/budget";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { companyLines } from "./company-lines";
import { eventLine } from "./event-lines";
import type { CompanyRow, Facts } from "./facts";
import { fillSections, type Candidates } from "./fill-sections";
import { lintFactsOf } from "./lint-facts";
import { mailLine } from "./mail-lines";
import { markTag } from "./marks";
import { memoryLine } from "./memory-lines";
import { figuresOf, numberLines } from "./number-lines";
import { openLines } from "./open-lines";
import { packetLines, recommendationLine } from "./plan-lines";
import { BUDGETS, bytesIn, LEAST_BUDGET, SECTIONS, tokensOf, type SectionKey, type SectionRule } from "./purposes";
import { frameBytes, hashOf, renderSection, renderText } from "./render-text";
import { RULES } from "./rules";
import type { CompanyContext, ContextItem, ContextRequest, ContextSection } from "./schemas";
import { shortRef } from "./short-ref";
import { selectFacts } from "./store";
import { talkLines } from "./talk-lines";
import { workLines } from "./work-lines";

/** The facts by which a linter judges a text that was written from this context. */
export type LintFacts = { figures: Figure[]; items: LintItem[]; names: string[]; today: string };
/** `memories`: the ids of those that stand in the text. */
export type AssembledContext = CompanyContext & { facts: LintFacts; memories: string[] };

const HOUR_MS = 3_600_000;
const hourOf = (now: Date): string =>
  `${new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS).toISOString().slice(0, 16)}Z`;

type Lines = { items: readonly ContextItem[]; total: number };
const all = (items: readonly ContextItem[]): Lines => ({ items, total: items.length });
/** Rows beyond the read ones count as left out. */
const counted = (items: readonly ContextItem[], ...rows: readonly (readonly { total: number }[])[]): Lines => ({
  items,
  total: items.length + rows.reduce((more, read) => more + Math.max(0, (read[0]?.total ?? 0) - read.length), 0),
});

type Known = { facts: Facts & { company: CompanyRow }; figures: Figure[]; tag: string; request: ContextRequest };

function linesOf({ facts, figures, tag, request }: Known): Partial<Record<SectionKey, Lines>> {
  const { approvals, tasks, campaigns, done, deployments, files, threads, replies, runs, memories, recommendations } =
    facts;
  const mail = [...threads, ...replies].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1));
  return {
    company: all(companyLines(facts.company)),
    packets: all(packetLines(tag, facts.packets)),
    recommendations: counted(recommendations.map(recommendationLine), recommendations),
    memory: counted(
      memories.map((row) => memoryLine(tag, row)),
      memories,
    ),
    kpi: all(numberLines(figures)),
    open: counted(openLines(tag, { approvals, tasks }), approvals, tasks),
    events: { items: runs.map((run) => eventLine(tag, run)), total: runs[0]?.runs ?? 0 },
    work: counted(workLines(tag, facts), campaigns, done, deployments, files),
    mail: counted(
      mail.map((row) => mailLine(tag, row)),
      threads,
      replies,
    ),
    conversation: all(talkLines(tag, request.conversation ?? [])),
  };
}

function rulesSection(): ContextSection {
  const section = { key: "rules", title: "How to read this", items: [...RULES], tokens: 0, dropped: 0 };
  return { ...section, tokens: tokensOf(Buffer.byteLength(renderSection(section))) };
}

function chosen(known: Known, budget: number, head: Pick<CompanyContext, "purpose" | "as_of">): ContextSection[] {
  const lines = linesOf(known);
  const rules = rulesSection();
  const candidates = (SECTIONS as readonly (SectionRule & { key: SectionKey })[])
    .filter(({ only }) => only === undefined || only === head.purpose)
    .map((rule): Candidates => ({ ...rule, ...(lines[rule.key] ?? all([])) }));
  const reserved = frameBytes(head) + Buffer.byteLength(renderSection(rules));
  return [rules, ...fillSections(candidates, { budget: bytesIn(budget), reserved })];
}

/**
 * Everything that a model is told about a company, within the purpose's budget of tokens: each section gets its floor before any gets
 * more, lines are whole, and what is left out is counted and said. The same facts in the same hour give the same bytes. Words of others
 * stand between marks and nowhere else; no secret and no row of another company is in it. One statement.
 */
export async function assembleCompanyContext(ctx: WorkspaceCtx, request: ContextRequest): Promise<AssembledContext> {
  requirePermission(ctx, "chat.read");
  const { projectId, purpose } = request;
  const budget = Math.max(LEAST_BUDGET, Math.floor(request.budget ?? BUDGETS[purpose]));
  const [at, month] = [hourOf(ctx.now()), monthOf(ctx.now())];
  const facts = await withReadTransaction(ctx, (tx) => selectFacts(tx, { projectId, at, month }));
  const { company } = facts;
  if (company === null)
    throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
  const head = { purpose, as_of: { position: String(company.position), at } };
  const figures = figuresOf(facts);
  const known = { facts: { ...facts, company }, figures, tag: markTag(projectId, at), request };
  const sections = chosen(known, budget, head);
  const hash = hashOf({ ...head, sections });
  const text = renderText({ ...head, sections, hash });
  const cited = new Set(sections.flatMap(({ items }) => items.flatMap(({ refs }) => refs)));
  return {
    ...head,
    budget,
    sections,
    text,
    tokens: tokensOf(Buffer.byteLength(text)),
    dropped: sections.reduce((sum, { dropped }) => sum + dropped, 0),
    hash,
    memories: facts.memories.flatMap(({ id }) => (cited.has(shortRef("n", id)) ? [id] : [])),
    facts: { figures, ...lintFactsOf(known.facts), today: at.slice(0, 10) },
  };
}
