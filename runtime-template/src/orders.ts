import type { Pool } from "pg";
import type { Environment } from "./env.ts";

export type Order = { id: string; epoch: number };
export type Taken = { status: number; body: { done: boolean; error?: string } };

const TIMEOUT_MS = 95_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An order as it was sent; null when it is none. */
export function readOrder(text: string): Order | null {
  try {
    const { id, epoch } = JSON.parse(text) as Partial<Record<keyof Order, unknown>>;
    return typeof id === "string" && UUID.test(id) && Number.isInteger(epoch) ? { id, epoch: epoch as number } : null;
  } catch {
    return null;
  }
}

/**
 * Writes an order down, then does it through Greenlight's gateway with the company's token. An order that is known already is not done
 * again.
 */
export async function doOrder(pool: Pool, environment: Environment, order: Order): Promise<Taken> {
  const { id, epoch } = order;
  const written = await pool.query("insert into company.orders (id, epoch) values ($1, $2) on conflict do nothing", [
    id,
    epoch,
  ]);
  if (written.rowCount === 0) return { status: 409, body: { done: false, error: "This order is known already." } };
  const answer = await fetch(new URL("/api/runtime/orders", environment.greenlightUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${environment.greenlightToken}`, "content-type": "application/json" },
    body: JSON.stringify(order),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await answer.body?.cancel();
  await pool.query("update company.orders set status = $2 where id = $1", [id, answer.status]);
  return answer.ok
    ? { status: 200, body: { done: true } }
    : { status: 409, body: { done: false, error: `The gateway answered ${answer.status}.` } };
}
