import { expect, test } from "vitest";
import { vercelAppHosting } from "@/lib/providers/hosting/vercel/app-provider";
import { fakeVercelProjects, VERCEL_TOKEN } from "../../../../fakes/vercel-projects";
import { briefly, KEY, testAppHosting } from "../app-hosting-contract";

const at = testAppHosting({
  open: async () => {
    const vercel = await fakeVercelProjects();
    process.env.VERCEL_API_URL = vercel.url;
    return vercel;
  },
  hosting: () => vercelAppHosting({ token: VERCEL_TOKEN, team_id: "team_runtimes" }, briefly),
  ordered: (vercel) => [vercel.count("POST", /^\/v11\/projects$/), vercel.count("POST", /^\/v13\/deployments$/)],
  once: [1, 1],
  badDay: { projectFails: 1, deploymentFails: 1, listLag: 2, aliasLag: 2 },
  serviceId: /^vercel:prj_/,
  notBuilt: { code: "vercel.not_built", message: "Vercel could not build the application: npm ended with 1." },
});

test("its variables are sealed at Vercel, and none of them is in a file or in the metadata that is uploaded", async () => {
  await at.deploy();
  const { variables, ssoProtection } = at.vendor.projects.get(at.name)!;
  expect([...variables.values()].map(({ key, type }) => [key, type])).toEqual([
    ...Object.keys(at.environment()).map((key) => [key, "sensitive"]),
    ["COMMIT_SHA", "encrypted"],
  ]);
  expect(ssoProtection).toBeNull();
  const [uploaded] = at.vendor.calls.filter(({ method, path }) => method === "POST" && path === "/v13/deployments");
  const text = JSON.stringify({
    ...(uploaded?.body as object),
    files: (uploaded?.body as { files: { data: string }[] }).files.map(({ data }) =>
      Buffer.from(data, "base64").toString(),
    ),
  });
  for (const secret of [KEY, "a token of this company", VERCEL_TOKEN, at.database.url])
    expect(text).not.toContain(secret);
});

test("a variable that Vercel does not keep is an error, although its answer is a success", async () => {
  at.vendor.moods.refusesVariable = "RUNTIME_KEY";
  await expect(at.deploy()).rejects.toMatchObject({ code: "vercel.variable_refused", retryable: false });
  expect(at.vendor.count("POST", /^\/v13\/deployments$/)).toBe(0);
});

test("Vercel was asked only what it describes", () => {
  expect(at.vendor.violations).toEqual([]);
});
