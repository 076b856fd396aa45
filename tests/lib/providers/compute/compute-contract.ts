import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ComputeProvider, MachineOrder, MachineStatus } from "@/lib/providers/compute/port";

export type ComputeTarget = {
  compute: ComputeProvider;
  /** A new order each time; none where nothing is paid for. */
  order?: () => MachineOrder;
  /** The way a machine that was taken away is seen from then on. */
  afterwards: MachineStatus;
  /** Throws when a request or an answer broke the vendor's own description. */
  close(): Promise<void>;
};

const STATUSES: readonly MachineStatus[] = ["active", "off", "absent", "unknown"];
const NEVER_MADE = "gl-0a1b2c3d-00000000000000000000000000000000";

/** The promises of `lib/providers/compute/port.ts` that hold for every place where a workspace can run. */
export function computeContract(name: string, open: () => Promise<ComputeTarget>): void {
  describe(`At ${name}`, () => {
    let target: ComputeTarget;
    let signal: AbortSignal;
    beforeEach(() => {
      // A provider that never ends fails its own test alone.
      signal = AbortSignal.timeout(60_000);
    });
    beforeAll(async () => {
      target = await open();
    });
    afterAll(() => target.close());

    const provisionWith = (order: MachineOrder | undefined) =>
      target.compute.provision({ workspaceId: "w-1", signal, ...(order && { order }) });

    test("an instance is made once: the same order again finds the same one", async () => {
      const order = target.order?.();
      const made = await provisionWith(order);
      expect(made.address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
      for (const url of [made.sidecarUrl, made.webhookUrl]) expect(new URL(url).protocol).toMatch(/^https?:$/);
      expect(await provisionWith(order)).toEqual(made);
      expect(["active", "unknown"]).toContain(await target.compute.inspect({ instanceId: made.id, signal }));
    });

    test("taking an instance away ends with it gone, and is fine a second time", async () => {
      const order = target.order?.();
      const { id: instanceId } = await provisionWith(order);
      const request = { instanceId, signal, ...(order && { trace: order.trace }) };
      await target.compute.terminate(request);
      await target.compute.terminate(request);
      expect(await target.compute.inspect({ instanceId, signal })).toBe(target.afterwards);
    });

    test("an instance that never was is no error, neither to look at nor to take away", async () => {
      expect(STATUSES).toContain(await target.compute.inspect({ instanceId: NEVER_MADE, signal }));
      await target.compute.terminate({ instanceId: NEVER_MADE, signal });
    });

    test.each(["restart_n8n", "reboot", "power_cycle"] as const)(
      "%s of an instance that never was is answered with a reason, not with an error",
      async (step) => {
        const { accepted, evidence } = await target.compute.intervene({ instanceId: NEVER_MADE, step, signal });
        expect(accepted).toBe(false);
        expect(evidence).toMatch(/^[A-Z].+\.$/);
      },
    );

    test("a door at which nothing listens does not answer", async () => {
      expect(await target.compute.probe({ instanceId: NEVER_MADE, signal })).toBe(false);
    });
  });
}
