import { randomUUID } from "node:crypto";
import type { LogName } from "@/lib/foundation/audit/schemas";
import type { AdminCtx } from "@/lib/platform/ctx";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

export type StoredLine = Record<string, unknown> & { seq: string; action: string; hash: string };

export type AuditWorld = TestWorld & {
  operator: AdminCtx;
  /** A stranger in the administrators' clothes: what a verb gets whose route forgot to look. */
  impostor: AdminCtx;
  lines(action?: string): Promise<StoredLine[]>;
  /** Adds lines past every verb. */
  fill(log: LogName, count: number): Promise<void>;
  /** Does as a superuser what the triggers forbid. */
  tamper(log: LogName, ...statements: string[]): Promise<void>;
};

const FILLS: Record<LogName, string> = {
  governance_audit_log: `insert into governance_audit_log (actor_type, actor_id, action, after)
    select 'job', 'fill', 'test.filled', jsonb_build_object('n', n, 'nothing', null) from generate_series(1, $1) as n`,
  login_audit: `insert into login_audit (user_id, email, event_type, occurred_at)
    select 'user_' || n, 'person' || n || '@example.com', 'signed_in', now() from generate_series(1, $1) as n`,
};

/** A database with an administrator. */
export async function createAuditWorld(environment: Record<string, string> = {}): Promise<AuditWorld> {
  const userId = `user_operator${randomUUID().slice(0, 8)}`;
  const world = await createTestWorld({ SUPER_ADMIN_IDS: userId, ...environment });
  const { admin } = world;
  return {
    ...world,
    operator: { ...world.system(), user: { userId, email: "operator@example.com" }, superAdmin: true },
    impostor: { ...world.user("impostor@example.com"), superAdmin: true },
    lines: async (action) =>
      (
        await admin.query<StoredLine>(
          "select * from governance_audit_log where $1::text is null or action = $1 order by seq",
          [action ?? null],
        )
      ).rows,
    fill: async (log, count) => void (await admin.query(FILLS[log], [count])),
    tamper: async (log, ...statements) => {
      const { rows: triggers } = await admin.query<{ name: string; always: boolean }>(
        "select tgname as name, tgenabled = 'A' as always from pg_trigger where tgrelid = $1::regclass",
        [log],
      );
      await admin.query(`alter table ${log} disable trigger user`);
      for (const statement of statements) await admin.query(statement);
      for (const { name, always } of triggers)
        await admin.query(`alter table ${log} enable ${always ? "always" : ""} trigger ${name}`);
    },
  };
}
