import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Founder, productRuntime } from "../support/founder";
import { addMember } from "./access-people";

type Ended = { text: string; afterMs: number };

/** A tenth of it where nothing else runs; a process that is told nothing remembers access for a minute. */
const SOON_MS = 10_000;

describe("an open stream of the ledger", () => {
  let url: string;
  let database: Client;
  let databaseUrl: string;
  beforeAll(async () => {
    ({ url, databaseUrl } = await productRuntime());
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    await database.query("set role service_role");
  });
  afterAll(() => database.end());

  async function company(): Promise<{ founder: Founder; member: Founder; workspaceId: string; projectId: string }> {
    const run = randomUUID().slice(0, 8);
    const founder = await Founder.signIn(`owner-${run}@streams.example`);
    const member = await Founder.signIn(`member-${run}@streams.example`);
    const { body } = await founder.post<{ id: string; workspace_id: string }>("/api/projects", {
      name: `Streams ${run}`,
    });
    const estate = { workspaceId: body.workspace_id, projectId: body.id };
    await addMember(databaseUrl, estate, member, "member");
    return { founder, member, ...estate };
  }

  /** Opens a stream, does something once it runs, and reads on to its end. */
  async function readUntilEnd(reader: Founder, projectId: string, change: () => Promise<unknown>): Promise<Ended> {
    const response = await fetch(`${url}/api/projects/${projectId}/events/stream`, {
      headers: { authorization: `Bearer ${reader.token}` },
    });
    expect(response.status).toBe(200);
    const stream = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await stream.read()).value ?? "";
    await change();
    const since = Date.now();
    for (let next = await stream.read(); !next.done; next = await stream.read()) text += next.value;
    return { text, afterMs: Date.now() - since };
  }

  const lastEvent = ({ text }: Ended): string => text.trim().split("\n\n").at(-1) ?? "";

  it("of a removed member ends at once and says why; others read on", async () => {
    const { founder, member, workspaceId, projectId } = await company();
    const ended = await readUntilEnd(member, projectId, () =>
      database.query("delete from user_workspaces where workspace_id = $1 and user_id = $2", [
        workspaceId,
        member.userId,
      ]),
    );
    expect(ended.afterMs).toBeLessThan(SOON_MS);
    expect(lastEvent(ended)).toBe(
      'event: ended\ndata: {"code":"workspace.forbidden","error":"You are not a member of this workspace any more."}',
    );
    const again = await member.get(`/api/projects/${projectId}`);
    expect(again).toMatchObject({ status: 403, body: { code: "workspace.forbidden" } });
    expect((await founder.get(`/api/projects/${projectId}`)).status).toBe(200);
  });

  it("of a frozen workspace ends at once, its owner's too, with the reason", async () => {
    const { founder, workspaceId, projectId } = await company();
    const ended = await readUntilEnd(founder, projectId, () =>
      database.query("update workspaces set status = 'frozen', frozen_reason = 'Spam.' where id = $1", [workspaceId]),
    );
    expect(ended.afterMs).toBeLessThan(SOON_MS);
    expect(lastEvent(ended)).toBe(
      'event: ended\ndata: {"code":"workspace.frozen","error":"Workspace is frozen: Spam."}',
    );
  });

  it("goes on while somebody else is removed", async () => {
    const { founder, member, workspaceId, projectId } = await company();
    const gone = new AbortController();
    const response = await fetch(`${url}/api/projects/${projectId}/events/stream`, {
      headers: { authorization: `Bearer ${founder.token}` },
      signal: gone.signal,
    });
    const stream = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    await stream.read();
    await database.query("delete from user_workspaces where workspace_id = $1 and user_id = $2", [
      workspaceId,
      member.userId,
    ]);
    await founder.post(`/api/workspaces/${workspaceId}/webhook-token`, { overlap_hours: 0 });
    let text = "";
    while (!text.includes("\ndata: {")) text += (await stream.read()).value ?? "event: ended";
    expect(text).not.toContain("event: ended");
    gone.abort();
  });
});
