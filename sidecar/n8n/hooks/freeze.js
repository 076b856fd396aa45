"use strict";

const { existsSync, readdirSync, readFileSync, statSync } = require("node:fs");
const { basename, join } = require("node:path");

const FOLDER = process.env.GREENLIGHT_FREEZE_DIR ?? "";
const OWNER_LINE = /^workspace `([0-9a-f-]{36})` key `[^`\n]+`$/m;

/** What was read of each file, by its name. A file that vanishes keeps what it said: only `frozen: false` lifts a freeze. */
const seen = new Map();

function readFreezes() {
  for (const name of namesIn(FOLDER)) {
    const path = join(FOLDER, name);
    const { mtimeMs, ino } = statSync(path);
    const stamp = `${mtimeMs} ${ino}`;
    if (seen.get(name)?.stamp !== stamp) seen.set(name, { stamp, ...parse(path, name) });
  }
  return [...seen.values()].filter(({ frozen }) => frozen);
}

function namesIn(folder) {
  try {
    return readdirSync(folder).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw new Error(`It cannot be seen which workspaces are frozen (${error.code}), so nothing runs.`, {
      cause: error,
    });
  }
}

/** A file that cannot be parsed still says by its name which workspace was frozen. */
function parse(path, name) {
  const workspaceId = basename(name, ".json");
  try {
    const { frozen, workflow_ids, credential_ids } = JSON.parse(readFileSync(path, "utf8"));
    return {
      workspaceId,
      frozen: frozen !== false,
      workflowIds: new Set(workflow_ids),
      credentialIds: new Set(credential_ids),
    };
  } catch {
    return { workspaceId, frozen: true, workflowIds: new Set(), credentialIds: new Set() };
  }
}

function isOf({ id, nodes }, { workspaceId, workflowIds, credentialIds }) {
  if (workflowIds.has(id)) return true;
  return Object.values(nodes).some(({ parameters, credentials }) => {
    if (Object.values(credentials ?? {}).some((credential) => credentialIds.has(credential?.id))) return true;
    return OWNER_LINE.exec(String(parameters?.content ?? ""))?.[1] === workspaceId;
  });
}

/** Runs inside n8n before every execution, however it was started, and needs no network: a throw ends the run before its first node. */
async function refuseFrozen(workflow) {
  if (FOLDER === "") return;
  if (existsSync(join(FOLDER, "hold.json")))
    throw new Error(
      "The addresses of this installation changed: nothing runs until npm start has renewed them in n8n.",
    );

  if (!readFreezes().some((freeze) => isOf(workflow, freeze))) return;
  throw new Error(
    "This workspace is frozen by an administrator of Greenlight: nothing of it runs until the freeze is lifted.",
  );
}

module.exports = { workflow: { preExecute: [refuseFrozen] } };
