import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { askForObject } from "@/lib/autopilot/models/ask-for-object";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { findBrand } from "@/lib/company/profile/find-brand";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { PacketDraftFailed, PacketDraftStarted } from "./events";
import { fieldsOf } from "./fields";
import { judgeAnswer, PacketAnswer, type Judged, type Known } from "./judge-answer";
import { packetRequest, type Standing } from "./packet-request";
import { recordDraft } from "./record-draft";
import { PHASE_TITLES, type Generation, type Packet, type Phase } from "./schemas";
import { putGeneration, selectLatest } from "./store";

type Wanted = { projectId: string; phase: number };
const MAX_OUTPUT_TOKENS = 4_000;

/**
 * Drafts a packet from what is known: read, write, judge field by field, one repair, store. A field that fails twice becomes an unknown
 * with the reason. A member's own words stay. A draft that says nothing new makes no version. Its state is seen meanwhile; its begin and its
 * end are lines of the ledger.
 */
export async function generatePacket(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { projectId, phase }: Wanted,
): Promise<void> {
  requirePermission(ctx, "plan.write");
  // No event: begin, fail and recordDraft append theirs; what it does in between is no fact about the company.
  const say = (state: Generation["state"], words: string): Promise<void> =>
    withTransaction(ctx, (tx) => putGeneration(tx, { projectId, phase, state, words }));
  try {
    await begin(ctx, { projectId, phase });
    const standing = await readStanding(ctx, { projectId, phase });
    const context = await assembleCompanyContext(ctx, { projectId, purpose: "packet" });
    const refs = new Set(context.sections.flatMap(({ items }) => items.flatMap((item) => item.refs)));
    const known: Known = { founderText: standing.founderText, refs };
    await say(
      "writing",
      `Writing ${fieldsOf(phase).length} fields of the ${PHASE_TITLES[phase as Phase].toLowerCase()}.`,
    );
    const { system, message } = packetRequest(phase, standing);
    const call = {
      projectId,
      purpose: "packet" as const,
      system: `${system}\n\n${context.text}`,
      context: { hash: context.hash, position: context.as_of.position },
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      signal: ctx.signal,
      schema: PacketAnswer,
      schemaName: `packet_${phase}`,
    };
    const first = await askForObject(ctx, { ...call, messages: [{ role: "user", content: message }] });
    let judged = judgeAnswer(phase, first.value, known);
    if (judged.problems.length > 0) {
      await say("checking", `Repairing ${judged.problems.length} fields.`);
      const repaired = await askForObject(ctx, {
        ...call,
        messages: [
          { role: "user", content: message },
          { role: "assistant", content: JSON.stringify(first.value) },
          {
            role: "user",
            content: `${message}\n\nThese fields cannot stand:\n${judged.problems.join("\n")}\nAnswer with all fields again.`,
          },
        ],
      });
      judged = better(judged, judgeAnswer(phase, repaired.value, known));
    }
    await recordDraft(ctx, { projectId, phase, judged, context, answeredBy: first.answeredBy.label });
  } catch (error) {
    const words = error instanceof AppError ? error.message : "It broke off with an error of our own.";
    await fail(ctx, { projectId, phase, words });
    if (!(error instanceof AppError)) throw error;
  }
}

const begin = (ctx: WorkspaceCtx, { projectId, phase }: Wanted): Promise<void> =>
  withTransaction(ctx, async (tx) => {
    const words = "Reading the idea, the brand and the packets before.";
    await putGeneration(tx, { projectId, phase, state: "reading", words });
    await appendEvent(tx, PacketDraftStarted, { phase }, { projectId });
  });

const fail = (ctx: WorkspaceCtx, { projectId, phase, words }: Wanted & { words: string }): Promise<void> =>
  withTransaction(ctx, async (tx) => {
    await putGeneration(tx, { projectId, phase, state: "failed", words });
    await appendEvent(tx, PacketDraftFailed, { phase, why: words }, { projectId });
  });

const better = (before: Judged, after: Judged): Judged =>
  after.problems.length <= before.problems.length ? after : before;

/** The words that the founder said so far, and the values of the latest packets up to this phase. */
async function readStanding(ctx: WorkspaceCtx, { projectId, phase }: Wanted): Promise<Standing> {
  const { name, idea, website } = await getProject(ctx, { projectId });
  const brand = await findBrand(ctx);
  const packets = await withReadTransaction(ctx, async (tx) => {
    const latest: Packet[] = [];
    for (let each = 0; each <= phase; each += 1)
      latest.push(...(await selectLatest(tx, { projectId, phase: each })).slice(0, 1));
    return latest;
  });
  const { audience, problem, offer, proof, tone, description } = brand ?? {};
  const answers = { audience, problem, offer, proof, tone };
  const values = packets.flatMap(({ fields }) => Object.entries(fields));
  const founderValues = values.filter(([, { source }]) => source === "founder").map(([, { value }]) => value);
  return {
    name,
    website,
    idea: idea ?? "",
    answers: Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer)) as Standing["answers"],
    values: Object.fromEntries(values.map(([key, { value }]) => [key, value])),
    founderText: [name, idea, description, ...Object.values(answers), ...founderValues.flat().map(String)]
      .filter(Boolean)
      .join("\n"),
  };
}
