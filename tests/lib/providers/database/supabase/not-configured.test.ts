import { expect, test } from "vitest";
import { createTenantSupabaseClient } from "@/lib/providers/database/supabase/tenant-client";

test("without Supabase it says what to set", () => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
  });
  for (const name of ["SUPABASE_URL", "SUPABASE_ANON_KEY", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_JWT_SECRET"]) {
    delete process.env[name];
  }
  expect(() => createTenantSupabaseClient("00000000-0000-4000-8000-000000000000")).toThrow(
    expect.objectContaining({
      code: "supabase.not_configured",
      message: expect.stringContaining("SUPABASE_JWT_SECRET"),
    }),
  );
});
