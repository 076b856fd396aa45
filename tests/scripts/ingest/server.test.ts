import { afterEach, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/platform/env";
import { DOORS } from "@/app/api/doors";
import { startIngestServer } from "@/scripts/ingest/server";

const WEBSITE = ["analytics/events", "payments/events"].map(
  (path) => `/api/projects/0b0e7b0e-0000-4000-8000-000000000000/${path}`,
);
const METHODS = ["GET", "POST", "PUT", "DELETE", "OPTIONS"];

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  process.env.LOG_LEVEL = "silent";
});
afterEach(() => {
  env().FEATURE_PROJECT_KPI_INGESTION = true;
});

/** The answers of a server started now at a path, method by method. */
async function answersAt(path: string): Promise<{ status: number; headers: object; body: object }[]> {
  const server = await startIngestServer({ doors: DOORS, port: 0, host: "127.0.0.1" });
  const ask = async (method: string): Promise<{ status: number; headers: object; body: object }> => {
    const response = await fetch(server.url + path, { method });
    const { "x-request-id": _id, date: _date, ...headers } = Object.fromEntries(response.headers);
    const { request_id: _same, ...body } = JSON.parse((await response.text()) || "{}") as Record<string, unknown>;
    return { status: response.status, headers, body };
  };
  try {
    return await Promise.all(METHODS.map(ask));
  } finally {
    await server.stop();
  }
}

test.each(WEBSITE)("%s is at no address of a process without KPI ingestion, by any method", async (path) => {
  const statuses = (await answersAt(path)).map(({ status }) => status);
  expect(statuses).not.toContain(404);
  env().FEATURE_PROJECT_KPI_INGESTION = false;
  const hidden = await answersAt(path);
  expect(hidden).toEqual(await answersAt("/api/nowhere"));
  expect(hidden.map(({ body }) => body)).toEqual(
    METHODS.map(() => expect.objectContaining({ code: "route.not_found" })),
  );
});

test("routes without a feature stay open", async () => {
  const before = await answersAt("/api/cost-events");
  env().FEATURE_PROJECT_KPI_INGESTION = false;
  expect(await answersAt("/api/cost-events")).toEqual(before);
});
