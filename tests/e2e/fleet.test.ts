import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Instance, InstanceDetails } from "@/lib/operations/fleet/schemas";
import { requestRestart } from "@/lib/providers/compute/local/restart-requests";
import { Founder, productHome, productRuntime } from "../support/founder";
import type { FounderClient } from "../support/founder-client";
import { waitFor } from "../support/wait-for";

type Listed = { data: Instance[]; next_cursor: string | null };

describe("the machine of an installation", () => {
  let admin: FounderClient;
  let machine: Instance;

  beforeAll(async () => {
    admin = await Founder.signIn("admin@demo.local");
    machine = await waitFor(async () => (await list()).find(({ name }) => name === "local") ?? null, {
      what: "the machine reports itself",
      withinMs: 120_000,
      everyMs: 1_000,
    });
  });

  const list = async (): Promise<Instance[]> => (await admin.get<Listed>("/api/admin/instances")).body.data;
  const read = async (): Promise<InstanceDetails> =>
    (await admin.get<InstanceDetails>(`/api/admin/instances/${machine.id}`)).body;

  it("is shown with its life, and is judged while it lives", async () => {
    const { life, state } = await read();
    expect(["ready", "late"]).toContain(state);
    expect(life.at(-1)).toMatchObject({ previous_state: "new", state: "ready" });
    const { last_evaluated_at } = (await admin.get<{ last_evaluated_at: string | null }>("/api/admin/fleet")).body;
    expect(last_evaluated_at).not.toBeNull();
  });

  it("is left alone when an administrator says so, with a line in the audit log; a founder may not", async () => {
    const path = `/api/admin/instances/${machine.id}`;
    const founder = await Founder.signIn(`fleet-${Date.now()}@founders.example`);
    expect((await founder.patch(path, { skip_remediation: true, reason: "No." })).status).toBe(403);
    expect((await admin.patch(path, { skip_remediation: true })).status).toBe(400);
    const reason = `Looked after by hand at ${Date.now()}.`;
    expect((await admin.patch(path, { skip_remediation: true, reason })).body).toMatchObject({
      skip_remediation: true,
    });
    expect((await admin.patch(path, { skip_remediation: false, reason })).body).toMatchObject({
      skip_remediation: false,
    });
    const { body } = await admin.get<{ data: { action: string; reason: string | null }[] }>(
      `/api/admin/audit-log?search=instance.decided&limit=200`,
    );
    expect(body.data.filter((line) => line.reason === reason)).toHaveLength(2);
  });

  it("has its n8n restarted by npm start when that is asked for", async () => {
    const before = (await productRuntime()).pids.n8n;
    const home = resolve(productHome());
    expect(await requestRestart(home, "n8n", AbortSignal.timeout(60_000))).toBe(true);
    await waitFor(
      async () => {
        const { pids, n8nUrl } = await productRuntime();
        if (pids.n8n === before) return null;
        return (await fetch(`${n8nUrl}/healthz/readiness`)).status === 200;
      },
      { what: "another n8n is ready", withinMs: 200_000, everyMs: 1_000 },
    );
  });
});
