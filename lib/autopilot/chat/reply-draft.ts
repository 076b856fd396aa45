import { guardClaims } from "@/lib/autopilot/wording/guard-claims";
import { lintText } from "@/lib/autopilot/wording/lint-text";
import type { Figure, LintItem } from "@/lib/autopilot/wording/schemas";
import type { ReplyPart } from "@/lib/autopilot/models/schemas";
import type { Json } from "@/lib/company/approvals/schemas";
import type { ToolStep } from "./schemas";
import { SentenceBuffer } from "./sentence-buffer";
import { stepWords } from "./step-words";
import { collectFacts } from "./tool-facts";

const REF = /\s*\[([a-z]:[\w.-]{1,60})\]/g;

type Known = { figures: readonly Figure[]; items: readonly LintItem[]; names: readonly string[]; today: string };
type Resolve = (refs: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * A reply as it grows. A sentence becomes part of it only once it was judged: it claims nothing that no tool did in this turn, states no
 * number without a source, and names only sources that exist. So nothing that was shown is ever taken back.
 */
export class ReplyDraft {
  text = "";
  removed = 0;
  readonly steps: ToolStep[] = [];
  readonly refs = new Set<string>();
  private readonly done: string[] = [];
  private readonly buffer = new SentenceBuffer();
  private readonly facts: { figures: Figure[]; items: LintItem[]; names: string[] };
  private readonly known = new Set<string>();

  constructor(
    private readonly seen: Known & { refs: Iterable<string> },
    private readonly resolve: Resolve,
  ) {
    this.facts = { figures: [...seen.figures], items: [...seen.items], names: [...seen.names] };
    for (const ref of seen.refs) this.known.add(ref);
  }

  async take(part: Exclude<ReplyPart, { type: "end" }>): Promise<void> {
    if (part.type === "text") return this.release(this.buffer.add(part.text));
    await this.release(this.buffer.flush());
    if (part.type === "tool_call") {
      const { id, name } = part;
      this.steps.push({ id, tool: name, state: "running", words: "", approval_id: null, task_id: null });
      return;
    }
    this.endStep(part);
  }

  async end(): Promise<void> {
    await this.release(this.buffer.flush());
    if (this.removed > 0)
      this.say(`${this.removed} ${this.removed === 1 ? "sentence was" : "sentences were"} left out: no source.`);
  }

  /** A sentence of ours, on a line of its own. */
  say(sentence: string): void {
    this.text = `${this.text.trimEnd()}${this.text.trim() === "" ? "" : "\n\n"}${sentence}`;
  }

  private endStep({ id, name, ok, output }: Extract<ReplyPart, { type: "tool_result" }>): void {
    const step = this.steps.find((each) => each.id === id);
    const told = { ...stepWords(name, { ok, output }), state: ok ? ("done" as const) : ("failed" as const) };
    if (step) Object.assign(step, told);
    if (!ok) return;
    this.done.push(name);
    this.learn(output);
  }

  /** The reply may name and cite all that a tool answered in this turn. */
  private learn(output: Json): void {
    const { refs, figures, names } = collectFacts(output);
    for (const ref of refs) this.known.add(ref);
    this.facts.figures.push(...figures);
    this.facts.names.push(...names);
  }

  private async release(sentences: readonly string[]): Promise<void> {
    for (const sentence of sentences) this.text += await this.judged(sentence);
  }

  private async judged(sentence: string): Promise<string> {
    if (sentence.trim() === "") return sentence;
    const guarded = guardClaims({ sentence, done: this.done });
    const { text, removed } = lintText({ text: guarded, ...this.facts, today: this.seen.today });
    this.removed += removed.length;
    return this.cited(text);
  }

  /** The sentence with the references that exist; one that loses its last is marked. */
  private async cited(sentence: string): Promise<string> {
    const named = [...sentence.matchAll(REF)].map(([, ref = ""]) => ref);
    const unseen = named.filter((ref) => !this.known.has(ref));
    const found = unseen.length > 0 ? await this.resolve(unseen) : new Set<string>();
    const stands = (ref: string): boolean => this.known.has(ref) || found.has(ref);
    for (const ref of named.filter(stands)) this.refs.add(ref);
    if (named.every(stands)) return sentence;
    const bare = sentence.replaceAll(REF, (whole, ref: string) => (stands(ref) ? whole : ""));
    return named.some(stands) ? bare : bare.replace(/\s*$/, (end) => ` (no source)${end}`);
  }
}
