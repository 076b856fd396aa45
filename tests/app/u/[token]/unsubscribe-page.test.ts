import { beforeAll, expect, test } from "vitest";
import { GET, POST } from "@/app/u/[token]/route";

beforeAll(() => {
  // No server listens there, as while a database restarts.
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
});

test.each([
  ["GET", GET, undefined],
  ["POST", POST, "confirm=yes"],
])("while the database is away, %s answers a person with a page that says to try again", async (method, door, body) => {
  const token = "0".repeat(48);
  const request = new Request(`http://localhost/u/${token}`, { method, body });
  const response = await door(request, { params: Promise.resolve({ token }) });
  expect(response.status).toBe(503);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": expect.stringContaining("style-src 'sha256-"),
    "referrer-policy": "no-referrer",
    "retry-after": "2",
    "x-request-id": expect.any(String),
  });
  expect(await response.text()).toMatch(/<h1>.+<\/h1><p>Try again in a minute/);
});
