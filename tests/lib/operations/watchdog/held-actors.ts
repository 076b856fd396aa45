import { AsyncLocalStorage } from "node:async_hooks";
import { vi } from "vitest";
import type { JobCtx } from "../../../factories/test-world";

type Actor = { passed: number; stops: number[]; stand: () => void; resume: PromiseWithResolvers<void> };
type Held = {
  /** Goes on to its next stop; settles when it stands there, or has ended before. */
  next: () => Promise<void>;
  /** Goes on to its end; answers how many boundaries it passed. */
  end: () => Promise<number>;
};

const actors = new AsyncLocalStorage<Actor>();

async function pass(): Promise<void> {
  const actor = actors.getStore();
  if (actor === undefined) return;
  actor.passed += 1;
  if (actor.passed !== actor.stops[0]) return;
  actor.stops.shift();
  actor.resume = Promise.withResolvers();
  actor.stand();
  await actor.resume.promise;
}

/** From now on each request of an actor is a boundary. */
export function gateRequests(): void {
  const send = globalThis.fetch;
  vi.stubGlobal("fetch", async (...request: Parameters<typeof fetch>) => {
    await pass();
    return send(...request);
  });
}

/** A builder of a transaction whose beginning is a boundary. */
const gatedBuilder = <B extends object>(builder: B): B =>
  new Proxy(builder, {
    get: (of, name) => {
      const own: unknown = Reflect.get(of, name);
      if (typeof own !== "function") return own;
      const call = (given: unknown[]): unknown => Reflect.apply(own, of, given) as unknown;
      if (name === "execute") return (...given: unknown[]) => pass().then(() => call(given));
      return (...given: unknown[]) => gatedBuilder(call(given) as object);
    },
  });

/** The same context; each of its transactions is a boundary. */
function gated(ctx: JobCtx): JobCtx {
  const db = new Proxy(ctx.db, {
    get: (of, name) => {
      if (name === "transaction") return () => gatedBuilder(of.transaction());
      const own: unknown = Reflect.get(of, name);
      return typeof own === "function" ? (own.bind(of) as unknown) : own;
    },
  });
  return { ...ctx, db };
}

/**
 * One of those who act at the same time. It stands still at its n-th boundaries: where a transaction begins, or n8n is asked for something.
 * Nothing begins before the first `next`.
 */
export function heldAt(stops: readonly number[], ctx: JobCtx, act: (ctx: JobCtx) => Promise<unknown>): Held {
  let standing = Promise.withResolvers<void>();
  const actor: Actor = {
    passed: 0,
    stops: [...stops],
    stand: () => standing.resolve(),
    resume: Promise.withResolvers(),
  };
  let ended: Promise<unknown> | null = null;
  const goOn = (): Promise<unknown> => {
    actor.resume.resolve();
    ended ??= actors.run(actor, () => act(gated(ctx)));
    return ended;
  };
  return {
    next: async () => {
      standing = Promise.withResolvers();
      await Promise.race([standing.promise, goOn()]);
    },
    end: async () => {
      actor.stops = [];
      await goOn();
      return actor.passed;
    },
  };
}
