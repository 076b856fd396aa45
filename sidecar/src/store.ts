import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { FollowedRun } from "./events/followed-runs";
import type { LogPlace } from "./events/log-tail";

export type StoredCommand = { bodyHash: string; answer: string | null };
export type CommandKey = { workspaceId: string; commandId: string };
export type SidecarStore = ReturnType<typeof openStore>;

const KEEP_COMMANDS_MS = 7 * 24 * 3600_000;
const SCHEMA = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  create table if not exists used_tokens (jti text primary key, expires_at integer not null) strict;
  create index if not exists used_tokens_expires_at on used_tokens (expires_at);
  create table if not exists commands (
    workspace_id text not null, command_id text not null, body_hash text not null, answer text, created_at integer not null,
    primary key (workspace_id, command_id)
  ) strict;
  create index if not exists commands_created_at on commands (created_at);
  create table if not exists followed_runs (
    execution_id text primary key, run_id text not null, created_at integer not null, ended integer not null default 0
  ) strict;
  create table if not exists lives (one integer primary key check (one = 1), boot integer not null) strict;
  create table if not exists log_place (one integer primary key check (one = 1), file text not null, at integer not null) strict;
`;

/** The state that survives a restart: used tokens, and commands begun or done. Holds no secret. */
export function openStore(dataDir: string, now: () => number = Date.now) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, "sidecar.sqlite");
  const database = new DatabaseSync(path, { timeout: 5_000 });
  chmodSync(path, 0o600);
  database.exec(SCHEMA);
  const pruneTokens = database.prepare("delete from used_tokens where expires_at < ?");
  const insertToken = database.prepare(
    "insert into used_tokens (jti, expires_at) values (?, ?) on conflict do nothing",
  );
  const pruneCommands = database.prepare("delete from commands where created_at < ?");
  const insertCommand = database.prepare(
    "insert into commands (workspace_id, command_id, body_hash, created_at) values (?, ?, ?, ?) on conflict do nothing",
  );
  const selectCommand = database.prepare(
    "select body_hash, answer from commands where workspace_id = ? and command_id = ?",
  );
  const updateCommand = database.prepare("update commands set answer = ? where workspace_id = ? and command_id = ?");
  const deleteCommand = database.prepare("delete from commands where workspace_id = ? and command_id = ?");

  return {
    ...runsIn(database, now),
    /** True the first time a token id is seen, false ever after until it has long expired. */
    useToken(jti: string, expiresAt: number): boolean {
      pruneTokens.run(now());
      return insertToken.run(jti, expiresAt).changes === 1;
    },
    /** Null when the command is new and now recorded as begun; else what is known of it. */
    beginCommand({ workspaceId, commandId }: CommandKey, bodyHash: string): StoredCommand | null {
      pruneCommands.run(now() - KEEP_COMMANDS_MS);
      if (insertCommand.run(workspaceId, commandId, bodyHash, now()).changes === 1) return null;
      const row = selectCommand.get(workspaceId, commandId);
      return row ? { bodyHash: String(row.body_hash), answer: row.answer === null ? null : String(row.answer) } : null;
    },
    finishCommand({ workspaceId, commandId }: CommandKey, answer: string): void {
      updateCommand.run(answer, workspaceId, commandId);
    },
    forgetCommand({ workspaceId, commandId }: CommandKey): void {
      deleteCommand.run(workspaceId, commandId);
    },
    close: (): void => database.close(),
  };
}

const WATCHED_MS = 15 * 60_000;

/** Which executions are sandbox runs, and how far the engine's event log was reported. */
function runsIn(database: DatabaseSync, now: () => number) {
  const insert = database.prepare(
    "insert into followed_runs (execution_id, run_id, created_at) values (?, ?, ?) on conflict (execution_id) do update set run_id = excluded.run_id, created_at = excluded.created_at, ended = 0",
  );
  const prune = database.prepare("delete from followed_runs where created_at < ?");
  const select = database.prepare("select run_id from followed_runs where execution_id = ?");
  const end = database.prepare("update followed_runs set ended = 1 where execution_id = ?");
  const count = database.prepare("select count(*) as open from followed_runs where ended = 0 and created_at > ?");
  const selectPlace = database.prepare("select file, at from log_place");
  const upsertPlace = database.prepare(
    "insert into log_place (one, file, at) values (1, ?, ?) on conflict (one) do update set file = excluded.file, at = excluded.at",
  );
  const selectBoot = database.prepare("select boot from lives");
  const upsertBoot = database.prepare(
    "insert into lives (one, boot) values (1, ?) on conflict (one) do update set boot = excluded.boot",
  );
  return {
    /** Grows with each start, also after the loss of this store: the clock is then behind no life that was before. */
    nextBoot(): number {
      const boot = Math.max(Number(selectBoot.get()?.boot ?? 0) + 1, Math.floor(now() / 1000));
      upsertBoot.run(boot);
      return boot;
    },
    followRun({ executionId, runId }: FollowedRun): void {
      prune.run(now() - KEEP_COMMANDS_MS);
      insert.run(executionId, runId, now());
    },
    runOf(executionId: string): string | null {
      const row = select.get(executionId);
      return row ? String(row.run_id) : null;
    },
    endRun: (executionId: string): void => void end.run(executionId),
    hasOpenRuns: (): boolean => Number(count.get(now() - WATCHED_MS)?.open) > 0,
    logPlace(): LogPlace | null {
      const row = selectPlace.get();
      return row ? { file: String(row.file), offset: Number(row.at) } : null;
    },
    setLogPlace: ({ file, offset }: LogPlace): void => void upsertPlace.run(file, offset),
  };
}
