import { beforeAll, expect, test } from "vitest";
import { getDb } from "@/lib/platform/db";
import type { UserCtx } from "@/lib/platform/ctx";
import { isSuperAdmin } from "@/lib/foundation/access/super-admins";
import { requireAdmin } from "@/lib/foundation/access/require-admin";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    SUPER_ADMIN_IDS: "user_one, user_two,",
  });
});

const ctx = (userId: string): UserCtx => ({
  requestId: "test",
  db: getDb(),
  now: () => new Date(),
  user: { userId, email: "a@example.com" },
});

test.each(["user_one", "user_two"])("%s is an administrator", (userId) => {
  expect(isSuperAdmin(userId)).toBe(true);
  expect(() => requireAdmin(ctx(userId))).not.toThrow();
});

test.each(["user_three", "", " ", "user_on", "user_one,user_two", "USER_ONE", "undefined"])("'%s' is not", (userId) => {
  expect(isSuperAdmin(userId)).toBe(false);
  expect(() => requireAdmin(ctx(userId))).toThrow(
    expect.objectContaining({
      kind: "forbidden",
      code: "admin.forbidden",
      message: expect.stringContaining("administrators"),
    }),
  );
});

test("saying that one is an administrator does not make one", () => {
  expect(() => requireAdmin({ ...ctx("user_three"), superAdmin: true } as UserCtx)).toThrow(/administrators/);
});
