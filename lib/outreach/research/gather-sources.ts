import type { SourcesAnswer, SourcesRequest } from "@/lib/contracts/engine-research";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { ReadSource, Subject } from "@/lib/providers/research/port";
import { sourcesFor, type Reaching } from "@/lib/providers/research/select";
import { revealResearchKeys } from "./reveal-research-keys";
import { findSubject, selectSources, upsertSource, type StoredSource } from "./store";

/** A workflow that repeats its request is answered with what was read, so that no vendor is paid twice. */
const FRESH_MS = 60 * 60 * 1000;
/** A vendor has a minute; its answer is stored before the workflow gives up. */
const READ_MS = 75_000;

/**
 * Reads what is connected about one lead: their website, and each vendor whose key is saved. Each source fails alone, with its reason. The
 * texts are untrusted, and kept until the findings are stored. Within an hour the same texts are answered again. 404 for a foreign lead.
 */
export async function gatherSources(
  ctx: WorkspaceCtx,
  { lead_id: leadId }: SourcesRequest,
  reaching: Reaching = {},
): Promise<SourcesAnswer> {
  requirePermission(ctx, "sequence.write");
  // Greenlight itself opens the founder's keys for the look-up: the caller sees the texts only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "research.gather_sources" } };
  const { subject, known } = await withReadTransaction(inside, async (tx) => {
    const found = await findSubject(tx, leadId);
    if (!found) throw new AppError("not_found", "There is no such lead in this workspace.", { code: "lead.not_found" });
    return { subject: found, known: await selectSources(tx, leadId) };
  });
  const fresh = known.filter(({ read_at }) => ctx.now().getTime() - Date.parse(read_at) < FRESH_MS);
  const wanted = sourcesFor(await revealResearchKeys(inside), reaching).filter(
    ({ source }) => !fresh.some((state) => state.source === source && isUsable(state)),
  );
  const read = await Promise.all(
    wanted.map(async ({ source, read: ask }) => ({ source, ...(await tryRead(ask, subject)) })),
  );
  // No event: texts come by the thousand; the findings show on the lead.
  const states = await withTransaction(ctx, async (tx) => {
    for (const state of read) await upsertSource(tx, leadId, state);
    return selectSources(tx, leadId);
  });
  return toAnswer(states);
}

/** Texts that were dropped with their findings are read again. */
const isUsable = ({ outcome, documents }: StoredSource): boolean => outcome !== "read" || documents.length > 0;

type Tried = Pick<StoredSource, "outcome" | "reason" | "documents" | "cost_usd">;

async function tryRead(read: ReadSource, subject: Subject): Promise<Tried> {
  const limit = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    limit.abort();
    late.reject(new AppError("unavailable", "It did not answer in time.", { code: "research.timeout" }));
  }, READ_MS);
  try {
    const { documents, costUsd } = await Promise.race([read(subject, limit.signal), late.promise]);
    if (documents.length === 0) return { outcome: "empty", reason: "Nothing was found.", documents, cost_usd: costUsd };
    return { outcome: "read", reason: null, documents, cost_usd: costUsd };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { outcome: "failed", reason: error.message.slice(0, 500), documents: [], cost_usd: null };
  } finally {
    clearTimeout(timer);
  }
}

/** A model reads, and is paid for, so much of each source and no more. */
const MOST_OF_SOURCE = 4;
const MOST_CHARACTERS = 2_500;

function toAnswer(states: readonly StoredSource[]): SourcesAnswer {
  const documents = states.flatMap(({ source, documents: read }) =>
    read.slice(0, MOST_OF_SOURCE).map((document) => ({ source, ...document })),
  );
  return {
    sources: documents.map(({ source, url, text, date }, index) => ({
      number: index + 1,
      source,
      url,
      text: text.slice(0, MOST_CHARACTERS).toWellFormed(),
      date,
    })),
    missing: states.flatMap(({ source, outcome, reason }) =>
      outcome === "read" ? [] : [{ source, reason: reason ?? "" }],
    ),
  };
}
