import { afterAll, beforeAll, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { beginExecution } from "@/lib/company/approvals/begin-execution";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { approved, createLab } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const RACES = 1_000;
/** Races under way at once: each of them uses two connections. */
const LANES = 4;

let world: TestWorld;
let company: Company;
const lab = createLab();
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

/** Copies of an approved proposal, made in one statement: a thousand proposals by hand take longer than their races. */
async function copiesOf(id: string, count: number): Promise<string[]> {
  const { rows } = await world.admin.query<{ id: string }>(
    `with made as (
       insert into approvals
       select (jsonb_populate_record(null::approvals, to_jsonb(a) || jsonb_build_object('id', gen_random_uuid(), 'dedupe_key', null))).*
       from approvals a, generate_series(1, $2::int) where a.id = $1
       returning id)
     insert into approval_versions
     select (jsonb_populate_record(null::approval_versions, to_jsonb(v) || jsonb_build_object('approval_id', m.id))).*
     from approval_versions v, made m where v.approval_id = $1
     returning approval_id as id`,
    [id, count],
  );
  return rows.map((row) => row.id);
}

const undo = (id: string) =>
  decideApproval(company.owner, { approvalId: id, version: 1, decision: "denied", via: "app" }).then(
    () => "undone",
    (error: { kind?: string }) => {
      if (error.kind !== "conflict") throw error;
      return "too late";
    },
  );
/** The executor at its time; mostly its claim alone, which decides the race, without the act that follows. */
async function wake(id: string, turn: number): Promise<void> {
  if (isWhole(turn)) return executeApproval(company.job, { approvalId: id, version: 1 }, lab.actions);
  await beginExecution(company.job, { approvalId: id, version: 1, lastLook: async () => null });
}
const isWhole = (turn: number): boolean => turn % 20 < 2;

/** Both sides begin in turn; twice in ten the second one waits for the end of the first, so that each end is certain to be seen. */
async function race(id: string, turn: number): Promise<string> {
  const isApart = turn % 10 < 2;
  if (turn % 2 === 0) {
    const answer = undo(id);
    if (isApart) await answer;
    await wake(id, turn);
    return answer;
  }
  const done = wake(id, turn);
  if (isApart) await done;
  const answer = await undo(id);
  await done;
  return answer;
}

test(
  `taking back and carrying out at the same moment, ${RACES} times: always exactly one of them`,
  { timeout: 240_000 },
  async () => {
    const ids = await copiesOf((await approved(company, lab)).id, RACES);
    const answers = new Map<string, string>();
    const next = ids.entries();
    const lane = async (): Promise<void> => {
      for (const [turn, id] of next) answers.set(id, await race(id, turn));
    };
    await Promise.all(Array.from({ length: LANES }, lane));

    const { rows } = await world.admin.query<{ id: string; state: string; attempts: number; lines: string }>(
      `select a.id, a.state, (select count(*)::int from action_executions x where x.approval_id = a.id) as attempts,
       (select string_agg(e.event_type, ' ' order by e.id) from project_events e where e.data ->> 'approval_id' = a.id::text) as lines
     from approvals a where a.id = any($1::uuid[])`,
      [ids],
    );
    const told = rows.map(({ id, state, attempts, lines }) =>
      [answers.get(id), state, attempts, lab.board.posted.has(`${id}:1`) ? "sent" : "not sent", lines].join(", "),
    );
    const sent = "too late, executed, 1, sent, approval.execution_started approval.execution_completed";
    const claimed = "too late, executing, 1, not sent, approval.execution_started";
    const undone = "undone, denied, 0, not sent, approval.decided";
    expect(new Set(told)).toEqual(new Set([sent, claimed, undone]));
    expect([rows.length, lab.board.calls]).toEqual([RACES, told.filter((one) => one === sent).length]);
  },
);
