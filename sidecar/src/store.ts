import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

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
